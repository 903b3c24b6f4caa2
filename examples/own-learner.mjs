// A learner of one's own against those that vickrey has, on the same tasks.
//
//     node examples/own-learner.mjs
//
//     learner      standard deviation of loads, mean of the rounds (lower is fairer)
import { prepareScenario, simulate } from 'vickrey';

/** Moves a sensitivity a step up where the server is above its target, and a step down where it is below. */
const bySign = ({ rate }) => ({
  step: (_server, _step, loadRatio, target, sensitivity) =>
    sensitivity * (1 + rate * Math.sign(loadRatio - target)),
});

const learners = { none: undefined, bandit: undefined, continuous: undefined, 'by sign': bySign };
for (const [name, learner] of Object.entries(learners)) {
  const mode = learner ? 'none' : name;
  const servers = { processingRate: 10 };
  const loaded = await prepareScenario({ time: { rounds: 500 }, servers, learning: { mode } });
  const { window } = simulate(loaded, { components: { learner } });
  console.log(name.padEnd(12), window.fairness.toFixed(3));
}
