"""Markets of vickrey as environments for learners in Python, over `vickrey environment` and its lines of JSON.

The standard library is enough. Where Gymnasium (and PettingZoo) can be imported, spaces, arrays and base classes are theirs.

    with MarketEnv("scenarios/paper.yaml") as env:
        observation, info = env.reset(seed=1)
        done = False
        while not done:
            action = env.action_space.sample()
            observation, reward, terminated, truncated, info = env.step(action)
            done = terminated or truncated
        print(env.summary()["welfare"])

docs/environment.md says what observations, actions and rewards are.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from vickrey_spaces import array_of, gymnasium, space_of, space_of_one

try:
    from pettingzoo import ParallelEnv
except ImportError:
    ParallelEnv = object


PROTOCOL = 1


class MarketError(RuntimeError):
    """What the market refused, in its own words, or why it has ended."""


class Market:
    """A process of `vickrey environment`: one request, one reply. Observations and actions are batched, one entry a server.

    scenario  the scenario's file, YAML or JSON
    settings  values of the scenario to change, for example {"servers.count": 100}
    actions   "discrete" or "continuous"
    reward    "error-reduction" or "profit"
    command   how to start vickrey; by default the build beside these examples, else `npx vickrey`
    """

    def __init__(self, scenario, settings=None, actions="discrete", reward="error-reduction", command=None):
        words = [*(command or _usual_command()), "environment", str(scenario)]
        for path, value in (settings or {}).items():
            words += ["--set", f"{path}={json.dumps(value)}"]
        words += ["--actions", actions, "--reward", reward]
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, encoding="utf-8"
        )
        try:
            self.hello = self.ask("hello")
            if self.hello["protocol"] != PROTOCOL:
                raise MarketError(f"protocol {self.hello['protocol']}, but this client speaks {PROTOCOL}")
        except MarketError:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def ask(self, request: str, **terms) -> dict:
        """The reply to a request. Raises MarketError where it is refused, or the process has ended."""
        if self._process.stdin.closed:
            raise MarketError("the market is closed")
        line = self._exchange(json.dumps({"request": request, **terms}, allow_nan=False, default=_of_numpy))
        if not line:
            raise MarketError(self._last_words())
        reply = json.loads(line)
        if reply["reply"] == "error":
            raise MarketError(reply["message"])
        return reply

    def close(self) -> None:
        """Ends the process; a second time, nothing."""
        if self._process.stdin.closed:
            return
        try:
            self._process.stdin.close()
        except BrokenPipeError:
            pass
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._errors.close()

    def _exchange(self, line: str) -> str:
        """The line that answers a line; empty where the process has ended."""
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
            return self._process.stdout.readline()
        except BrokenPipeError:
            return ""
        except BaseException:
            # Ctrl-C: a reply that nobody has read would be taken for that of the next request.
            self._process.kill()
            raise

    def _last_words(self) -> str:
        code = self._process.wait()
        self._errors.seek(0)
        return f"vickrey has ended with exit code {code}: {self._errors.read().strip() or 'it said nothing'}"


class MarketEnv(gymnasium.Env if gymnasium else object):
    """A market for one learner that acts for all servers, after Gymnasium's Env.

    An observation has a row of features a server; an action has an entry a server. The reward is the mean of the servers' own,
    which are info["rewards"]. Terms are those of Market.
    """

    metadata = {"render_modes": []}
    render_mode = None

    def __init__(self, scenario, **terms):
        self.market = Market(scenario, **terms)
        hello = self.market.hello
        self.features: list[str] = hello["features"]
        self.observation_space = space_of(hello["observation_space"])
        self.action_space = space_of(hello["action_space"])

    def reset(self, *, seed=None, options=None):
        """Starts an episode; options may hold "rounds"."""
        if gymnasium:
            super().reset(seed=seed)
        reply = self.market.ask("reset", seed=seed, options=options)
        return array_of(reply["observation"]), reply["info"]

    def step(self, action):
        """Runs a round: (observation, reward, terminated, truncated, info)."""
        reply = self.market.ask("step", action=_plain(action))
        rewards = reply["reward"]
        info = {**reply["info"], "rewards": array_of(rewards)}
        observation, reward = array_of(reply["observation"]), sum(rewards) / len(rewards)
        return observation, reward, reply["terminated"], reply["truncated"], info

    def summary(self) -> dict:
        """What came of the episode, after its end."""
        return self.market.ask("summary")["summary"]

    def close(self) -> None:
        self.market.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class ParallelMarketEnv(ParallelEnv):
    """A market for a learner a server, all acting at once, after PettingZoo's ParallelEnv: dictionaries by agent.

    Terms are those of Market.
    """

    metadata = {"name": "vickrey_market_v1", "render_modes": []}
    render_mode = None

    def __init__(self, scenario, **terms):
        self.market = Market(scenario, **terms)
        hello = self.market.hello
        self.features: list[str] = hello["features"]
        self.possible_agents: list[str] = hello["possible_agents"]
        self.agents: list[str] = []
        self.observation_spaces = self._one_each(hello["observation_space"])
        self.action_spaces = self._one_each(hello["action_space"])

    def observation_space(self, agent: str):
        return self.observation_spaces[agent]

    def action_space(self, agent: str):
        return self.action_spaces[agent]

    def reset(self, seed=None, options=None):
        """Starts an episode: (observations, infos). Of the options only "rounds" counts: PettingZoo's tests have others."""
        known = {name: value for name, value in (options or {}).items() if name == "rounds"}
        reply = self.market.ask("reset", seed=seed, options=known)
        self.agents = list(self.possible_agents)
        return self._observations(reply), self._by_agent(dict(reply["info"]) for _ in self.possible_agents)

    def step(self, actions: dict):
        """Runs a round: (observations, rewards, terminations, truncations, infos)."""
        missing = [agent for agent in self.agents if agent not in actions]
        if missing:
            raise MarketError(f"no action of {', '.join(missing)}")
        # Of a box, the action of one server is a list of one.
        chosen = [_plain(actions[agent]) for agent in self.agents]
        reply = self.market.ask("step", action=[one[0] if isinstance(one, list) else one for one in chosen])
        if reply["terminated"] or reply["truncated"]:
            self.agents = []
        ended = ([reply[how]] * len(self.possible_agents) for how in ("terminated", "truncated"))
        terminations, truncations = (self._by_agent(flags) for flags in ended)
        infos = self._by_agent(dict(reply["info"]) for _ in self.possible_agents)
        rewards = self._by_agent(float(reward) for reward in reply["reward"])
        return self._observations(reply), rewards, terminations, truncations, infos

    def summary(self) -> dict:
        """What came of the episode, after its end."""
        return self.market.ask("summary")["summary"]

    def close(self) -> None:
        self.market.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _observations(self, reply: dict) -> dict:
        return self._by_agent(array_of(row) for row in reply["observation"])

    def _one_each(self, told: dict) -> dict:
        return self._by_agent(space_of_one(told) for _ in self.possible_agents)

    def _by_agent(self, values) -> dict:
        return dict(zip(self.possible_agents, values))


def _plain(action):
    """An action without NumPy in it."""
    return action.tolist() if hasattr(action, "tolist") else action


def _of_numpy(value):
    """What JSON can have of a value within a list that it has no word for."""
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"{value!r} is no value of JSON")


def _usual_command() -> list[str]:
    built = Path(__file__).resolve().parents[2] / "dist" / "cli" / "main.js"
    return ["node", str(built)] if built.is_file() else ["npx", "vickrey"]
