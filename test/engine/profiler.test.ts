import { describe, expect, test } from 'vitest';
import { Profiler } from '../../src/engine/profiler.js';
import { Scheduler } from '../../src/engine/scheduler.js';
import { FakeMeters } from './fake-meters.js';

const kinds = { Small: 0, Large: 1 };

/**
 * A run of `events` small events, each followed by a large one every tenth time. `work` takes 2 µs and 100 bytes in a
 * small event, 1 ms and 5,000 bytes in a large one; `report` takes 1 µs and tells `listener`, which takes 3 µs and 8 bytes.
 */
function run(meters: FakeMeters, events: number, disturb: (event: number) => void = () => {}) {
  const profiler = new Profiler(meters);
  const spend = (seconds: number, bytes: number) => {
    meters.time += seconds;
    meters.bytes += bytes;
  };
  let told = 0;
  const tell = profiler.nested('report › listener', () => {
    told++;
    spend(3e-6, 8);
  });
  const scheduler = new Scheduler();
  const work = {
    name: 'work',
    on: {
      0(time: number, event: number) {
        spend(2e-6, 100);
        disturb(event);
        if (event + 1 < events) scheduler.schedule(time + 1, 0, event + 1);
        if (event % 10 === 9) scheduler.schedule(time, 1, event);
      },
      1: () => spend(1e-3, 5000),
    },
  };
  const report = {
    name: 'report',
    on: {
      0: () => {
        spend(1e-6, 0);
        tell(0);
      },
    },
  };
  scheduler.add(profiler.measured([work, report], kinds));
  scheduler.schedule(0, 0, 0);
  scheduler.run();
  profiler.stop();
  return { profiler, profile: profiler.profile(), told };
}

const named = (part: string, event: string) => (row: { part: string; event: string }) =>
  row.part === part && row.event === event;

describe('a profiler', () => {
  test.each([
    [0, 0],
    [60e-9, 400],
  ])('takes what reading the meters costs (%d s, %d B) off', (clockCost, heapCost) => {
    const { profile, told } = run(new FakeMeters(clockCost, heapCost), 20_000);
    expect(told).toBe(20_000);
    expect(profile.events).toBe(22_000);
    const expected = [
      ['report › listener', 'Small', 20_000, 3e-6, 8],
      ['work', 'Small', 20_000, 2e-6, 100],
      ['report', 'Small', 20_000, 1e-6, 0],
      ['work', 'Large', 2000, 1e-3, 5000],
    ] as const;
    expect(profile.rows).toHaveLength(expected.length);
    for (const [part, event, calls, seconds, bytes] of expected) {
      const row = profile.rows.find(named(part, event))!;
      expect(row.calls).toBe(calls);
      expect(row.time.seconds).toBeCloseTo(calls * seconds, 8);
      expect(row.time.share).toBeCloseTo((calls * seconds) / profile.seconds, 8);
      expect(row.allocated.bytes).toBeCloseTo(calls * bytes, 3);
    }
  });

  test('accounts for all time: rows, profiler and rest add up', () => {
    const { profile } = run(new FakeMeters(60e-9, 400), 5000);
    const rows = profile.rows.reduce((sum, { time }) => sum + time.seconds, 0);
    const parts = rows + profile.profiler.seconds + profile.rest.seconds + profile.garbageCollection.seconds;
    expect(parts).toBeCloseTo(profile.seconds, 12);
    expect(profile.seconds).toBeCloseTo(5000 * 6e-6 + 500 * 1e-3, 2);
    expect(Math.abs(profile.rest.seconds)).toBeLessThan(profile.seconds / 1000);
  });

  test('spends a hundredth of the run at most, and measures the rare and the long more often', () => {
    const { profile } = run(new FakeMeters(60e-9, 400), 200_000);
    expect(profile.profiler.seconds).toBeLessThan(0.01 * profile.seconds);
    const small = profile.rows.find(named('work', 'Small'))!.events;
    const large = profile.rows.find(named('work', 'Large'))!.events;
    expect(small.timed).toBeGreaterThan(small.all / 100);
    expect(small.timed).toBeLessThan(small.all / 10);
    expect(small.weighed).toBeGreaterThan(100);
    expect(large.timed).toBeGreaterThan(large.all / 2.5);
  });

  test('throws events away into which a collection fell, and tells collections apart', () => {
    const meters = new FakeMeters(60e-9, 400);
    const pauses: number[] = [];
    const { profiler, profile } = run(meters, 10_000, (event) => {
      if (event % 7 !== 3) return;
      pauses.push(meters.time);
      meters.time += 1e-3;
      meters.bytes -= 1e6;
    });
    for (const begin of pauses) profiler.pause(begin, 1e-3);
    profiler.pause(-5, 1);
    expect(profile.profiler.discarded).toBeGreaterThan(10);
    const { rows, garbageCollection, rest } = profiler.profile();
    expect(rows.find(named('work', 'Small'))!.time.seconds).toBeCloseTo(10_000 * 2e-6, 8);
    expect(garbageCollection.collections).toBe(pauses.length);
    expect(garbageCollection.seconds).toBeCloseTo(pauses.length * 1e-3, 9);
    expect(Math.abs(rest.seconds)).toBeLessThan(0.001);
    expect(profiler.timeline().pauses).toHaveLength(pauses.length);
  });

  test('throws long events away in which the process lost the processor', () => {
    const meters = new FakeMeters(60e-9, 400);
    const { profile } = run(meters, 10_000, (event) => {
      if (event % 50 !== 11) return;
      meters.time += 4e-3;
      meters.switched++;
    });
    const { time } = profile.rows.find(named('work', 'Small'))!;
    expect(time.seconds).toBeCloseTo(10_000 * 2e-6, 8);
    expect(profile.rest.seconds).toBeCloseTo(200 * 4e-3, 3);
  });

  test('keeps a bounded number of spans for a timeline, evenly, each within its event', () => {
    const { profiler, profile } = run(new FakeMeters(), 400_000);
    const { events } = profiler.timeline();
    const spans = events.reduce((sum, event) => sum + 1 + event.spans.length, 0);
    expect(spans).toBeGreaterThan(10_000);
    expect(spans).toBeLessThanOrEqual(50_000);
    for (const { begin, end, spans } of events.slice(0, 1000)) {
      expect(begin).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(profile.seconds);
      for (const span of spans) {
        expect(span.begin).toBeGreaterThanOrEqual(begin);
        expect(span.end).toBeLessThanOrEqual(end);
      }
    }
    const small = events.filter(({ event }) => event === 'Small');
    expect(small[0]!.spans.map(({ part }) => part).sort()).toEqual(['report', 'report › listener', 'work']);
    const inFirstHalf = small.filter(({ begin }) => begin < profile.seconds / 2).length / small.length;
    expect(inFirstHalf).toBeGreaterThan(0.4);
    expect(inFirstHalf).toBeLessThan(0.6);
  });

  test('measures one simulation', () => {
    const { profiler } = run(new FakeMeters(), 10);
    expect(() => profiler.measured([], kinds)).toThrow('a profiler measures one simulation');
  });
});
