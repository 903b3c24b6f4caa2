// Do servers learn? Runs seven servers (processing rate 12, demand about 74% of capacity) under every learner and under
// actions at random, with steady, sinusoidal and shifting demand, 5 seeds each, and prints the table of docs/learning.md.
//
//     node examples/learning.mjs
//
// First row: mean over seeds of the social welfare and of the standard deviation of loads, each a mean over the last half
// of the rounds. Other rows: the difference from it, mean ± standard error over seeds of the same arrivals and tasks.
import { prepareScenario, simulate } from 'vickrey';

const neural = (name, terms = {}) => ({
  bidding: { neural: name },
  learning: { mode: 'none', neural: terms },
});
const learners = {
  'random actions': neural('dqn', { stepsPerRound: 0, epsilon: 1 }),
  continuous: { learning: { mode: 'continuous' } },
  bandit: { learning: { mode: 'bandit' } },
  'q-learning': { learning: { mode: 'q-learning' } },
  dqn: neural('dqn'),
  'dqn, gamma 0': neural('dqn', { gamma: 0 }),
  'dqn, profit': neural('dqn', { reward: 'profit' }),
  'dqn, one a server': neural('dqn', { shared: false }),
  'actor-critic': neural('actor-critic'),
  'actor-critic, profit': neural('actor-critic', { reward: 'profit' }),
};
const demands = {
  steady: { process: 'poisson', rate: 5 },
  sinusoidal: { process: 'sinusoidal', base: 5, amplitude: 2, period: 50 },
  shifting: { process: 'bursty', calm: 3, burst: 6, enter: 0.02, leave: 0.02 },
};
const seeds = [1, 2, 3, 4, 5];

const headings = Object.keys(demands).flatMap((name) => [`${name}: welfare`, 'fairness']);
console.log(`| | ${headings.join(' | ')} |`);
console.log(`|---${'|---'.repeat(headings.length)}|`);
const none = await columns({ learning: { mode: 'none' } });
console.log(`| none | ${none.map((values) => mean(values).toFixed(1)).join(' | ')} |`);
for (const [name, learner] of Object.entries(learners)) {
  const differences = (await columns(learner)).map((values, i) =>
    values.map((value, k) => value - none[i][k]),
  );
  console.log(`| ${name} | ${differences.map(meanAndError).join(' | ')} |`);
}

/** One value a seed, for each column of the table. */
async function columns(learner) {
  const all = [];
  for (const arrivals of Object.values(demands)) {
    const runs = [];
    for (const seed of seeds) runs.push(await run({ ...learner, arrivals, seed }));
    for (const name of ['welfare', 'fairness']) all.push(runs.map((trends) => trends[name].lateMean));
  }
  return all;
}

async function run(scenario) {
  const servers = { count: 7, processingRate: 12 };
  return simulate(await prepareScenario({ time: { rounds: 400 }, servers, ...scenario })).trends;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function meanAndError(values) {
  const variance = values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);
  const sign = mean(values) < 0 ? '' : '+';
  return `${sign}${mean(values).toFixed(1)} ± ${Math.sqrt(variance / values.length).toFixed(1)}`;
}
