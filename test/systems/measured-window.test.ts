import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../src/engine/decimal-time.js';
import { metrics } from '../../src/experiments/metrics.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { DeviationOverTime } from '../../src/statistics/deviation-over-time.js';
import { continuousArbitrary } from '../arbitraries/continuous.js';
import { summaryOf } from '../laws/run.js';
import { exactDeviation } from '../statistics/exact.js';
import { type Happening, logged } from './service-log.js';

/** ∫ standard deviation of loads dt between two times, stated anew after each event from the parts that are there. */
function naiveSpread(log: readonly Happening[], servers: number, from: number, to: number): number {
  let parts: { server: number; load: number; part: number }[] = [];
  let [area, now] = [0, 0];
  const passUntil = (time: number): void => {
    const length = Math.min(time, to) - Math.max(now, from);
    const loads = Array.from({ length: servers }, (_, server) =>
      parts.filter((part) => part.server === server).reduce((sum, { load }) => sum + load, 0),
    );
    if (length > 0) area += length * exactDeviation(loads);
    now = time;
  };
  for (const event of log) {
    passUntil(event.time);
    if (event.kind === 'joins') parts.push(event);
    if (event.kind === 'goes') parts = parts.filter(({ part }) => part !== event.part);
  }
  passUntil(Math.max(now, to));
  return area;
}

test('a deviation that follows changes is that of the numbers', () => {
  const changes = fc.array(fc.tuple(fc.nat(4), fc.double({ min: 0, max: 1e3, noNaN: true })), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(changes, (list) => {
      const numbers = new Float64Array(5);
      const running = new DeviationOverTime(5, { now: 0 });
      for (const [i, value] of list) {
        numbers[i] = value;
        running.follow(numbers, i);
      }
      // The root of what is left of rounding shows where all numbers are alike.
      expect(Math.abs(running.current - exactDeviation([...numbers]))).toBeLessThan(1e-4);
      expect(Math.abs(running.current ** 2 - exactDeviation([...numbers]) ** 2)).toBeLessThan(1e-8);
    }),
    { seed: 1, numRuns: 200 },
  );
});

describe('over the measured window', () => {
  test('fairness is averaged over time, whatever is sampled', async () => {
    const property = fc.asyncProperty(continuousArbitrary, async (input) => {
      const { log, summary } = await logged(input);
      const { from, to } = summary.levels!;
      if (!(to > from)) {
        expect(summary.window.fairness).toBeNull();
        return;
      }
      const naive = naiveSpread(log, input.servers!.count!, from, to) / (to - from);
      expect(Math.abs(summary.window.fairness! - naive)).toBeLessThan(1e-6 * (1 + naive));
    });
    await fc.assert(property, { seed: 17, numRuns: 60 });
  });

  test('an auction calls each server that is thought to be up, and hears a bid of each of them that is', async () => {
    let toServersThatAreDown = 0;
    const property = fc.asyncProperty(continuousArbitrary, async (drawn) => {
      const input: ScenarioInput = { ...drawn, balancer: 'auction' };
      const { log, summary } = await logged(input);
      const { to, warmup } = summary.levels!;
      const states: { server: number; isUp: boolean; isKnownAt: number }[] = [];
      const isUp = (server: number, by: number): boolean =>
        states.findLast((state) => state.server === server && state.isKnownAt <= by)?.isUp ?? true;
      const servers = Array.from({ length: input.servers!.count! }, (_, server) => server);
      let [all, measured, isOpen] = [0, 0, warmup === 0];
      for (const event of log) {
        const { kind, time } = event;
        if (kind === 'halts' || kind === 'resumes') {
          const isKnownAt = instant(time + drawn.information!.delay!);
          states.push({ server: event.server, isUp: kind === 'resumes', isKnownAt });
        }
        if (kind === 'arrives' && event.task >= warmup) isOpen = true;
        if (kind !== 'auction') continue;
        const called = servers.filter((server) => isUp(server, time));
        const bidding = called.filter((server) => isUp(server, Number.POSITIVE_INFINITY));
        const messages = called.length + bidding.length;
        toServersThatAreDown += called.length - bidding.length;
        all += messages;
        if (isOpen && time <= to) measured += messages;
      }
      expect([summary.messages, summary.window.messages]).toEqual([all, measured]);
    });
    await fc.assert(property, { seed: 18, numRuns: 60 });
    expect(toServersThatAreDown).toBeGreaterThan(100);
  });

  /** Two servers under round robin, one of which is busy from the first task on; five tasks come at 1, 2 … 5 and each takes 4. */
  const plain = {
    time: { mode: 'continuous', tasks: 5, warmup: 2 },
    servers: { count: 2, capacity: 100, processingRate: 1 },
    arrivals: { process: 'constant', rate: 1 },
    tasks: { load: 4, complexity: 1 },
    balancer: { 'power-of-d': { d: 2 } },
  } satisfies ScenarioInput;

  test('messages are a measured task, and tasks that are not completed are a share of those', async () => {
    const { measured, messages, window } = await summaryOf({
      ...plain,
      time: { ...plain.time, drain: false },
    });
    expect([measured, messages]).toEqual([0, 20]);
    expect(window).toMatchObject({ tasks: 3, unserved: 1, messages: 12 });
    expect((await summaryOf(plain)).window).toMatchObject({ tasks: 3, unserved: 0, messages: 12 });
  });

  test('draining in rounds counts in neither utilisation nor fairness nor messages', async () => {
    const input: ScenarioInput = { seed: 3, time: { rounds: 20 }, servers: { count: 3 } };
    const cut = await summaryOf(input);
    const drained = await summaryOf({ ...input, time: { rounds: 20, drain: true } });
    expect(drained.time).toBeGreaterThan(20);
    const { utilisation, window } = drained;
    expect({ utilisation, fairness: window.fairness, messages: window.messages }).toEqual({
      utilisation: cut.utilisation,
      fairness: cut.window.fairness,
      messages: cut.window.messages,
    });
    expect(metrics.unserved.of(cut)).toBeGreaterThan(0.1);
    expect(metrics.unserved.of(drained)).toBe(0);
  });

  test('a balancer that reports sends no message that is counted where tasks are drained alone', async () => {
    const { messages, window } = await summaryOf({ ...plain, balancer: 'least-loaded' });
    // A report a departure; the last come after the last arrival.
    expect(messages).toBeGreaterThan(window.messages);
  });
});
