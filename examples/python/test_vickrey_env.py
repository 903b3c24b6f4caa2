"""Tests of the client, with the standard library alone: python3 -m unittest discover examples/python

VICKREY_COMMAND (a JSON list) says how to start vickrey, if not as the client would. Where Gymnasium and PettingZoo can be
imported, their own checks run too.
"""

import io
import json
import os
import subprocess
import unittest
import warnings
from contextlib import redirect_stdout
from pathlib import Path

import vickrey_env
import vickrey_spaces
from vickrey_env import Market, MarketEnv, MarketError, ParallelMarketEnv

SCENARIO = Path(__file__).resolve().parents[2] / "scenarios" / "paper.yaml"
COMMAND = json.loads(os.environ.get("VICKREY_COMMAND", "null"))
SMALL = {"settings": {"servers.count": 3, "time.rounds": 5}, "command": COMMAND}
KEEP = [2, 2, 2]


def rows(observation):
    """An observation as lists, with NumPy and without."""
    return observation.tolist() if hasattr(observation, "tolist") else observation


def play(env, action, seed):
    """All that an episode of the same action tells."""
    told = [rows(env.reset(seed=seed)[0])]
    done = False
    while not done:
        observation, reward, terminated, truncated, info = env.step(action)
        told.append((rows(observation), reward, terminated, truncated, info["welfare"]))
        done = terminated or truncated
    return told


class MarketEnvTest(unittest.TestCase):
    def test_follows_gymnasium(self):
        with MarketEnv(SCENARIO, **SMALL) as env:
            self.assertEqual(tuple(env.observation_space.shape), (3, len(env.features)))
            self.assertEqual(list(env.action_space.nvec), [3, 3, 3])
            observation, info = env.reset(seed=4)
            self.assertIn(observation, env.observation_space)
            self.assertEqual(info, {"seed": 4})
            ends = []
            for _ in range(5):
                action = env.action_space.sample()
                self.assertIn(action, env.action_space)
                observation, reward, terminated, truncated, info = env.step(action)
                self.assertIn(observation, env.observation_space)
                self.assertIsInstance(reward, float)
                self.assertAlmostEqual(reward, sum(info["rewards"]) / 3)
                ends.append((terminated, truncated))
            self.assertEqual(ends, [(False, False)] * 4 + [(False, True)])

    def test_is_a_function_of_seed_and_actions(self):
        with MarketEnv(SCENARIO, **SMALL) as one, MarketEnv(SCENARIO, **SMALL) as other:
            first = play(one, [0, 1, 2], 7)
            digest = one.summary()["digest"]
            self.assertNotEqual(play(one, [0, 1, 2], 8), first)
            self.assertEqual(play(other, [0, 1, 2], 7), first)
            self.assertEqual(other.summary()["digest"], digest)

    def test_has_the_digest_of_a_run_without_learning_where_all_keep(self):
        command = COMMAND or vickrey_env._usual_command()
        changes = [word for path, value in SMALL["settings"].items() for word in ("--set", f"{path}={value}")]
        words = [*command, "run", str(SCENARIO), "--json", "--set", "learning.mode=none", *changes]
        run = json.loads(subprocess.run(words, check=True, capture_output=True).stdout)
        with MarketEnv(SCENARIO, **SMALL) as env:
            play(env, KEEP, None)
            self.assertEqual(env.summary()["digest"], run["digest"])

    def test_takes_continuous_actions_and_rewards_profit(self):
        with MarketEnv(SCENARIO, actions="continuous", reward="profit", **SMALL) as env:
            self.assertEqual(tuple(env.action_space.shape), (3,))
            self.assertIn(env.action_space.sample(), env.action_space)
            before = rows(env.reset(seed=1)[0])
            observation, *_ = env.step([1, -0.5, 0])
            sensitivity = env.features.index("sensitivity")
            for factor, old, new in zip([1 + 0.1, 1 - 0.05, 1], before, rows(observation)):
                self.assertEqual(new[sensitivity], old[sensitivity] * factor)

    def test_runs_as_many_rounds_as_it_is_told(self):
        with MarketEnv(SCENARIO, **SMALL) as env:
            env.reset(options={"rounds": 1})
            self.assertTrue(env.step(KEEP)[3])

    def test_takes_lists_of_numbers_that_are_not_pythons_own(self):
        class Number:
            def tolist(self):
                return 2

        with MarketEnv(SCENARIO, **SMALL) as env:
            env.reset()
            env.step([Number(), Number(), 2])
            self.assertRaisesRegex(TypeError, "no value of JSON", lambda: env.step([object(), 2, 2]))

    def test_says_what_is_wrong_in_the_words_of_the_market(self):
        with MarketEnv(SCENARIO, **SMALL) as env:
            for call, words in [
                (lambda: env.step(KEEP), "no episode is under way: call reset first"),
                (lambda: env.reset(options={"steps": 1}), "options: unknown key 'steps'"),
                (env.reset, None),
                (lambda: env.step([2, 2]), "action: must be a list of 3, one a server, got 2"),
                (lambda: env.step([2, 2, 5]), r"action\[2\]: must be 0 \(increase\), 1 \(decrease\) or 2 \(keep\), got 5"),
                (env.summary, "the episode has not ended"),
                (lambda: [env.step(KEEP) for _ in range(6)], "the episode has ended: call reset to start another"),
                (env.reset, None),
            ]:
                if words is None:
                    call()
                else:
                    self.assertRaisesRegex(MarketError, words, call)


class MarketTest(unittest.TestCase):
    def test_says_why_a_scenario_is_refused(self):
        for scenario, settings, words in [
            ("nowhere.yaml", {}, "exit code 2: error: nowhere.yaml: there is no such file"),
            (SCENARIO, {"servers.cout": 3}, "servers: unknown key 'cout'\n +did you mean 'count'?"),
        ]:
            with self.assertRaisesRegex(MarketError, words):
                Market(scenario, settings, command=COMMAND)

    def test_ends_with_its_environment_and_says_so(self):
        env = MarketEnv(SCENARIO, **SMALL)
        with env:
            env.reset()
        self.assertEqual(env.market._process.returncode, 0)
        self.assertRaisesRegex(MarketError, "the market is closed", env.reset)
        env.close()

    def test_says_that_its_process_has_ended(self):
        with MarketEnv(SCENARIO, **SMALL) as env:
            env.market._process.kill()
            env.market._process.wait()
            self.assertRaisesRegex(MarketError, "has ended with exit code -9: it said nothing", env.reset)

    def test_refuses_another_protocol(self):
        hello = json.dumps({"reply": "hello", "protocol": 99})
        other = ["node", "-e", f"process.stdin.once('data', () => console.log({json.dumps(hello)}))", "--"]
        with self.assertRaisesRegex(MarketError, "protocol 99, but this client speaks 1"):
            Market(SCENARIO, command=other)


class ParallelMarketEnvTest(unittest.TestCase):
    def test_follows_pettingzoo(self):
        with ParallelMarketEnv(SCENARIO, **SMALL) as env:
            everyone = ["server_0", "server_1", "server_2"]
            self.assertEqual(env.possible_agents, everyone)
            self.assertEqual(env.agents, [])
            observations, infos = env.reset(seed=3)
            self.assertEqual([list(observations), list(infos), env.agents], [everyone] * 3)
            while env.agents:
                actions = {agent: env.action_space(agent).sample() for agent in env.agents}
                told = env.step(actions)
                self.assertEqual([list(one) for one in told], [everyone] * 5)
                observations, rewards, terminations, truncations, infos = told
                for agent in everyone:
                    self.assertIs(env.observation_space(agent), env.observation_space(agent))
                    self.assertIn(observations[agent], env.observation_space(agent))
                    self.assertIsInstance(rewards[agent], float)
                    self.assertEqual(truncations[agent], not env.agents)
                    self.assertIs(terminations[agent], False)
            self.assertEqual(infos["server_2"]["round"], 4)

    def test_tells_what_the_batched_view_tells(self):
        with ParallelMarketEnv(SCENARIO, **SMALL) as parallel, MarketEnv(SCENARIO, **SMALL) as batched:
            parallel.reset(seed=5)
            batched.reset(seed=5)
            for action in ([0, 1, 2], [2, 0, 1]):
                observations, rewards, *_ = parallel.step(dict(zip(parallel.agents, action)))
                observation, _, _, _, info = batched.step(action)
                self.assertEqual([rows(one) for one in observations.values()], rows(observation))
                self.assertEqual(list(rewards.values()), rows(info["rewards"]))

    def test_takes_continuous_actions(self):
        with ParallelMarketEnv(SCENARIO, actions="continuous", **SMALL) as env:
            env.reset()
            env.step({agent: env.action_space(agent).sample() for agent in env.agents})

    def test_names_who_has_not_acted(self):
        with ParallelMarketEnv(SCENARIO, **SMALL) as env:
            env.reset()
            with self.assertRaisesRegex(MarketError, "no action of server_1, server_2"):
                env.step({"server_0": 0})


class SpacesTest(unittest.TestCase):
    def test_hold_what_they_sample_and_nothing_else(self):
        infinity = float("inf")
        box = vickrey_spaces.Box([0, -infinity, -1], [1, infinity, infinity], (2, 3))
        for space, wrong in [
            (box, [[[0, 0, 0]], [[0, 0, 0], [2, 0, 0]], [[0, 0], [0, 0]], [0, 0, 0], 0]),
            (vickrey_spaces.Box([-1] * 2, [1] * 2, (2,)), [[0, 2], [0], [float("nan"), 0], 1]),
            (vickrey_spaces.MultiDiscrete([3, 3]), [[0, 3], [0], [0, 0, 0], [0.5, 0], 1]),
            (vickrey_spaces.Discrete(3), [3, -1, 0.5, None]),
        ]:
            space.seed(1)
            drawn = [space.sample() for _ in range(20)]
            space.seed(1)
            self.assertEqual([space.sample() for _ in range(20)], drawn)
            for value in drawn:
                self.assertIn(value, space)
            for value in wrong:
                self.assertNotIn(value, space)


@unittest.skipUnless(vickrey_spaces.gymnasium, "Gymnasium is not here")
class GymnasiumTest(unittest.TestCase):
    def test_its_own_checks_pass(self):
        from gymnasium.utils.env_checker import check_env

        for actions in ("discrete", "continuous"):
            with MarketEnv(SCENARIO, actions=actions, **SMALL) as env, warnings.catch_warnings():
                # It advises against spaces without bounds.
                warnings.simplefilter("ignore")
                check_env(env)

    @unittest.skipIf(vickrey_env.ParallelEnv is object, "PettingZoo is not here")
    def test_the_checks_of_pettingzoo_pass(self):
        from pettingzoo.test import parallel_api_test

        with ParallelMarketEnv(SCENARIO, **SMALL) as env, redirect_stdout(io.StringIO()):
            parallel_api_test(env, num_cycles=20)


if __name__ == "__main__":
    unittest.main()
