import { InputError } from '../input/input-error.js';
import { type CheckedScenario, prepareScenario } from '../scenario/load.js';
import { type FilePath, filePaths } from '../scenario/named-files.js';
import type { ScenarioInput } from '../scenario/schema.js';
import type { TraceMemory } from '../scenario/trace-memory.js';
import { type Stage, stagesOf } from '../simulation/run.js';
import type { Simulation } from '../simulation/simulation.js';
import { type During, mayTakeLong } from '../simulation/slices.js';
import { version } from '../simulation/version.js';
import { ArrivalsDigest } from './arrivals-digest.js';
import type { Job } from './job.js';
import { metrics, shareOf } from './metrics.js';
import { placed } from './placed.js';
import type { Provenance } from './provenance.js';
import { type Completed, type Failure, type Result, resultOf } from './result.js';

/** Has a simulation run to its end. */
export type Advance = (simulation: Simulation) => void | Promise<void>;

/** Where jobs are done; nothing of it changes what comes of them. */
export interface Workplace {
  readonly provenance: Provenance;
  /** From one job to the next. */
  readonly traces: TraceMemory;
  /** By default in one go. */
  readonly advance?: Advance | undefined;
  /** Does what may take long in one piece. */
  readonly during?: During | undefined;
  /** Told of what is to be run; what it throws is the result. */
  readonly admit?: ((checked: CheckedScenario) => void) | undefined;
}

/** Does a job. It reads no files but those that it lists. Whatever goes wrong with it is its result. */
export async function runJob(job: Job, workplace: Workplace): Promise<Result> {
  const { provenance } = workplace;
  try {
    return resultOf(job, await outcomeOf(job, workplace), provenance);
  } catch (error) {
    return resultOf(job, { failure: failureFrom(error) }, provenance);
  }
}

/** A failure in plain data; of what is nobody's fault but the code's, with the place in it. */
export function failureFrom(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, stack } = error;
  const isBug = !(error instanceof InputError) && !('errno' in error);
  return { message, ...(isBug && stack !== undefined && { stack }) };
}

async function outcomeOf(
  job: Job,
  { admit, advance, during = async (work) => work(), traces }: Workplace,
): Promise<Completed> {
  if (job.version !== version) {
    throw new InputError({ message: `the run is for version ${job.version}, this is ${version}` });
  }
  const loaded = await prepareScenario({ ...atHand(job), seed: job.seed } as ScenarioInput, {
    traces,
    namesFilesAt: Object.keys(job.files) as FilePath[],
    admit: (checked) => {
      requireSameFiles(job, checked);
      admit?.(checked);
    },
  });
  const arrivals = new ArrivalsDigest();
  const toItsEnd: Advance = async (simulation) => {
    await advance?.(simulation);
    simulation.run();
  };
  const stages = stagesOf(loaded, { observers: [arrivals] });
  for (;;) {
    const { value: stage } = await during(() => stages.next(), { isLong: mayTakeLong(loaded) });
    const { purpose, simulation } = stage as Stage;
    await toItsEnd(simulation);
    // No metric is of lies: the truthful twin is spared.
    if (purpose === 'run') return completedOf(job, simulation, arrivals.finish());
  }
}

/** The scenario of a job, with the places of its files for their names. */
function atHand({ scenario, files }: Job): object {
  return filePaths.reduce<object>((value, path) => {
    const file = files[path];
    return file ? (placed(value, path.split('.'), file.path) as object) : value;
  }, scenario);
}

function requireSameFiles({ files }: Job, { source }: CheckedScenario): void {
  for (const [name, { path, sha256 }] of Object.entries(files)) {
    if (source.files[name as FilePath]?.sha256 === sha256) continue;
    const message = `${name}: is not the file that it was when the run was planned`;
    throw new InputError({ file: path, message });
  }
}

function completedOf(job: Job, simulation: Simulation, arrivals: string): Completed {
  const summary = simulation.summary();
  const values = job.metrics.map((name) => [name, finite(metrics[name].of(summary))]);
  const { arrived, completed, unfinished, rejected, lost } = summary.tasks;
  return {
    digest: summary.digest,
    arrivals,
    stop: summary.stop,
    tasks: { arrived, completed, unfinished, rejected, lost },
    metrics: Object.fromEntries(values),
    ...(job.metrics.some(shareOf) && { sojourns: [...simulation.sojourns()] }),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
