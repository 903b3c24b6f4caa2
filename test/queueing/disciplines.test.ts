import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Discipline, Stations } from '../../src/queueing/discipline.js';
import { disciplines } from '../../src/queueing/disciplines.js';
import { Parts } from '../../src/queueing/parts.js';
import { type Happening, naiveService, type Stay } from './fluid.js';

const CLASSES = 3;

/** Runs a discipline at one of several servers and notes when each job is served and departs. */
class Bench {
  readonly parts = new Parts();
  readonly departures = new Map<number, number>();
  readonly served = new Map<number, Stay[]>();
  private now = 0;
  private readonly scheduled = new Set<number>();
  private readonly discipline: Discipline;
  private readonly job = new Map<number, number>();

  constructor(
    name: keyof typeof disciplines,
    private readonly server: number,
    terms: { rate: number; slots: number },
  ) {
    const stations: Stations = {
      parts: this.parts,
      count: 3,
      rate: new Float64Array(3).fill(terms.rate),
      slots: new Int32Array(3).fill(terms.slots),
      begun: (part) => this.begun(this.parts.task[part]!),
      ended: (part) => this.ended(this.parts.task[part]!),
      schedule: (part) => this.scheduled.add(part),
      cancel: (part) => this.scheduled.delete(part),
    };
    this.discipline = disciplines[name](stations, CLASSES);
  }

  happen(event: Happening, anew: boolean): void {
    this.departUntil(event.time);
    this.now = event.time;
    if (event.kind === 'halt') this.discipline.halt(this.server, event.time, anew);
    else if (event.kind === 'resume') this.discipline.resume(this.server, event.time);
    else {
      const { id: task, work, priority } = event;
      const part = this.parts.add({ task, server: this.server, load: 1, work, priority });
      this.job.set(part, task);
      this.discipline.join(part, event.time);
    }
  }

  departUntil(end: number): void {
    const { due } = this.parts;
    for (;;) {
      const [next] = [...this.scheduled].sort((a, b) => due[a]! - due[b]! || a - b);
      if (next === undefined || due[next]! > end) return;
      this.scheduled.delete(next);
      const at = due[next]!;
      this.now = at;
      this.departures.set(this.job.get(next)!, at);
      this.discipline.leave(next, at);
      this.parts.release(next);
    }
  }

  private begun(job: number): void {
    const stays = this.served.get(job) ?? [];
    expect(stays.at(-1)?.to, 'begins when it is not served').not.toBeNaN();
    this.served.set(job, [...stays, { from: this.now, to: Number.NaN }]);
  }

  private ended(job: number): void {
    const stay = this.served.get(job)!.at(-1)!;
    expect(stay.to, 'ends when it is served').toBeNaN();
    stay.to = this.now;
  }

  get busy(): number {
    return this.discipline.busy(this.server);
  }
}

/** Never the smallest and never twice the same: what ties is told apart by other tests. */
const amount = fc.noBias(fc.double({ min: 0.01, max: 5, noNaN: true }));

const story = fc
  .array(
    fc.record({
      gap: amount,
      work: amount,
      priority: fc.nat(CLASSES - 1),
      halt: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 40 },
  )
  .map((steps): Happening[] => {
    let time = 0;
    let halted = false;
    return steps.map(({ gap, work, priority, halt }, id) => {
      time += gap;
      if (halt > 0) return { kind: 'arrival', time, id, arrival: time, work, priority };
      halted = !halted;
      return { kind: halted ? 'halt' : 'resume', time };
    });
  });

describe.each(Object.keys(disciplines) as (keyof typeof disciplines)[])('%s', (name) => {
  it('has every job depart when a server that is worked through step by step has', () => {
    fc.assert(
      fc.property(
        story,
        fc.integer({ min: 1, max: 3 }),
        amount,
        fc.boolean(),
        fc.nat(2),
        (happenings, slots, rate, anew, server) => {
          const bench = new Bench(name, server, { rate, slots });
          for (const event of happenings) bench.happen(event, anew);
          bench.departUntil(Number.POSITIVE_INFINITY);
          const { departures: expected } = naiveService(name, happenings, { rate, slots, anew });
          expect([...bench.departures.keys()].sort()).toEqual([...expected.keys()].sort());
          for (const [job, time] of expected) {
            expect(Math.abs(bench.departures.get(job)! - time)).toBeLessThan(1e-9 * (1 + time));
          }
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('says when it begins to serve a job and when it ends, as a server that is worked through step by step does', () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 1, max: 3 }), fc.boolean(), (happenings, slots, anew) => {
        const bench = new Bench(name, 0, { rate: 1, slots });
        for (const event of happenings) bench.happen(event, anew);
        bench.departUntil(Number.POSITIVE_INFINITY);
        const { served } = naiveService(name, happenings, { rate: 1, slots, anew });
        expect([...bench.served.keys()].sort()).toEqual([...served.keys()].sort());
        for (const [job, stays] of served) {
          const told = bench.served.get(job)!;
          expect(told).toHaveLength(stays.length);
          for (const [i, { from, to }] of stays.entries()) {
            expect(told[i]!.from).toBeCloseTo(from, 8);
            // A job that never departs is served for ever, or waits for ever for its server.
            if (Number.isNaN(to)) expect(told[i]!.to).toBeNaN();
            else expect(told[i]!.to).toBeCloseTo(to, 8);
          }
        }
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it('works on no more parts than it has slots', () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 1, max: 3 }), (happenings, slots) => {
        const bench = new Bench(name, 0, { rate: 1, slots });
        for (const event of happenings) {
          bench.happen(event, false);
          expect(bench.busy).toBeGreaterThanOrEqual(0);
          expect(bench.busy).toBeLessThanOrEqual(slots);
        }
      }),
      { seed: 3 },
    );
  });
});

test('jobs of one class leave in the order in which they came, at one slot', () => {
  const bench = new Bench('fifo', 0, { rate: 1, slots: 1 });
  for (let id = 0; id < 5; id++) {
    bench.happen({ kind: 'arrival', time: 0, id, arrival: 0, work: 1, priority: 0 }, false);
  }
  bench.departUntil(Number.POSITIVE_INFINITY);
  expect([...bench.departures]).toEqual([0, 1, 2, 3, 4].map((id) => [id, id + 1]));
});

test('an interrupted job goes on from where it was, and one that must begin anew does not', () => {
  const late = (anew: boolean): number => {
    const bench = new Bench('fifo', 0, { rate: 1, slots: 1 });
    bench.happen({ kind: 'arrival', time: 0, id: 0, arrival: 0, work: 10, priority: 0 }, anew);
    bench.happen({ kind: 'halt', time: 4 }, anew);
    bench.happen({ kind: 'resume', time: 7 }, anew);
    bench.departUntil(Number.POSITIVE_INFINITY);
    return bench.departures.get(0)!;
  };
  expect(late(false)).toBe(13);
  expect(late(true)).toBe(17);
});
