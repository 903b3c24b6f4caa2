import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Scheduler } from '../../src/engine/scheduler.js';

/** A scheduler that logs `kind subject @time` of what it runs. */
function logging(kinds: readonly number[] = [0, 1, 2]): { scheduler: Scheduler; log: string[] } {
  const scheduler = new Scheduler();
  const log: string[] = [];
  const on = Object.fromEntries(
    kinds.map((kind) => [kind, (time: number, subject: number) => log.push(`${kind} ${subject} @${time}`)]),
  );
  scheduler.add({ name: 'log', on });
  return { scheduler, log };
}

describe('the scheduler', () => {
  test('runs simultaneous events by kind, and within a kind as scheduled', () => {
    const { scheduler, log } = logging();
    scheduler.schedule(1, 2, 10);
    scheduler.schedule(1, 0, 11);
    scheduler.schedule(1, 2, 12);
    scheduler.schedule(0, 2, 13);
    scheduler.schedule(1, 1, 14);
    expect(scheduler.run()).toBe('empty');
    expect(log).toEqual(['2 13 @0', '0 11 @1', '1 14 @1', '2 10 @1', '2 12 @1']);
  });

  test('calls the handlers of one event in the order in which systems were added', () => {
    const scheduler = new Scheduler();
    const called: string[] = [];
    const system = (name: string) => ({ name, on: { 5: () => void called.push(name) } });
    for (const name of ['second name', 'a', 'z', 'b']) scheduler.add(system(name));
    scheduler.schedule(0, 5);
    scheduler.run();
    expect(called).toEqual(['second name', 'a', 'z', 'b']);
  });

  test('runs an event that a handler schedules for now within the same run, after what waits of its kind', () => {
    const { scheduler, log } = logging();
    scheduler.add({ name: 'more', on: { 0: (time) => void scheduler.schedule(time, 1, 99) } });
    scheduler.schedule(3, 0, 1);
    scheduler.schedule(3, 1, 2);
    scheduler.schedule(3, 2, 3);
    scheduler.run();
    expect(log).toEqual(['0 1 @3', '1 2 @3', '1 99 @3', '2 3 @3']);
  });

  test('runs an event that nobody handles, as time goes by', () => {
    const { scheduler } = logging([0]);
    scheduler.schedule(4, 200);
    expect(scheduler.run()).toBe('empty');
    expect([scheduler.now, scheduler.executed]).toEqual([4, 1]);
  });

  test('runs up to and including `until`, and leaves the rest', () => {
    const { scheduler, log } = logging();
    for (const time of [1, 2, 2, 3]) scheduler.schedule(time, 0);
    expect(scheduler.run({ until: 2 })).toBe('until');
    expect([log.length, scheduler.pending, scheduler.now]).toEqual([3, 1, 2]);
    expect(scheduler.run({ until: 2.5 })).toBe('until');
    expect(scheduler.run({ until: 3 })).toBe('empty');
    expect(log.length).toBe(4);
  });

  test('runs as many events as its budget, and none for a budget of 0', () => {
    const { scheduler, log } = logging();
    for (const time of [1, 2, 3]) scheduler.schedule(time, 0);
    expect(scheduler.run({ events: 0 })).toBe('budget');
    expect(log).toEqual([]);
    expect(scheduler.run({ events: 2 })).toBe('budget');
    expect(log.length).toBe(2);
    expect(scheduler.run({ events: 1 })).toBe('empty');
  });

  test('comes back after the event in which a system stops it, and goes on when run again', () => {
    const { scheduler, log } = logging();
    scheduler.add({ name: 'stop', on: { 1: () => scheduler.stop() } });
    scheduler.schedule(1, 0);
    scheduler.schedule(2, 1);
    scheduler.schedule(3, 0);
    expect(scheduler.run()).toBe('stopped');
    expect(log.length).toBe(2);
    expect(scheduler.run()).toBe('empty');
    expect(log.length).toBe(3);
  });

  test('steps through one event at a time, and says when none is left', () => {
    const { scheduler, log } = logging();
    scheduler.schedule(1, 0, 7);
    expect(scheduler.step()).toBe(true);
    expect(log).toEqual(['0 7 @1']);
    expect(scheduler.step()).toBe(false);
    expect(scheduler.now).toBe(1);
  });

  test.each([Number.NaN, 1.999, -1, Number.NEGATIVE_INFINITY])(
    'refuses an event at %d when it is 2',
    (time) => {
      const { scheduler } = logging();
      scheduler.schedule(2, 0);
      scheduler.run();
      expect(() => scheduler.schedule(time, 0)).toThrow(RangeError);
      expect(scheduler.pending).toBe(0);
      expect(() => scheduler.schedule(2, 0)).not.toThrow();
    },
  );

  test('never runs a cancelled event', () => {
    const { scheduler, log } = logging();
    const ticket = scheduler.schedule(1, 0, 1);
    scheduler.schedule(1, 0, 2);
    expect(scheduler.cancel(ticket)).toBe(true);
    expect(scheduler.cancel(ticket)).toBe(false);
    scheduler.run();
    expect(log).toEqual(['0 2 @1']);
    expect(scheduler.executed).toBe(1);
  });

  test('runs the same events however the run is cut into budgets, times and steps', () => {
    const event = fc.record({
      time: fc.nat({ max: 6 }),
      kind: fc.nat({ max: 2 }),
      delay: fc.nat({ max: 3 }),
    });
    const cut = fc.oneof(
      fc.record({ events: fc.nat({ max: 4 }) }),
      fc.record({ until: fc.nat({ max: 12 }) }),
      fc.constant('step' as const),
    );
    // Each event of the list schedules a successor, so that what runs later depends on what ran before.
    const start = (events: readonly { time: number; kind: number; delay: number }[]) => {
      const { scheduler, log } = logging();
      const follow = (time: number, subject: number) => {
        if (subject < events.length) {
          const { kind, delay } = events[subject]!;
          scheduler.schedule(time + delay, 2 - kind, subject + 1000);
        }
      };
      scheduler.add({ name: 'follow', on: { 0: follow, 1: follow, 2: follow } });
      events.forEach(({ time, kind }, i) => {
        scheduler.schedule(time, kind, i);
      });
      return { scheduler, log };
    };
    const property = fc.property(fc.array(event, { maxLength: 20 }), fc.array(cut), (events, cuts) => {
      const whole = start(events);
      whole.scheduler.run();
      const pieces = start(events);
      for (const each of cuts) {
        if (each === 'step') pieces.scheduler.step();
        else pieces.scheduler.run(each);
      }
      pieces.scheduler.run();
      expect(pieces.log).toEqual(whole.log);
      expect(pieces.scheduler.executed).toBe(whole.scheduler.executed);
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  test('runs the next event of a source when its turn has come: by time, then by kind', () => {
    const { scheduler, log } = logging([0, 1, 2, 3]);
    const source = scheduler.source(1);
    const other = scheduler.source(3);
    source.time = 2;
    source.subject = 7;
    other.time = 2;
    scheduler.schedule(2, 0, 10);
    scheduler.schedule(2, 2, 11);
    scheduler.schedule(1, 2, 12);
    expect(scheduler.pending).toBe(5);
    expect(scheduler.run({ until: 1 })).toBe('until');
    expect(scheduler.run()).toBe('empty');
    expect(log).toEqual(['2 12 @1', '0 10 @2', '1 7 @2', '2 11 @2', '3 0 @2']);
    expect([scheduler.pending, scheduler.executed, scheduler.now]).toEqual([0, 5, 2]);
  });

  test('runs from a source what the queue would have run, one event after the other', () => {
    const gaps = fc.array(fc.nat(2), { maxLength: 20 });
    const others = fc.array(fc.record({ time: fc.nat(12), kind: fc.constantFrom(0, 2) }), { maxLength: 20 });
    const run = (gaps: number[], others: { time: number; kind: number }[], isSource: boolean): string[] => {
      const { scheduler, log } = logging();
      const source = isSource ? scheduler.source(1) : undefined;
      const follow = (time: number, number: number): void => {
        if (number === gaps.length) return;
        if (!source) return void scheduler.schedule(time + gaps[number]!, 1, number + 1);
        source.time = time + gaps[number]!;
        source.subject = number + 1;
      };
      scheduler.add({ name: 'follow', on: { 1: follow } });
      follow(0, 0);
      others.forEach(({ time, kind }, i) => {
        scheduler.schedule(time, kind, i);
      });
      scheduler.run();
      return log;
    };
    fc.assert(
      fc.property(gaps, others, (gaps, others) => {
        expect(run(gaps, others, true)).toEqual(run(gaps, others, false));
      }),
      { seed: 1 },
    );
  });

  test('refuses a second source of a kind, and an event of a source in the past', () => {
    const { scheduler } = logging();
    const source = scheduler.source(1);
    expect(() => scheduler.source(1)).toThrow('kind 1 has a source already');
    scheduler.schedule(2, 0);
    scheduler.run();
    source.time = 1;
    expect(() => scheduler.run()).toThrow('time 1: it is 2 already');
  });
});
