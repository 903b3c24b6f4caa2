import { connectBroker } from '../broker/broker.js';
import type { BrokerAddress } from '../broker/broker-address.js';
import { BrokerRunner } from '../broker/broker-runner.js';
import { SpotChecks } from '../broker/spot-checks.js';
import { sweepName } from '../broker/sweep-name.js';
import { type JobRunner, jobThreads } from '../experiments/job-runner.js';
import { provenanceHere } from '../experiments/provenance.js';
import type { SweepPlan } from '../experiments/sweep/plan.js';
import { InputError } from '../input/input-error.js';
import { codeNamedBy } from '../scenario/code-paths.js';
import { USUAL_SHARE } from './check-option.js';
import type { Interrupt } from './interrupt.js';
import { readKey } from './read-key.js';

/** How runs are made by workers at a broker. */
export interface BrokerOptions {
  readonly broker?: BrokerAddress | undefined;
  /** File of the key that they sign with. */
  readonly key?: string | undefined;
  /** Share of their runs that is made again here, 0 … 1; by default 2 %. */
  readonly check?: number | undefined;
}

/** Is told of what people should know of a broker and its workers. */
interface BrokerListener {
  notice(notice: string): void;
  warn(warning: string): void;
}

/** @throws InputError where a sweep asks for what workers do not do for others, or says how they work without a broker */
export function checkBrokerOptions({ broker, check, key }: BrokerOptions, { points }: SweepPlan): void {
  for (const [option, given] of Object.entries({ '--key': key, '--check': check })) {
    if (broker || given === undefined) continue;
    throw new InputError({ file: option, message: 'needs --broker', hint: 'it is for runs made elsewhere' });
  }
  const code = points.flatMap(({ job }) => codeNamedBy(job.scenario))[0];
  if (!broker || !code) return;
  throw new InputError({
    file: '--broker',
    message: `${code.path} names code, and a broker carries data only`,
    hint: 'make the runs here, without --broker',
  });
}

/**
 * Has runs made by workers at a broker, and some of them again here. At Ctrl-C, what no worker has begun is taken back.
 *
 * @param out - the folder of the sweep, if it has one: what was under way when it ended is fetched when it goes on
 */
export async function atBroker(
  address: BrokerAddress,
  { check = USUAL_SHARE, key: file, out }: BrokerOptions & { readonly out?: string | undefined },
  interrupt: Interrupt,
  listener: BrokerListener,
): Promise<JobRunner> {
  const tell = (notice: string): void => listener.notice(notice);
  const key = file === undefined ? undefined : await readKey(file);
  const broker = await connectBroker(address, tell, (warning) => listener.warn(warning));
  const terms = { sweep: sweepName(out), key };
  const checks =
    check === 0 ? undefined : new SpotChecks(jobThreads(1, { provenance: provenanceHere() }), check, tell);
  const runner = await BrokerRunner.start(broker, { ...terms, checks }, tell);
  interrupt.farewell(() => runner.withdraw());
  return runner;
}
