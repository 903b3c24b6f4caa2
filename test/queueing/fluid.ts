/** A part at one server, as the naive server sees it. */
export interface Job {
  id: number;
  arrival: number;
  work: number;
  priority: number;
}

/** What is known of a job when it is chosen who is served. Ids are in order of arrival. */
export interface Choosable {
  id: number;
  priority: number;
  served: boolean;
}

interface Present extends Job, Choosable {
  left: number;
}

/** What happens to a server from outside, in order of time. */
export type Happening =
  | ({ kind: 'arrival'; time: number } & Job)
  | { kind: 'halt'; time: number }
  | { kind: 'resume'; time: number };

/** A time for which a job is served; `to` is NaN where it never ends. */
export interface Stay {
  from: number;
  to: number;
}

/** Marks who is served; what a discipline says, from scratch. `jobs` are in order of arrival. */
type Choice = (jobs: Choosable[], slots: number) => void;

const byClass = (jobs: Choosable[]) => [...jobs].sort((a, b) => a.priority - b.priority || a.id - b.id);

function fill(jobs: Choosable[], order: Choosable[], slots: number): void {
  for (const job of order) {
    if (jobs.filter(({ served }) => served).length >= slots) return;
    job.served = true;
  }
}

export const choices: Record<string, Choice> = {
  fifo: (jobs, slots) => fill(jobs, jobs, slots),
  priority: (jobs, slots) => fill(jobs, byClass(jobs), slots),
  'preemptive-priority': (jobs, slots) => {
    for (const job of jobs) job.served = false;
    fill(jobs, byClass(jobs), slots);
  },
  'processor-sharing': (jobs) => {
    for (const job of jobs) job.served = true;
  },
};

/**
 * Times at which each job departs of a server that is worked through step by step, and those for which each is served. Jobs that never
 * are, are left out.
 */
export function naiveService(
  discipline: string,
  happenings: readonly Happening[],
  terms: { rate: number; slots: number; anew: boolean },
): { departures: Map<number, number>; served: Map<number, Stay[]> } {
  const departures = new Map<number, number>();
  const served = new Map<number, Stay[]>();
  const note = (): void => {
    for (const { id, served: isServed } of jobs) {
      const stays = served.get(id) ?? [];
      const last = stays.at(-1);
      const isOpen = last !== undefined && Number.isNaN(last.to);
      if (isServed && !isOpen) served.set(id, [...stays, { from: now, to: Number.NaN }]);
      if (!isServed && isOpen) last.to = now;
    }
  };
  let jobs: Present[] = [];
  let halted = false;
  let now = 0;
  const speed = (): number => {
    if (halted) return 0;
    const served = jobs.filter((job) => job.served).length;
    return terms.rate * Math.min(1, terms.slots / served);
  };
  const choose = (): void => {
    if (!halted) choices[discipline]!(jobs, terms.slots);
    note();
  };
  const workUntil = (end: number): void => {
    for (;;) {
      choose();
      const served = jobs.filter((job) => job.served);
      const next = served.reduce<Present | undefined>((a, b) => (a && a.left <= b.left ? a : b), undefined);
      const rate = speed();
      const at = next && rate > 0 ? now + next.left / rate : Number.POSITIVE_INFINITY;
      if (at === Number.POSITIVE_INFINITY || at > end) {
        if (end < Number.POSITIVE_INFINITY) for (const job of served) job.left -= (end - now) * rate;
        now = end;
        return;
      }
      for (const job of served) job.left -= (at - now) * rate;
      now = at;
      departures.set(next!.id, at);
      next!.served = false;
      note();
      jobs = jobs.filter((job) => job !== next);
    }
  };
  for (const event of happenings) {
    workUntil(event.time);
    if (event.kind === 'arrival') jobs.push({ ...event, left: event.work, served: false });
    else halted = event.kind === 'halt';
    if (event.kind !== 'halt') continue;
    for (const job of jobs) {
      if (job.served && terms.anew) job.left = job.work;
      job.served = false;
    }
    note();
  }
  workUntil(Number.POSITIVE_INFINITY);
  return { departures, served };
}
