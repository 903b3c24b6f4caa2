import { shortened } from '../input/harmless.js';
import { InputError } from '../input/input-error.js';
import type { GenesisBlock } from '../output/ledger/block.js';
import { type LedgerDifference, LedgerReplay } from '../output/ledger/ledger-replay.js';
import { type LoadedScenario, prepareScenario } from '../scenario/load.js';
import type { ScenarioInput } from '../scenario/schema.js';
import { simulate } from '../simulation/simulation.js';
import { version } from '../simulation/version.js';
import { NegativeVerdict } from './failure.js';
import { requireIntact } from './ledger-verify.js';
import { print, printJson } from './print.js';
import { usualTimeout } from './timeout-option.js';
import { printWarning } from './warning.js';
import { watchedImport } from './watched-import.js';

/** Characters of a value that are told. */
const LONGEST_TOLD = 200;

interface ReplayOptions {
  directory: string;
  set?: string[];
  json?: true;
}

/** Where a replay first differs from its ledger: in an auction, or before any in a file that is read. */
type ReplayDifference = LedgerDifference | InputDifference;

/** SHA-256 of the two traces, or of the networks that are loaded, hexadecimal; null where there are none. */
interface InputDifference {
  field: 'trace' | 'networks';
  ledger: string | null;
  replay: string | null;
}

/** `vickrey ledger replay FILE`. @throws NegativeVerdict, after printing it, where anything differs */
export async function replayLedgerFile(file: string, options: ReplayOptions): Promise<void> {
  const { events } = requireIntact(file, options);
  const ledger = new LedgerReplay(file);
  if (ledger.genesis.version !== version) {
    printWarning(
      `${file} was written by version ${shortened(ledger.genesis.version)} and is replayed by ${version}`,
    );
  }
  const loaded = await prepared(file, ledger.genesis, options);
  const difference = otherInput(ledger.genesis, loaded) ?? replayed(ledger, loaded);
  const words = difference ? inWords(difference) : `all ${events} auctions are the same`;
  if (options.json) printJson({ ok: !difference, ...difference });
  else print(`${file}: ${words}\n`);
  if (difference) throw new NegativeVerdict();
}

async function prepared(
  file: string,
  { scenario }: GenesisBlock,
  { directory, set = [] }: ReplayOptions,
): Promise<LoadedScenario> {
  const { time, ...rest } = scenario as ScenarioInput;
  const input: ScenarioInput = {
    ...rest,
    // Nothing is recorded or measured, so that nothing is computed for it.
    time: time?.mode === 'continuous' ? { ...time, warmup: 0 } : time,
    metrics: { servers: 'none' },
  };
  try {
    return await prepareScenario(input, { directory, set, importAuction: watchedImport(usualTimeout) });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => ({ ...problem, file: problem.file ?? file })));
  }
}

function otherInput(
  genesis: GenesisBlock,
  { bidNetworks, trace }: LoadedScenario,
): InputDifference | undefined {
  const hashes = [
    { field: 'trace', ledger: genesis.traceSha256, replay: trace?.sha256 },
    { field: 'networks', ledger: genesis.networksSha256, replay: bidNetworks?.sha256 },
  ] as const;
  const other = hashes.find(({ ledger, replay }) => ledger !== replay);
  return other && { field: other.field, ledger: other.ledger ?? null, replay: other.replay ?? null };
}

function replayed(ledger: LedgerReplay, loaded: LoadedScenario): LedgerDifference | undefined {
  simulate(loaded, [ledger]);
  return ledger.finish();
}

function inWords(difference: ReplayDifference): string {
  const { field, ledger, replay } = difference;
  if ('auction' in difference) {
    const sides = `${shown(ledger)} in the ledger, ${shown(replay)} now`;
    return `auction ${difference.auction} differs first: ${field} is ${sides}`;
  }
  const what = field === 'trace' ? 'the trace is another file' : 'other networks are loaded';
  return `${what}: SHA-256 ${ledger} in the ledger, ${replay} now`;
}

/** A value of an auction; it may be a list of partners. */
function shown(value: unknown): string {
  return value === undefined ? 'nothing' : shortened(JSON.stringify(value), LONGEST_TOLD);
}
