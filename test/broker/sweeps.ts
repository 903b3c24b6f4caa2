import { connectBroker } from '../../src/broker/broker.js';
import { brokerAddress } from '../../src/broker/broker-address.js';
import { BrokerRunner } from '../../src/broker/broker-runner.js';
import type { Key } from '../../src/broker/key.js';
import type { SpotChecks } from '../../src/broker/spot-checks.js';
import { type Job, jobOf } from '../../src/experiments/job.js';
import { localRunner } from '../../src/experiments/job-runner.js';
import type { Result } from '../../src/experiments/result.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';

/** A run of some milliseconds. */
export const short: ScenarioInput = {
  time: { rounds: 3 },
  servers: { count: 3 },
  arrivals: { process: 'poisson', rate: 5 },
};

/** A run of some seconds: longer than it takes to stop whoever does it. */
export const long: ScenarioInput = { ...short, time: { rounds: 400_000 } };

/** Jobs of a scenario under the seeds 0, 1, … */
export async function jobsOf(
  scenario: ScenarioInput,
  count: number,
  metrics: Job['metrics'] = ['sojourn'],
): Promise<Job[]> {
  const loaded = await prepareScenario(scenario);
  return Array.from({ length: count }, (_, seed) => jobOf(loaded, { seed, metrics }));
}

/** A sweep of this process. */
export async function brokerRunner(
  url: string,
  sweep: string,
  tell?: (notice: string) => void,
  key?: Key,
  checks?: SpotChecks,
): Promise<BrokerRunner> {
  return BrokerRunner.start(await connectBroker(brokerAddress(url)), { sweep, key, checks }, tell);
}

/** What came of each run, by its seed, as far as it depends on the job alone. Refuses a job that is done twice. */
export class Outcomes {
  readonly bySeed = new Map<number, Result['outcome']>();

  add({ seed, outcome }: Result): void {
    if (this.bySeed.has(seed)) throw new Error(`the run of seed ${seed} came twice`);
    this.bySeed.set(seed, outcome);
  }

  /** In the order of seeds. */
  get all(): Result['outcome'][] {
    return [...this.bySeed.entries()].sort(([a], [b]) => a - b).map(([, outcome]) => outcome);
  }
}

/** What comes of jobs on this machine, with nothing in the way. */
export async function undisturbed(jobs: readonly Job[]): Promise<Result['outcome'][]> {
  const outcomes = new Outcomes();
  for await (const { result } of localRunner(1, { runs: jobs.length }).run(jobs)) outcomes.add(result);
  return outcomes.all;
}

/** Results of jobs that are made here, in the order of the list. */
export async function resultsHere(jobs: readonly Job[]): Promise<Result[]> {
  const results = new Map<Job, Result>();
  for await (const { job, result } of localRunner(1, { runs: jobs.length }).run(jobs))
    results.set(job, result);
  return jobs.map((job) => results.get(job)!);
}
