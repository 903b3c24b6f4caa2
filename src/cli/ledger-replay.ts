import { shortened } from '../input/harmless.js';
import { InputError } from '../input/input-error.js';
import type { GenesisBlock } from '../output/ledger/block.js';
import { BlockFault } from '../output/ledger/block-line.js';
import { genesisOf } from '../output/ledger/ledger-blocks.js';
import type { LedgerDifference } from '../output/ledger/ledger-difference.js';
import { LedgerReplay } from '../output/ledger/ledger-replay.js';
import { codeNamedBy } from '../scenario/code-paths.js';
import { type CheckedScenario, type LoadedScenario, prepareScenario } from '../scenario/load.js';
import { filePaths } from '../scenario/named-files.js';
import type { ScenarioInput } from '../scenario/schema.js';
import { Simulation } from '../simulation/simulation.js';
import { Slices } from '../simulation/slices.js';
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
  allowModules?: true;
  json?: true;
}

/** The run could not be the ledger's: it begins with something else. */
class OtherOrigin extends Error {
  constructor(readonly difference: LedgerDifference) {
    super();
  }
}

/** `vickrey ledger replay FILE`. @throws NegativeVerdict, after printing it, where anything differs */
export async function replayLedgerFile(file: string, options: ReplayOptions): Promise<void> {
  const { blocks, events } = requireIntact(file, options);
  const difference = await differenceFrom(file, options);
  const words = difference
    ? inWords(difference)
    : `all ${blocks} blocks with ${events} auctions are the same`;
  if (options.json) printJson({ ok: !difference, ...(difference && explicit(difference)) });
  else print(`${file}: ${words}\n`);
  if (difference) throw new NegativeVerdict();
}

/**
 * Runs the scenario of an intact ledger again. Returns where it first differs.
 *
 * @throws InputError where the scenario cannot be run, or names code and that is not allowed
 */
export async function differenceFrom(
  file: string,
  options: Omit<ReplayOptions, 'json'>,
): Promise<LedgerDifference | undefined> {
  try {
    const genesis = genesisOf(file);
    if (genesis.version !== version) {
      printWarning(
        `${file} was written by version ${shortened(genesis.version)} and is replayed by ${version}`,
      );
    }
    return await replayed(file, genesis, options);
  } catch (error) {
    if (error instanceof OtherOrigin) return error.difference;
    if (!(error instanceof BlockFault)) throw error;
    throw new InputError({ file, message: `was changed while it was replayed: ${error.message}` });
  }
}

/** @throws OtherOrigin before any code runs that the scenario names, InputError */
async function replayed(
  file: string,
  genesis: GenesisBlock,
  options: ReplayOptions,
): Promise<LedgerDifference | undefined> {
  let ledger: LedgerReplay | undefined;
  const loaded = await prepared(file, genesis, options, (checked) => {
    if (!options.allowModules) refuseModule(checked);
    ledger = new LedgerReplay(file, checked);
    if (ledger.difference) throw new OtherOrigin(ledger.difference);
  });
  const simulation = new Simulation(unmeasured(loaded), { observers: [ledger!] });
  const slices = new Slices(simulation);
  while (!simulation.finished && ledger!.difference === undefined) slices.next();
  return ledger!.finish();
}

async function prepared(
  file: string,
  genesis: GenesisBlock,
  { directory, set = [] }: ReplayOptions,
  admit: (checked: CheckedScenario) => void,
): Promise<LoadedScenario> {
  try {
    const importModule = watchedImport(usualTimeout);
    return await prepareScenario(unrecorded(genesis), { directory, set, importModule, admit });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const place = { file, line: 1 };
    const problems = error.problems.map((problem) => ({
      ...problem,
      ...(problem.file === undefined && place),
    }));
    throw new InputError(problems);
  }
}

/** The scenario of a genesis. Nothing of it is recorded but what its blocks depend on, so that nothing is computed for it. */
function unrecorded({ scenario }: GenesisBlock): ScenarioInput {
  const { metrics = {} } = scenario;
  const isMapping = typeof metrics === 'object' && metrics !== null && !Array.isArray(metrics);
  return { ...scenario, metrics: isMapping ? { ...metrics, servers: 'none' } : metrics } as ScenarioInput;
}

/** Code can do whatever the user can: it is not run because some file says so. */
function refuseModule({ scenario }: CheckedScenario): void {
  const [code] = codeNamedBy(scenario);
  if (!code) return;
  throw new InputError({
    message: `${code.path}: ${shortened(String(code.file), LONGEST_TOLD)} is code, which a ledger does not run by itself`,
    hint: 'read it, and what it imports; --allow-modules runs it if it is the file that the ledger commits to',
  });
}

/** Without a warm-up, which only says what is measured, and which may take a run of its own to find. */
function unmeasured(loaded: LoadedScenario): LoadedScenario {
  const { scenario } = loaded;
  if (scenario.time.mode === 'rounds') return loaded;
  return { ...loaded, scenario: { ...scenario, time: { ...scenario.time, warmup: 0 } } };
}

/** For JSON: null where a side has no value. */
function explicit({ ledger, replay, ...where }: LedgerDifference): object {
  return { ...where, ledger: ledger ?? null, replay: replay ?? null };
}

function inWords({ block, auction, field, ledger, replay }: LedgerDifference): string {
  const where = `block ${block} (line ${block + 1}) differs first`;
  if (filePaths.some((path) => path === field)) {
    return `${where}: ${field} is another file: SHA-256 ${hashed(ledger)} in the ledger, ${hashed(replay)} now`;
  }
  if (field === 'auction' && (ledger === undefined || replay === undefined)) {
    const [has, lacks] = ledger === undefined ? ['now', 'in the ledger'] : ['in the ledger', 'now'];
    return `${where}: auction ${auction} is in it ${has}, and not ${lacks}`;
  }
  const what = auction === undefined ? field : `${field} of auction ${auction}`;
  return `${where}: ${shortened(what, LONGEST_TOLD)} is ${shown(ledger)} in the ledger, ${shown(replay)} now`;
}

function hashed(value: unknown): string {
  return value === undefined ? 'of none' : String(value);
}

/** A value of a block or of a setting; it may be a list, or a mapping. */
function shown(value: unknown): string {
  return value === undefined ? 'nothing' : shortened(JSON.stringify(value), LONGEST_TOLD);
}
