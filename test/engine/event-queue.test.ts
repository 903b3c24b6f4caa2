import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventQueue } from '../../src/engine/event-queue.js';

const time = fc.oneof(
  fc.constantFrom(0, -0, 1, 1, 2, -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.double({ min: 0, max: 4, noNaN: true }),
);

type Operation =
  | { name: 'schedule'; time: number; priority: number; kind: number; subject: number }
  | { name: 'pop' }
  | { name: 'cancel'; ticket: number };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      name: fc.constant('schedule' as const),
      time,
      priority: fc.constantFrom(0, 1, 1, 2, 255),
      kind: fc.nat({ max: 255 }),
      subject: fc.oneof(fc.nat(), fc.double()),
    }),
  },
  { weight: 3, arbitrary: fc.record({ name: fc.constant('pop' as const) }) },
  { weight: 2, arbitrary: fc.record({ name: fc.constant('cancel' as const), ticket: fc.nat() }) },
);

interface Waiting {
  time: number;
  priority: number;
  kind: number;
  subject: number;
  ticket: number;
}

/** The model: a list in order of scheduling; who is next is found by a stable sort. */
function inOrder(waiting: readonly Waiting[]): Waiting[] {
  return [...waiting].sort((a, b) => {
    if (a.time < b.time) return -1;
    if (a.time > b.time) return 1;
    return a.priority - b.priority;
  });
}

function popped(queue: EventQueue) {
  return queue.pop() ? { time: queue.time, kind: queue.kind, subject: queue.subject } : undefined;
}

function expectNext(queue: EventQueue, waiting: Waiting[]): void {
  const next = inOrder(waiting)[0];
  expect(queue.length).toBe(waiting.length);
  // Plus 0, because −0 and 0 are the same time.
  expect(queue.nextTime + 0).toBe((next?.time ?? Number.POSITIVE_INFINITY) + 0);
  expect(popped(queue)).toEqual(next && { time: next.time, kind: next.kind, subject: next.subject });
  if (next) waiting.splice(waiting.indexOf(next), 1);
}

describe('the event queue', () => {
  test('pops as a stable sort on (time, priority) would, under any schedule, pop and cancel', () => {
    const property = fc.property(fc.array(operation, { maxLength: 150, size: 'max' }), (operations) => {
      const queue = new EventQueue();
      const waiting: Waiting[] = [];
      const issued: number[] = [];
      for (const each of operations) {
        if (each.name === 'schedule') {
          const ticket = queue.schedule(each.time, each.priority, each.kind, each.subject);
          expect(issued).not.toContain(ticket);
          issued.push(ticket);
          waiting.push({ ...each, ticket });
        } else if (each.name === 'pop') {
          expectNext(queue, waiting);
        } else if (issued.length > 0) {
          // Any ticket ever issued: of an event that waits, has run, or was cancelled and whose slot serves another.
          const ticket = issued[each.ticket % issued.length]!;
          const at = waiting.findIndex((event) => event.ticket === ticket);
          expect(queue.cancel(ticket)).toBe(at >= 0);
          if (at >= 0) waiting.splice(at, 1);
        }
        expect(queue.length).toBe(waiting.length);
      }
      while (waiting.length > 0) expectNext(queue, waiting);
      expect(queue.pop()).toBe(false);
    });
    fc.assert(property, { seed: 1, numRuns: 1000 });
  });

  test('keeps the order of thousands of simultaneous events, beyond the room that it starts with', () => {
    const queue = new EventQueue();
    for (let i = 0; i < 5000; i++) queue.schedule(7, 3, 3, i);
    for (let i = 0; i < 5000; i++) expect(popped(queue)).toEqual({ time: 7, kind: 3, subject: i });
  });

  test('does not take a ticket that it never issued', () => {
    const queue = new EventQueue();
    queue.schedule(1, 0, 0, 0);
    for (const ticket of [1, 63, 64, 2 ** 26, 2 ** 53, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(queue.cancel(ticket)).toBe(false);
    }
    expect(queue.length).toBe(1);
  });

  test('refuses NaN and is as it was', () => {
    const queue = new EventQueue();
    expect(() => queue.schedule(Number.NaN, 0, 0, 0)).toThrow(RangeError);
    expect(queue.length).toBe(0);
    expect(queue.pop()).toBe(false);
  });

  test('starts without an event: its next time is infinite', () => {
    expect(new EventQueue().nextTime).toBe(Number.POSITIVE_INFINITY);
  });
});
