// Which coalitions pay? Runs three markets (the paper's, the same in balance, and one of unequal servers) under every combination of
// thresholds, sizes, splits and choices of partners, 60 seeds each, on common random numbers, and prints the tables of
// docs/coalitions.md. All of it takes two minutes; markets by name leave out the others, and --seeds takes fewer seeds:
//
//     node examples/coalitions.mjs
//     node examples/coalitions.mjs balance --seeds 2
//
// Every run is drained, so that every task counts. Less is better in every column:
//
//     fairness   standard deviation of loads, mean over the 150 rounds in which tasks arrive
//     sojourn    mean sojourn time of all tasks, in rounds
//     late       share of tasks that took longer than their latency requirement
//
// Changes are geometric means over seeds of the ratio to the same seed under what it is held against, less 1. Their intervals hold
// together with 95%: each is widened for the number of all that are printed of its table (Bonferroni). With fewer than ten seeds
// they say nothing, and are left out.
import { parseArgs } from 'node:util';
import { prepareScenario, simulate } from 'vickrey';
import { halfWidth } from 'vickrey/lab';

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: 'string', default: '60' } },
});
const rounds = 150;
/** Seeds from which on an interval as wide as these says something. */
const fewest = 10;
const seeds = Array.from({ length: Number(options.seeds) }, (_, i) => i + 1);
const markets = {
  paper: { title: 'paper: 7 servers, rate 5 (demand 178% of capacity)', scenario: {} },
  balance: {
    title: 'balance: rate 12 (demand 74% of capacity)',
    scenario: { servers: { processingRate: 12 } },
  },
  wide: {
    title: 'wide: rate 12, capacity 50–1,000',
    scenario: { servers: { processingRate: 12, capacity: { uniform: [50, 1000] } } },
  },
};
const asked = Object.keys(markets).filter((name) => positionals.length === 0 || positionals.includes(name));

/** The levels of each factor; the paper's come first. */
const factors = {
  overload: [0.6, 0.3, 0.9],
  partner: [0.5, 0.8],
  partners: [1, 2, 6],
  split: ['equal', 'proportional', 'shapley'],
  choice: ['least-loaded', 'marginal-value'],
};
const combinations = Object.entries(factors).reduce(
  (all, [factor, levels]) => all.flatMap((one) => levels.map((level) => ({ ...one, [factor]: level }))),
  [{}],
);
const metrics = ['fairness', 'sojourn', 'late'];

const hasIntervals = seeds.length >= fewest;
if (!hasIntervals) {
  console.log(`Means over ${seeds.length} seeds alone: intervals are told from ${fewest} seeds on.\n`);
}
for (const name of asked) {
  const { title, scenario } = markets[name];
  const off = await observe({ ...scenario, coalition: { partners: 0 } });
  const runs = [];
  for (const coalition of combinations) {
    runs.push({ coalition, found: await observe({ ...scenario, coalition }) });
    if (process.stderr.isTTY)
      process.stderr.write(`\r${name}: ${runs.length} of ${combinations.length}\u001b[K`);
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  print(title, off, runs);
}

function print(title, off, runs) {
  const [paper] = runs;
  console.log(`**${title}**\n`);
  console.log('| held against | | fairness | sojourn | late |\n|---|---|---|---|---|');
  console.log(row(['no coalitions', 'levels', ...metrics.map((metric) => level(off, metric))]));
  const effects = [
    { against: '', is: "the paper's coalitions", pairs: [[paper.found, off]] },
    ...Object.entries(factors).flatMap(([factor, [usual, ...others]]) =>
      others.map((other) => ({
        against: `${factor} ${usual}`,
        is: String(other),
        pairs: pairs(runs, factor, other, usual),
      })),
    ),
  ];
  for (const { against, is, pairs } of effects) {
    const cells = metrics.map((metric) => change(pairs, metric, effects.length * metrics.length));
    console.log(row([against, is, ...cells.map(told)]));
  }

  console.log(
    `\n| the ${combinations.length} combinations against the paper's | fairness | sojourn | late |\n|---|---|---|---|`,
  );
  const changes = runs.slice(1).map(({ coalition, found }) => ({
    coalition,
    cells: metrics.map((metric) =>
      change([[found, paper.found]], metric, (runs.length - 1) * metrics.length),
    ),
  }));
  changes.sort((a, b) => a.cells[0].mean - b.cells[0].mean);
  for (const { coalition, cells } of [...changes.slice(0, 3), ...changes.slice(-3)]) {
    console.log(row([Object.values(coalition).join(', '), ...cells.map(told)]));
  }
  if (hasIntervals) printCounts(changes);
  console.log();
}

/** How many changes are surely to the better, and to the worse. */
function printCounts(changes) {
  const count = (is) => metrics.map((_, i) => String(changes.filter(({ cells }) => is(cells[i])).length));
  console.log(row(['better, of all', ...count(({ high }) => high < 0)]));
  console.log(row(['worse, of all', ...count(({ low }) => low > 0)]));
}

/** Those runs that differ in one factor only. */
function pairs(runs, factor, other, usual) {
  const key = (coalition) => JSON.stringify({ ...coalition, [factor]: '' });
  const at = (level) => runs.filter(({ coalition }) => coalition[factor] === level);
  const held = new Map(at(usual).map(({ coalition, found }) => [key(coalition), found]));
  return at(other).map(({ coalition, found }) => [found, held.get(key(coalition))]);
}

/** What is seen under each seed. */
function observe(scenario) {
  return Promise.all(
    seeds.map(async (seed) => {
      const settings = { time: { rounds, drain: true }, metrics: { servers: 'none' } };
      const loaded = await prepareScenario({ ...scenario, ...settings, seed });
      let unfairness = 0;
      const summary = simulate(loaded, {
        observers: [
          {
            round: ({ round, fairness }) => {
              if (round < rounds) unfairness += fairness / rounds;
            },
          },
        ],
      });
      const { gold, silver, bronze } = summary.slaViolations;
      const late = (gold + silver + bronze) / summary.tasks.arrived;
      return { fairness: unfairness, sojourn: summary.sojourn.mean, late };
    }),
  );
}

/** Mean over pairs and seeds of log ratios, as a ratio less 1, and its interval where there is one; a seed is one observation. */
function change(pairs, metric, comparisons) {
  const logs = seeds.map((_, seed) =>
    mean(pairs.map(([one, other]) => Math.log(one[seed][metric] / other[seed][metric]))),
  );
  const centre = mean(logs);
  if (!hasIntervals) return { mean: Math.expm1(centre) };
  const freedom = logs.length - 1;
  const variance = logs.reduce((sum, value) => sum + (value - centre) ** 2, 0) / freedom;
  const error = Math.sqrt(variance / logs.length);
  const half = halfWidth({ mean: centre, error, freedom }, 1 - 0.05 / comparisons);
  return { mean: Math.expm1(centre), low: Math.expm1(centre - half), high: Math.expm1(centre + half) };
}

/** In bold where the interval does not hold 0. */
function told({ mean, low, high }) {
  if (!hasIntervals) return percent(mean);
  const text = `${percent(mean)} (${percent(low)} … ${percent(high)})`;
  return low > 0 || high < 0 ? `**${text}**` : text;
}

function percent(share) {
  return `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)}%`;
}

function level(found, metric) {
  const value = mean(found.map((one) => one[metric]));
  return metric === 'late' ? `${(100 * value).toFixed(1)}%` : value.toFixed(1);
}

function row(cells) {
  return `| ${cells.join(' | ')} |`;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
