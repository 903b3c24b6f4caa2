// Do servers learn? Runs seven servers (processing rate 12) under every learner and under actions at random, on stationary,
// sinusoidal and shifting demand, 60 seeds each, and prints the tables of docs/learning.md. All of it takes some minutes; names
// of learners and demands leave out the others:
//
//     node examples/learning.mjs
//     node examples/learning.mjs shifting continuous 'bandit, ucb1'
//
// welfare      mean social welfare of the last half of the rounds; more is better
// fairness     mean standard deviation of loads over the last half; less is better
// violations   % of all tasks that took longer than their latency requirement, the run being drained; less is better
// regret       mean over all rounds of the welfare that is lost against the best fixed sensitivity in hindsight: the one, of
//              those below and the same for all servers, with the most welfare on the seed's arrivals; less is better
import { prepareScenario, simulate } from 'vickrey';
import { difference, mean } from './paired.mjs';

const rounds = 400;
const seeds = Array.from({ length: 60 }, (_, i) => i + 1);
const servers = { count: 7, processingRate: 12 };
const demands = {
  stationary: { process: 'poisson', rate: 5 },
  sinusoidal: { process: 'sinusoidal', base: 5, amplitude: 2, period: 50 },
  shifting: { process: 'steps', rates: [3.5, 6.5], length: 100 },
};
const none = { learning: { mode: 'none' } };
const sensitivity = (mode, policy) => ({ learning: { mode, ...(policy && { policy }) } });
const bids = (network, neural = {}) => ({ bidding: { neural: network }, learning: { mode: 'none', neural } });
const shaded = (kind) => ({ bidding: { predictor: { kind, shading: 0.5 } }, ...none });
const learners = {
  random: sensitivity('random'),
  continuous: sensitivity('continuous'),
  'bandit, ε-greedy': sensitivity('bandit'),
  'bandit, ucb1': sensitivity('bandit', 'ucb1'),
  'bandit, thompson': sensitivity('bandit', 'thompson'),
  'q-learning': sensitivity('q-learning'),
  'random bids': bids('dqn', { stepsPerRound: 0, epsilon: 1 }),
  'linear predictor': shaded('linear'),
  'mlp predictor': shaded('mlp'),
  dqn: bids('dqn'),
  'dqn, γ 0': bids('dqn', { gamma: 0 }),
  'dqn, profit': bids('dqn', { reward: 'profit' }),
  'dqn, one a server': bids('dqn', { shared: false }),
  'actor-critic': bids('actor-critic'),
  'actor-critic, profit': bids('actor-critic', { reward: 'profit' }),
};
const fixedSensitivities = Array.from({ length: 11 }, (_, i) => 0.5 * Math.SQRT2 ** i);

/** Which learner at random another one is held against: that which acts on the same. */
const controlOf = (learner) => ('bidding' in learners[learner] ? 'random bids' : 'random');
const metrics = [
  { name: 'welfare', sign: 1 },
  { name: 'fairness', sign: -1 },
  { name: 'violations', sign: -1 },
  { name: 'regret', sign: -1 },
];
// Bonferroni: the intervals of a column hold all at once with a chance of 95%.
const confidence = 1 - 0.05 / Object.keys(learners).length;

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in learners) && !(name in demands));
if (unknown !== undefined) throw new Error(`there is no learner and no demand '${unknown}'`);
const chosen = (kind) => {
  const named = Object.keys(kind).filter((name) => asked.includes(name));
  return named.length > 0 ? named : Object.keys(kind);
};

for (const demand of chosen(demands)) {
  const named = chosen(learners);
  const best = await bestFixed(demands[demand]);
  const results = { none: await measured(demands[demand], none, best) };
  for (const name of new Set([...named, ...named.map(controlOf)])) {
    results[name] = await measured(demands[demand], learners[name], best);
  }
  const levels = metrics.map(({ name }) => mean(results.none[name]).toFixed(1));
  console.log(`**${demand} demand**\n`);
  print('less none', [
    ['none', ...levels],
    ...named.map((name) => [name, ...differences(results[name], results.none)]),
  ]);
  print(
    'less its control',
    named
      .filter((name) => name !== controlOf(name))
      .map((name) => [name, ...differences(results[name], results[controlOf(name)])]),
  );
}

/** For each seed the most welfare that a fixed sensitivity has, a round. */
async function bestFixed(arrivals) {
  const all = [];
  for (const fixed of fixedSensitivities) {
    const runs = await each((seed) =>
      run({ ...none, servers: { ...servers, sensitivity: fixed }, arrivals, seed }),
    );
    all.push(runs.map(({ total }) => total));
  }
  return seeds.map((_, i) => Math.max(...all.map((totals) => totals[i])));
}

/** Every metric, a list with one value a seed. */
async function measured(arrivals, learner, best) {
  const runs = await each((seed) => run({ ...learner, servers, arrivals, seed }));
  return {
    welfare: runs.map(({ welfare }) => welfare),
    fairness: runs.map(({ fairness }) => fairness),
    violations: runs.map(({ violations }) => violations),
    regret: runs.map(({ total }, i) => best[i] - total),
  };
}

async function each(ofSeed) {
  const all = [];
  for (const seed of seeds) all.push(await ofSeed(seed));
  return all;
}

async function run(scenario) {
  const welfare = [];
  const fairness = [];
  const observer = {
    round(record) {
      welfare.push(record.welfare);
      fairness.push(record.fairness);
    },
  };
  const { slaViolations, tasks } = simulate(
    await prepareScenario({ time: { rounds, drain: true }, ...scenario }),
    [observer],
  );
  const { gold, silver, bronze } = slaViolations;
  return {
    total: mean(welfare.slice(0, rounds)),
    welfare: mean(welfare.slice(rounds / 2, rounds)),
    fairness: mean(fairness.slice(rounds / 2, rounds)),
    violations: (100 * (gold + silver + bronze)) / tasks.arrived,
  };
}

/** Every metric's difference with its interval; ▲ and ▼ where that tells better from worse. */
function differences(result, control) {
  return metrics.map((metric) => {
    const { mean, halfWidth } = difference(result[metric.name], control[metric.name], confidence);
    const verdict = Math.abs(mean) <= halfWidth ? '' : mean * metric.sign > 0 ? ' ▲' : ' ▼';
    return `${mean < 0 ? '' : '+'}${mean.toFixed(1)} ± ${halfWidth.toFixed(1)}${verdict}`;
  });
}

function print(title, rows) {
  const heading = [title, ...metrics.map(({ name }) => name)];
  const lines = [heading, heading.map(() => '---'), ...rows];
  console.log(`${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`);
}
