import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import CliTable from 'cli-table3';
import { type Change, type Comparison, compared } from './comparison.js';
import { type Result, readReport } from './results.js';

/** Exit codes: nothing worse; something is, or is gone; the input was refused. */
const exits = { fine: 0, worse: 1, refused: 2 };

const command = new Command('bench:compare')
  .description('compare two files of results, and say what got worse')
  .argument('<before>', 'a file that bench --json wrote')
  .argument('<after>', 'another')
  .option('--threshold <share>', 'a change up to this share is none', share, 0.1)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? exits.fine : exits.refused))
  .parse();
const [before, after] = command.processedArgs;
const { threshold } = command.opts();

try {
  const comparison = compared(readReport(before), readReport(after), threshold);
  print(comparison);
  const { changes, onlyBefore } = comparison;
  if (changes.length === 0) throw new Error(`${before} and ${after} have no point in common`);
  // A point that is gone could hide anything.
  const worse = onlyBefore.length > 0 || changes.some(({ verdict }) => verdict === 'worse');
  process.exitCode = worse ? exits.worse : exits.fine;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = exits.refused;
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0)) throw new InvalidArgumentError('It is a number of at least 0.');
  return value;
}

function print({ changes, onlyBefore, onlyAfter, warnings }: Comparison): void {
  for (const warning of warnings) console.error(`warning: not the same ${warning}`);
  const rows = new CliTable({
    head: ['', 'before', 'after', 'times', 'yardsticks', 'against yardstick', ''],
    style: { head: [], compact: true },
  });
  rows.push(...changes.map(row));
  console.log(rows.toString());
  for (const name of onlyBefore) console.log(`only in ${before}: ${name}`);
  for (const name of onlyAfter) console.log(`only in ${after}: ${name}`);
  console.log(`times as much as before, of its yardstick; up to ${100 * threshold}% is no change`);
}

/** A change as texts; `noise` and `same` leave the eye where something happened. */
function row({ name, before, after, factor, verdict }: Change): string[] {
  const raw = measured(after) / measured(before);
  const yardsticks = [before, after].map((result) => ('bytes' in result ? '' : result.ratio.toFixed(2)));
  return [
    name,
    amount(before),
    amount(after),
    Number.isFinite(raw) ? raw.toFixed(3) : '',
    'bytes' in before ? '' : yardsticks.join(' → '),
    factor.toFixed(3),
    verdict === 'same' ? '' : verdict,
  ];
}

function measured(result: Result): number {
  return 'bytes' in result ? result.bytes : result.nsPerOp;
}

function amount(result: Result): string {
  return 'bytes' in result ? `${result.bytes.toFixed(1)} B` : `${result.nsPerOp.toFixed(0)} ns`;
}
