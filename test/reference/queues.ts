import { type Distribution, sampler, type Uniform } from '../../src/random/distribution.js';
import { Streams } from '../../src/random/streams.js';
import type { ObservedRun, QueueScenario, RunScenario } from '../../src/validation/queue-scenario.js';
import { slaClasses } from '../../src/workload/trace.js';

/** A task at a server. */
interface Job {
  readonly number: number;
  readonly arrival: number;
  readonly sla: number;
  readonly load: number;
  /** Work left. */
  left: number;
  begun: number;
}

interface Server {
  jobs: Job[];
  up: boolean;
  /** When it fails or is repaired next. */
  change: number;
}

/** Which of a server's jobs, in order of arrival, are worked on, and at what share of its rate each. */
export type Serving = (jobs: readonly Job[], slots: number) => { served: Job[]; share: number };

const byClass = (jobs: readonly Job[]): Job[] =>
  [...jobs].sort((a, b) => a.sla - b.sla || a.number - b.number);
const begunFirst = (jobs: readonly Job[]): Job[] =>
  byClass(jobs).sort((a, b) => Number(Number.isNaN(a.begun)) - Number(Number.isNaN(b.begun)));

/** Disciplines by their definitions. */
export const servings: Record<QueueScenario['servers']['discipline'], Serving> = {
  fifo: (jobs, slots) => ({ served: jobs.slice(0, slots), share: 1 }),
  'processor-sharing': (jobs, slots) => ({ served: [...jobs], share: Math.min(1, slots / jobs.length) }),
  priority: (jobs, slots) => ({ served: begunFirst(jobs).slice(0, slots), share: 1 }),
  'preemptive-priority': (jobs, slots) => ({ served: byClass(jobs).slice(0, slots), share: 1 }),
};

/** Picks a server. */
export type Picking = (servers: readonly Server[], uniform: Uniform, turn: number) => number;

function pickingOf({ balancer }: QueueScenario): Picking {
  if (balancer === 'random') return (servers, uniform) => Math.floor(uniform() * servers.length);
  if (balancer === 'round-robin') return (servers, _, turn) => turn % servers.length;
  const shortest = (among: number[], servers: readonly Server[]) =>
    among.reduce((best, server) =>
      servers[server]!.jobs.length < servers[best]!.jobs.length ? server : best,
    );
  if ('least-loaded' in balancer) return (servers) => shortest([...servers.keys()], servers);
  return (servers, uniform) => {
    const left = [...servers.keys()];
    const drawn = Array.from(
      { length: balancer['power-of-d'].d },
      () => left.splice(Math.floor(uniform() * left.length), 1)[0]!,
    );
    return shortest(drawn, servers);
  };
}

/** The time of each arrival after the one before. */
function arrivalsOf({ arrivals }: QueueScenario, uniform: Uniform): (time: number) => number {
  const drawn = (rate: number): number => -Math.log1p(-uniform()) / rate;
  if (arrivals.process !== 'bursty') {
    const { process, rate } = arrivals;
    let arrived = 0;
    return process === 'poisson' ? (time) => time + drawn(rate) : () => ++arrived / rate;
  }
  // Whatever comes first, a task or a change of the rate, one after another.
  let inBurst = false;
  return (from) => {
    for (let time = from; ; ) {
      const task = inBurst ? arrivals.burst : arrivals.calm;
      const change = inBurst ? arrivals.leave : arrivals.enter;
      time += drawn(task + change);
      if (uniform() * (task + change) < task) return time;
      inBurst = !inBurst;
    }
  };
}

/**
 * The naive twin of the engine in continuous time, for nothing but queues: before each event it looks at every job of every server
 * for the next completion, and takes what was done in between off each that is served.
 *
 * @param changed - what a mutant does in another way, and who is told of tasks that are done
 */
export async function runQueues(
  scenario: QueueScenario,
  seed: number,
  changed: { serving?: Serving; picking?: Picking; done?: Parameters<RunScenario>[2] } = {},
): Promise<ObservedRun> {
  const { servers: terms, tasks, time: clock } = scenario;
  const streams = new Streams(seed);
  const drawsOf = (name: string) => (distribution: Distribution) =>
    sampler(distribution, streams.uniform(name));
  const nextArrival = arrivalsOf(scenario, streams.uniform('gaps'));
  const load = drawsOf('loads')(tasks.load);
  const after = terms.failures ? drawsOf('failures')(terms.failures.after) : () => Number.POSITIVE_INFINITY;
  const repair = terms.failures ? drawsOf('repairs')(terms.failures.repair) : () => Number.POSITIVE_INFINITY;
  const classDraw = streams.uniform('classes');
  const picks = streams.uniform('picks');
  const serving = changed.serving ?? servings[terms.discipline];
  const picking = changed.picking ?? pickingOf(scenario);
  const servers: Server[] = Array.from({ length: terms.count }, () => ({
    jobs: [],
    up: true,
    change: after(),
  }));

  const sojourns: number[] = [];
  const waits: number[] = [];
  const byClassOf: number[][] = slaClasses.map(() => []);
  let now = 0;
  let arrived = 0;
  let rejected = 0;
  let arrival = nextArrival(0);

  const complete = (server: Server, job: Job): void => {
    server.jobs.splice(server.jobs.indexOf(job), 1);
    if (job.number < clock.warmup) return;
    sojourns.push(now - job.arrival);
    changed.done?.({ load: job.load, sojourn: now - job.arrival });
    waits.push(job.begun - job.arrival);
    byClassOf[job.sla]!.push(now - job.arrival);
  };
  const arrive = (): void => {
    const number = arrived++;
    const point = classDraw();
    const sla = point < tasks.sla.gold ? 0 : point < tasks.sla.gold + tasks.sla.silver ? 1 : 2;
    const work = load();
    const job: Job = { number, arrival: now, sla, load: work, left: work, begun: Number.NaN };
    const server = servers[picking(servers, picks, number)]!;
    if (server.up) server.jobs.push(job);
    else rejected++;
    arrival = arrived < clock.tasks ? nextArrival(now) : Number.POSITIVE_INFINITY;
  };

  while (arrival < Number.POSITIVE_INFINITY || servers.some(({ jobs }) => jobs.length > 0)) {
    let next = arrival;
    let event: () => void = arrive;
    const working = servers.map((server) => ({
      server,
      ...(server.up ? serving(server.jobs, terms.slots) : { served: [], share: 0 }),
    }));
    for (const { server, served, share } of working) {
      for (const job of served) {
        if (Number.isNaN(job.begun)) job.begun = now;
        const done = now + job.left / (share * terms.processingRate);
        if (done < next) [next, event] = [done, () => complete(server, job)];
      }
      if (server.change < next) {
        next = server.change;
        event = () => {
          server.up = !server.up;
          if (!server.up && terms.failures!.work === 'restarted') {
            for (const job of server.jobs) job.left = job.load;
          }
          server.change = now + (server.up ? after() : repair());
        };
      }
    }
    for (const { served, share } of working) {
      for (const job of served) job.left -= (next - now) * share * terms.processingRate;
    }
    now = next;
    event();
  }
  const [gold, silver, bronze] = byClassOf.map((times) => ({ sojourn: timesOf(times) }));
  return {
    waiting: timesOf(waits),
    sojourn: timesOf(sojourns),
    classes: { gold: gold!, silver: silver!, bronze: bronze! },
    tasks: { arrived, rejected },
  };
}

function timesOf(times: readonly number[]) {
  const sorted = Float64Array.from(times).sort();
  return {
    mean: sorted.reduce((sum, time) => sum + time, 0) / sorted.length,
    p99: sorted[Math.ceil(0.99 * sorted.length) - 1]!,
  };
}
