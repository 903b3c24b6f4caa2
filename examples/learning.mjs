// Do servers learn? Runs seven servers (processing rate 12) under every learner and under actions at random, on stationary,
// sinusoidal and shifting demand, 60 seeds each, and prints the tables of docs/learning.md. All of it takes some minutes; names
// of learners and demands leave out the others:
//
//     node examples/learning.mjs
//     node examples/learning.mjs shifting continuous 'bandit, ucb1'
//
// Less is better in every column:
//
// loss         social welfare that is lost, Σ |load − capacity · target|: mean over the last half of the rounds
// fairness     standard deviation of loads: mean over the last half
// violations   % of all tasks that took longer than their latency requirement, the run being drained
// regret       loss over all rounds / that of the best fixed sensitivity in hindsight: the one, of those below and the same for
//              all servers, that loses least on the seed's arrivals
//
// A learner's changes are those to runs of the same seeds; `better` counts the seeds of less loss, `breakdowns` those of more
// loss than twice the median without learning.
import { prepareScenario, simulate } from 'vickrey';
import { change, difference, geometricMean, mean } from './paired.mjs';

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

const relative = {
  level: (values) => geometricMean(values).toFixed(1),
  compare: change,
  tell: (value) => `${(100 * value).toFixed(0)}%`,
};
const points = {
  level: (values) => mean(values).toFixed(1),
  compare: difference,
  tell: (value) => value.toFixed(1),
};
const metrics = {
  loss: relative,
  fairness: relative,
  violations: points,
  regret: { ...relative, level: ratio },
};
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
  const levels = Object.entries(metrics).map(([metric, { level }]) => level(results.none[metric]));
  const limit = 2 * median(results.none.loss);
  const breakdowns = (name) => results[name].loss.filter((loss) => loss > limit).length;
  const against = (control) => (name) => [name, ...changes(results[name], results[control(name)])];
  console.log(`**${demand} demand**\n`);
  print(
    ['against none', ...Object.keys(metrics), 'better', 'breakdowns'],
    [
      ['none', ...levels, '', breakdowns('none')],
      ...named.map((name) => [...against(() => 'none')(name), breakdowns(name)]),
    ],
  );
  print(
    ['against actions at random', ...Object.keys(metrics), 'better'],
    named.filter((name) => name !== controlOf(name)).map(against(controlOf)),
  );
}

/** For each seed the least loss that a fixed sensitivity has, a round. */
async function bestFixed(arrivals) {
  const losses = [];
  for (const fixed of fixedSensitivities) {
    const runs = await eachSeed({ ...none, servers: { ...servers, sensitivity: fixed }, arrivals });
    losses.push(runs.map(({ whole }) => whole));
  }
  return seeds.map((_, i) => Math.min(...losses.map((ofSeeds) => ofSeeds[i])));
}

/** Every metric, a list with one value a seed. */
async function measured(arrivals, learner, best) {
  const runs = await eachSeed({ ...learner, servers, arrivals });
  return {
    loss: runs.map(({ loss }) => loss),
    fairness: runs.map(({ fairness }) => fairness),
    violations: runs.map(({ violations }) => violations),
    regret: runs.map(({ whole }, i) => whole / best[i]),
  };
}

async function eachSeed(scenario) {
  const runs = [];
  for (const seed of seeds) runs.push(await run({ time: { rounds, drain: true }, ...scenario, seed }));
  return runs;
}

async function run(scenario) {
  const losses = [];
  const deviations = [];
  const observer = {
    round({ welfare, fairness }) {
      losses.push(-welfare);
      deviations.push(fairness);
    },
  };
  const { slaViolations, tasks } = simulate(await prepareScenario(scenario), { observers: [observer] });
  const { gold, silver, bronze } = slaViolations;
  return {
    whole: mean(losses.slice(0, rounds)),
    loss: mean(losses.slice(rounds / 2, rounds)),
    fairness: mean(deviations.slice(rounds / 2, rounds)),
    violations: (100 * (gold + silver + bronze)) / tasks.arrived,
  };
}

/** Every metric's change with its interval, ▲ where that tells better and ▼ where it tells worse. */
function changes(result, control) {
  const cells = Object.entries(metrics).map(([metric, { compare, tell }]) => {
    const { mean, low, high } = compare(result[metric], control[metric], confidence);
    const verdict = high < 0 ? ' ▲' : low > 0 ? ' ▼' : '';
    const [centre, from, to] = [mean, low, high].map((value) => (value < 0 ? '' : '+') + tell(value));
    return `${centre} (${from} … ${to})${verdict}`;
  });
  const better = result.loss.filter((loss, i) => loss < control.loss[i]).length;
  return [...cells, `${better} of ${seeds.length}`];
}

function print(heading, rows) {
  const lines = [heading, heading.map(() => '---'), ...rows];
  if (rows.length > 0) console.log(`${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`);
}

function ratio(values) {
  return `×${geometricMean(values).toFixed(2)}`;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
