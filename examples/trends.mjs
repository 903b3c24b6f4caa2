// Do the trends of the white paper's section 5 show? Runs three fleets under every learner, with coalitions off
// and on, 20 seeds each, and prints the table of docs/trends.md.
//
//     node examples/trends.mjs
//
//     mean over seeds of:  fairness   mean over rounds of the standard deviation of loads
//                          reserve    mean and standard deviation over the last half of the rounds
//                          welfare    mean over rounds
import { prepareScenario, simulate } from 'vickrey';

const fleets = {
  'paper: 7 servers, rate 5 (demand 178% of capacity)': {},
  'rate 12 (demand 74% of capacity)': { servers: { processingRate: 12 } },
  'wide: 5 servers, capacity 50–10,000, 9 coalitions': {
    servers: { count: 5, capacity: { uniform: [50, 10000] }, coalitions: 9 },
  },
};
const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

for (const [title, fleet] of Object.entries(fleets)) {
  console.log(`**${title}**\n`);
  console.log(
    '| learning | coalitions | shared tasks | fairness | seeds where coalitions lower it | late reserve | welfare |',
  );
  console.log('|---|---|---|---|---|---|---|');
  for (const mode of ['none', 'continuous', 'bandit', 'q-learning']) {
    const off = await runs({ ...fleet, learning: { mode }, coalition: { partners: 0 } });
    const on = await runs({ ...fleet, learning: { mode }, coalition: { partners: 1 } });
    const better = on.filter((run, i) => run.trends.fairness.mean < off[i].trends.fairness.mean).length;
    console.log(row(mode, 'off', off, ''));
    console.log(row('', 'on', on, `${better} of ${seeds.length}`));
  }
  console.log();
}

function runs(scenario) {
  return Promise.all(seeds.map(async (seed) => simulate(await prepareScenario({ ...scenario, seed }))));
}

function row(mode, coalitions, summaries, better) {
  const average = (value) => mean(summaries.map(value));
  const shared = (100 * average((run) => run.tasks.coalition / run.tasks.arrived)).toFixed(0);
  const fairness = average((run) => run.trends.fairness.mean).toFixed(1);
  const reserve = average((run) => run.trends.reserve.lateMean).toFixed(1);
  const spread = average((run) => run.trends.reserve.lateStandardDeviation).toFixed(1);
  const welfare = average((run) => run.trends.welfare.mean).toFixed(0);
  return `| ${mode} | ${coalitions} | ${shared}% | ${fairness} | ${better} | ${reserve} ± ${spread} | ${welfare} |`;
}
