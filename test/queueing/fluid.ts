/** A part at one server, as the naive server sees it. */
export interface Job {
  id: number;
  arrival: number;
  work: number;
  priority: number;
}

interface Present extends Job {
  left: number;
  served: boolean;
}

/** What happens to a server from outside, in order of time. */
export type Happening =
  | ({ kind: 'arrival'; time: number } & Job)
  | { kind: 'halt'; time: number }
  | { kind: 'resume'; time: number };

/** Marks who is served; what a discipline says, from scratch. `jobs` are in order of arrival. */
type Choice = (jobs: Present[], slots: number) => void;

const byClass = (jobs: Present[]) => [...jobs].sort((a, b) => a.priority - b.priority || a.id - b.id);

function fill(jobs: Present[], order: Present[], slots: number): void {
  for (const job of order) {
    if (jobs.filter(({ served }) => served).length >= slots) return;
    job.served = true;
  }
}

const choices: Record<string, Choice> = {
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

/** Times at which each job departs of a server that is worked through step by step. Jobs that never do are left out. */
export function naiveDepartures(
  discipline: string,
  happenings: readonly Happening[],
  terms: { rate: number; slots: number; anew: boolean },
): Map<number, number> {
  const departures = new Map<number, number>();
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
  }
  workUntil(Number.POSITIVE_INFINITY);
  return departures;
}
