import { Command } from '@commander-js/extra-typings';
import { ofTaskAuction } from '../dist/lab/mechanism.js';
import { properties } from '../dist/lab/properties.js';
import { Streams } from '../dist/random/streams.js';
import { type Fault, faults, isFound } from './lab-faults.js';

/**
 * How often the lab finds a fault of a known size: a row a fault, by the lab's own search over many seeds, each with another place of
 * the fault.
 *
 *     npm run power -- --only U+W --seeds 400
 */

function isFoundBy(fault: Fault, runs: number, seed: number): boolean {
  const place = new Streams(seed).uniform('lab/fault')();
  return isFound(fault, place, (auction, onFound) => {
    properties[fault.property].check(ofTaskAuction(auction, {}), { runs, seed, onFound });
  });
}

const { only, runs, seeds } = new Command('power')
  .option('--only <text>', 'faults whose name or size has this', '')
  .option('--runs <n>', 'cases of each', Number, 300)
  .option('--seeds <n>', 'seeds of each fault', Number, 400)
  .parse()
  .opts();

console.log('| property | fault | found | ± |\n|---|---|---|---|');
for (const fault of faults.filter(({ name }) => name.includes(only))) {
  let found = 0;
  for (let seed = 1; seed <= seeds; seed++) if (isFoundBy(fault, runs, seed)) found++;
  const share = found / seeds;
  const error = Math.sqrt((share * (1 - share)) / seeds);
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  console.log(`| \`${fault.property}\` | ${fault.name} | ${percent(share)} | ${percent(error)} |`);
}
