"""How many steps a second does a market take over stdio? All servers keep; half a task a server and round.

    python3 examples/python/steps_per_second.py [SERVERS]...

Prints steps a second of wall time, and of CPU time of both processes together: client and market take turns, so on an idle
machine the two are much the same.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from vickrey_env import Market

SCENARIO = Path(__file__).resolve().parents[2] / "scenarios" / "paper.yaml"


def cpu_seconds() -> float:
    """Of this process and those that it has waited for."""
    return sum(os.times()[:4])


def measure(servers: int, steps: int) -> tuple[float, float]:
    """Wall and CPU seconds of an episode of so many steps, with the market's own start and end."""
    settings = {
        "servers.count": servers,
        "servers.processingRate": 12,
        "arrivals": {"process": "poisson", "rate": servers / 2},
        "time.rounds": steps,
    }
    keep = [2] * servers
    wall, cpu = time.perf_counter(), cpu_seconds()
    with Market(SCENARIO, settings) as market:
        market.ask("reset", seed=1)
        for _ in range(steps):
            market.ask("step", action=keep)
    return time.perf_counter() - wall, cpu_seconds() - cpu


def main(sizes: list[int]) -> None:
    print(f"{'servers':>8}{'steps/s':>10}{'of CPU':>10}")
    for servers in sizes:
        # The difference of two episodes leaves out what starting and warming up take.
        more = max(200, 100_000 // servers)
        short, long = measure(servers, 200), measure(servers, 200 + more)
        wall, cpu = (more / (late - early) for late, early in zip(long, short))
        print(f"{servers:8}{wall:10,.0f}{cpu:10,.0f}")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [7, 1000])
