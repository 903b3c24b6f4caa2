"""Can servers learn their sensitivity outside vickrey? A bandit a server, ε-greedy over increase, decrease and keep, against
servers that keep, that act at random, and that follow a rule. Pure Python.

    python3 examples/python/epsilon_greedy.py [SCENARIO]

Prints, for each way to act, means over the last half of the rounds: social welfare (−Σ |load − target load|, 0 is best) and
fairness (standard deviation of loads, lower is fairer).
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from vickrey_env import MarketEnv

INCREASE, DECREASE, KEEP = range(3)
LOAD_RATIO, TARGET = 0, 3  # columns of an observation
SCENARIO = Path(__file__).resolve().parents[2] / "scenarios" / "paper.yaml"
SETTINGS = {"time.rounds": 400, "servers.processingRate": 12}


class Fixed:
    """Always the same action or, where there is none, any."""

    actions = "discrete"

    def __init__(self, arm: int | None):
        self.arm, self.random = arm, random.Random(1)

    def act(self, observation) -> list[int]:
        return [self.random.randrange(3) if self.arm is None else self.arm for _ in observation]

    def learn(self, action, rewards) -> None:
        pass


class Bandits:
    """A bandit a server: the mean reward of each arm so far; explores with chance ε."""

    actions = "discrete"

    def __init__(self, epsilon: float = 0.1):
        self.epsilon = epsilon
        self.random = random.Random(1)
        self.means: list[list[float]] = []
        self.counts: list[list[int]] = []

    def act(self, observation) -> list[int]:
        if not self.means:
            self.means = [[0.0] * 3 for _ in observation]
            self.counts = [[0] * 3 for _ in observation]
        return [self._arm(means) for means in self.means]

    def learn(self, action, rewards) -> None:
        for arm, reward, means, counts in zip(action, rewards, self.means, self.counts):
            counts[arm] += 1
            means[arm] += (reward - means[arm]) / counts[arm]

    def _arm(self, means: list[float]) -> int:
        if self.random.random() < self.epsilon:
            return self.random.randrange(3)
        return means.index(max(means))


class Proportional:
    """Learns nothing: the further a server is above its target, the more its sensitivity rises."""

    actions = "continuous"

    def act(self, observation) -> list[float]:
        return [max(-1.0, min(1.0, row[LOAD_RATIO] - row[TARGET])) for row in observation]

    def learn(self, action, rewards) -> None:
        pass


def episode(env: MarketEnv, learner, seed: int) -> dict[str, float]:
    """Means over the last half of an episode's rounds."""
    observation, _ = env.reset(seed=seed)
    rounds = []
    done = False
    while not done:
        action = learner.act(observation)
        observation, _, terminated, truncated, info = env.step(action)
        learner.learn(action, info["rewards"])
        rounds.append({"welfare": info["welfare"], "fairness": info["fairness"]})
        done = terminated or truncated
    late = rounds[len(rounds) // 2 :]
    return {name: sum(one[name] for one in late) / len(late) for name in late[0]}


def main(scenario: str | Path) -> None:
    learners = {
        "keep": Fixed(KEEP),
        "random": Fixed(None),
        "epsilon-greedy": Bandits(),
        "proportional": Proportional(),
    }
    print(f"{'':16}{'welfare':>10}{'fairness':>10}")
    for name, learner in learners.items():
        with MarketEnv(scenario, settings=SETTINGS, actions=learner.actions) as env:
            means = episode(env, learner, seed=1)
        print(f"{name:16}{means['welfare']:10.1f}{means['fairness']:10.2f}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else SCENARIO)
