// Do servers learn? Runs seven servers (processing rate 12, demand 74% of capacity) under every learner and under actions
// at random, with steady, sinusoidal and shifting demand, 5 seeds each, and prints the table of docs/learning.md.
//
//     node examples/learning.mjs
//
//     mean ± standard error over seeds of:  fairness   mean over the last half of the rounds of the standard deviation of loads
//                                           welfare    likewise
import { prepareScenario, simulate } from 'vickrey';

const neural = (name, terms = {}) => ({
  bidding: { neural: name },
  learning: { mode: 'none', neural: terms },
});
const learners = {
  none: { learning: { mode: 'none' } },
  'random actions': neural('dqn', { stepsPerRound: 0, epsilon: 1 }),
  continuous: { learning: { mode: 'continuous' } },
  bandit: { learning: { mode: 'bandit' } },
  'q-learning': { learning: { mode: 'q-learning' } },
  dqn: neural('dqn'),
  'dqn, profit': neural('dqn', { reward: 'profit' }),
  'dqn, γ = 0': neural('dqn', { gamma: 0 }),
  'dqn, γ = 0, profit': neural('dqn', { gamma: 0, reward: 'profit' }),
  'dqn a server': neural('dqn', { shared: false }),
  'actor-critic': neural('actor-critic'),
  'actor-critic, γ = 0': neural('actor-critic', { gamma: 0 }),
  'actor-critic, profit': neural('actor-critic', { reward: 'profit' }),
};
const demands = {
  steady: { process: 'poisson', rate: 5 },
  sinusoidal: { process: 'sinusoidal', base: 5, amplitude: 2, period: 50 },
  shifting: { process: 'bursty', calm: 3, burst: 6, enter: 0.02, leave: 0.02 },
};
const seeds = Array.from({ length: 5 }, (_, i) => i + 1);

console.log(
  `| learner | ${Object.keys(demands)
    .flatMap((name) => [`${name}: fairness`, 'welfare'])
    .join(' | ')} |`,
);
console.log(`|---${'|---|---'.repeat(Object.keys(demands).length)}|`);
for (const [name, learner] of Object.entries(learners)) {
  const cells = [];
  for (const arrivals of Object.values(demands)) {
    const runs = await Promise.all(seeds.map((seed) => run({ ...learner, arrivals, seed })));
    cells.push(
      cell(runs.map(({ fairness }) => fairness.lateMean)),
      cell(runs.map(({ welfare }) => welfare.lateMean)),
    );
  }
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}

async function run(scenario) {
  const servers = { count: 7, processingRate: 12 };
  return simulate(await prepareScenario({ time: { rounds: 400 }, servers, ...scenario })).trends;
}

function cell(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return `${mean.toFixed(0)} ± ${Math.sqrt(variance / values.length).toFixed(0)}`;
}
