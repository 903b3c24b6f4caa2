// A rule from outside acts in a market, in process: the further a server is above its target, the more its sensitivity rises.
//
//     node examples/environment.mjs
//
//     social welfare at the end, and the digest
import { loadScenario, MarketEnvironment } from 'vickrey';

const environment = new MarketEnvironment(await loadScenario('scenarios/paper.yaml'), {
  actions: 'continuous',
});
const [rows, columns] = environment.observationSpace.shape;
let { observation } = environment.reset({ seed: 1, options: { rounds: 100 } });
while (environment.agents.length > 0) {
  const action = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const [loadRatio, , , target] = observation.subarray(row * columns);
    action[row] = Math.max(-1, Math.min(1, loadRatio - target));
  }
  const step = environment.step(action); // { observation, reward, terminated, truncated, info }
  observation = step.observation;
}
const { digest, welfare } = environment.summary();
console.log(welfare.toFixed(1), digest);
