import { dirname } from 'node:path';
import { Refusals } from '../input/refusals.js';
import type { Trace } from '../workload/trace.js';
import { type BidNetworks, readBidNetworks } from './bid-networks.js';
import { checkBalancer } from './check-balancer.js';
import { checkBidding } from './check-bidding.js';
import { checkClock } from './check-clock.js';
import { checkLearning } from './check-learning.js';
import { checkMetrics } from './check-metrics.js';
import { checkNetworks } from './check-networks.js';
import { checkTraceLoads } from './check-trace-loads.js';
import { type Clock, clockOf } from './clock.js';
import type { ImportModule } from './import-module.js';
import { readListedServers } from './listed-servers.js';
import { findNamedCode, importNamedCode } from './named-code.js';
import { type FilePath, NamedFiles } from './named-files.js';
import { readNamedTrace } from './named-trace.js';
import { type OverriddenDocument, type Override, override } from './override.js';
import type { OwnParts } from './own-parts/own-parts.js';
import { plainDocument, type ScenarioDocument } from './scenario-document.js';
import type { ListedServer, Scenario, ScenarioInput } from './schema.js';
import { type ScenarioSource, sourceOf } from './source.js';
import { TraceMemory } from './trace-memory.js';
import { validate } from './validate.js';

/** A scenario, the files that it names and what trains its networks, ready to be run. */
export interface LoadedScenario {
  /** With every default; paths are as the user wrote them, so that nothing of the machine enters results. */
  readonly scenario: Omit<Scenario, 'time'> & { readonly time: Clock };
  /** From `servers.list` or `servers.file`; `scenario.servers.count` is their number. */
  readonly servers?: readonly ListedServer[];
  readonly trace?: Trace;
  /** Parts of the user's own: from `auction.mechanism`, and wherever a part is the name of a file. */
  readonly parts?: OwnParts;
  /** Where `bidding.neural` is not `none`. */
  readonly bidNetworks?: BidNetworks;
}

/** A loaded scenario that knows what it takes to load it again, here or elsewhere. */
export interface SourcedScenario extends LoadedScenario {
  readonly source: ScenarioSource;
}

/** A scenario of which nothing is left to do but to run the code that it names. */
export type CheckedScenario = Omit<SourcedScenario, 'parts'>;

/** How the files that a scenario names are read. */
export interface Reading {
  /** Where the scenario may name files; by default wherever it can. No other file is looked for. */
  readonly namesFilesAt?: readonly FilePath[] | undefined;
  /** How one says where a file is that was not found; by default with `--set`. */
  readonly saying?: ((path: FilePath) => string) | undefined;
  /** Remembers a trace from one scenario to the next, and tells how far it is read. */
  readonly traces?: TraceMemory | undefined;
  /** Runs a file of code; by default as it is, on this thread and for as long as it takes. */
  readonly importModule?: ImportModule | undefined;
  /**
   * Called when all is read and checked, before any code is run that the scenario names. What it throws ends the
   * loading.
   */
  readonly admit?: ((checked: CheckedScenario) => void) | undefined;
}

/**
 * Loads a scenario file (YAML or JSON) and the files that it names. Paths in it are relative to its folder.
 *
 * @param options.set - overrides `path=value`, in order; a path to a file given so is taken from the current
 *   folder if the file is there, else from the scenario's folder
 * @param options.vary - more of them, after those, which errors name `--vary path=value`
 * @param options.seed - takes the place of the scenario's seed
 * @param options - and how the files that it names are read
 * @throws InputError with everything that is wrong, each problem with its file, line and column, or its option
 */
export async function loadScenario(
  file: string,
  options: {
    set?: readonly string[];
    vary?: readonly string[];
    seed?: number;
  } & Reading = {},
): Promise<SourcedScenario> {
  const refusals = new Refusals();
  const { readScenarioDocument } = await import('./read-document.js');
  const document = await refusals.attempt(() => readScenarioDocument(file));
  const overrides = [
    ...(await parseOverrides(options.set, refusals)),
    ...(await parseOverrides(options.vary, refusals, '--vary')),
  ];
  refusals.throwAny();
  if (options.seed !== undefined) {
    overrides.push({ path: ['seed'], value: options.seed, place: { file: `--seed ${options.seed}` } });
  }
  return loadDocument(document!, overrides, dirname(file), options);
}

/**
 * Loads a scenario that was read, with other values in some places, and the files that it names.
 *
 * @param directory - its folder
 * @param reading - how the files that it names are read
 * @throws InputError with everything that is wrong, each problem with its file, line and column
 */
export function loadDocument(
  document: ScenarioDocument,
  overrides: readonly Override[],
  directory: string,
  reading?: Reading,
): Promise<SourcedScenario> {
  return prepare(override(document, overrides), directory, reading);
}

/**
 * Prepares a scenario that a program wrote, and the files that it names.
 *
 * @param options.directory - the folder that relative paths start from; by default the current one
 * @param options.set - overrides `path=value`, in order, as of {@link loadScenario}
 * @param options - and how the files that it names are read
 * @throws InputError with everything that is wrong
 */
export async function prepareScenario(
  input: ScenarioInput,
  options: { directory?: string; set?: readonly string[] } & Reading = {},
): Promise<SourcedScenario> {
  const refusals = new Refusals();
  const overrides = await parseOverrides(options.set, refusals);
  refusals.throwAny();
  return prepare(override(plainDocument(input), overrides), options.directory ?? '.', options);
}

async function parseOverrides(
  texts: readonly string[] = [],
  refusals: Refusals,
  by?: string,
): Promise<Override[]> {
  const overrides: Override[] = [];
  if (texts.length === 0) return overrides;
  // Who prepares scenarios that are no texts, as threads do, need not wait for YAML.
  const { parseOverride } = await import('./parse-override.js');
  for (const text of texts) {
    const parsed = await refusals.attempt(() => parseOverride(text, by));
    if (parsed) overrides.push(parsed);
  }
  return overrides;
}

async function prepare(
  document: OverriddenDocument,
  directory: string,
  { traces = new TraceMemory(), importModule, admit, namesFilesAt, saying }: Reading = {},
): Promise<SourcedScenario> {
  const scenario = validate(document);
  const files = new NamedFiles(document, directory, namesFilesAt, saying);
  const refusals = new Refusals();
  // What depends on a step stands within it: of what was refused nothing more is asked.
  const listed = await refusals.attempt(async () => {
    const read = await readListedServers(scenario, document, files);
    const count = read?.servers.length ?? scenario.servers.count;
    await refusals.attempt(() => checkBidding(scenario, count, document));
    await refusals.attempt(() => checkMetrics(scenario, count, document));
    await refusals.attempt(() => checkLearning(scenario, count, document));
    await refusals.attempt(() => checkNetworks(scenario, count, document));
    await refusals.attempt(() => checkBalancer(scenario.balancer, count, document));
    await refusals.attempt(() => checkClock(scenario, read?.servers, document));
    return read;
  });
  const count = listed?.servers.length ?? scenario.servers.count;
  let clock: Clock | undefined;
  const trace = await refusals.attempt(async () => {
    const traced = await readNamedTrace(scenario, document, files, traces);
    if (traced) await refusals.attempt(() => checkTraceLoads(scenario, traced, document));
    clock = await refusals.attempt(() => clockOf(scenario, traced, document));
    return traced;
  });
  const code = await refusals.attempt(() => findNamedCode(scenario, document, files));
  refusals.throwAny();
  const bidNetworks = await readBidNetworks(scenario, count, document, files);
  const checked: CheckedScenario = {
    scenario: {
      ...scenario,
      time: clock!,
      servers: { ...scenario.servers, count },
    },
    ...(listed && { servers: listed.servers }),
    ...(trace && { trace }),
    ...(bidNetworks && { bidNetworks }),
    source: sourceOf(document.value, files, { listed, trace, code: code!, bidNetworks }),
  };
  admit?.(checked);
  if (code!.length === 0) return checked;
  return { ...checked, parts: await importNamedCode(code!, scenario, document, importModule) };
}
