import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DelayedView } from '../../src/balancers/delayed-view.js';
import { fleetOf } from './fleet.js';

type Event = { after: number; server: number } & (
  | { kind: 'change'; up: number; tasks: number; load: number }
  | { kind: 'return'; latency: number; found: number }
  | { kind: 'loss' }
  | { kind: 'look' }
);

const SERVERS = 5;
const after = fc.constantFrom(0, 0, 0, 0.5, 1);
const server = fc.nat({ max: SERVERS - 1 });
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('change'),
      after,
      server,
      up: fc.constantFrom(0, 1),
      tasks: fc.nat({ max: 9 }),
      load: fc.double({ min: 0, max: 9, noNaN: true }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('return'),
      after,
      server,
      latency: fc.double({ min: 0, max: 9, noNaN: true }),
      found: fc.nat({ max: 9 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('loss'), after, server }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('look'), after, server }) },
);

/** What a listener is told, and what it sees at that moment. */
type Told = (string | number)[];

/** Tells how the view and a list of everything that has happened differ in their accounts; `late` judges what is due. */
function accounts(
  delay: number,
  events: readonly Event[],
  isDue: (due: number, now: number) => boolean = (due, now) => due <= now,
): [Told[], Told[]] {
  const fleet = fleetOf({ rates: new Array(SERVERS).fill(1) });
  const view = new DelayedView(fleet, delay);
  const told: Told[] = [];
  const row = (id: number) => [view.up[id]!, view.tasks[id]!, view.load[id]!];
  const listener = {
    serverChanged: (id: number, time: number) => void told.push(['changed', id, time, ...row(id)]),
    returned: (id: number, time: number, latency: number, found: number) =>
      void told.push(['returned', id, time, latency, found]),
    lost: (id: number, time: number) => void told.push(['lost', id, time]),
  };
  const expected: Told[] = [];
  let pending: { due: number; telling: Told }[] = [];
  let now = 0;
  for (const each of events) {
    now += each.after;
    const { server: id } = each;
    const note = (...telling: Told) => pending.push({ due: now + delay, telling });
    if (each.kind === 'change') {
      fleet.up[id] = each.up;
      fleet.tasks[id] = each.tasks;
      fleet.load[id] = each.load;
      view.noteChange(id, now);
      note('changed', id, now + delay, each.up, each.tasks, each.load);
    } else if (each.kind === 'return') {
      view.noteReturn(id, now, each.latency, each.found);
      note('returned', id, now + delay, each.latency, each.found);
    } else if (each.kind === 'loss') {
      view.noteLoss(id, now);
      note('lost', id, now + delay);
    } else {
      view.advance(now, listener);
      expected.push(...pending.filter(({ due }) => isDue(due, now)).map(({ telling }) => telling));
      pending = pending.filter(({ due }) => !isDue(due, now));
    }
  }
  return [told, expected];
}

const delays = fc.constantFrom(0, 0.5, 3, 40);
const histories = fc.array(event, { maxLength: 600, size: 'max' });

it('tells of every change, return and loss the delay later, in order, each with the row of then', () => {
  const property = fc.property(delays, histories, (delay, events) => {
    const [told, expected] = accounts(delay, events);
    expect(told).toEqual(expected);
  });
  fc.assert(property, { seed: 1, numRuns: 300 });
});

it('is told from one that is late where the delay has just passed', () => {
  const samples = fc.sample(fc.tuple(delays, histories), { seed: 2, numRuns: 50 });
  const differ = samples.some(([delay, events]) => {
    const [told, expected] = accounts(delay, events, (due, now) => due < now);
    return JSON.stringify(told) !== JSON.stringify(expected);
  });
  expect(differ).toBe(true);
});

it('shows the fleet as it was when the view was made until news arrive', () => {
  const fleet = fleetOf({ rates: [1, 2], up: [1, 0], tasks: [3, 0] });
  const view = new DelayedView(fleet, 1);
  fleet.up[1] = 1;
  fleet.tasks[0] = 9;
  expect([...view.up, ...view.tasks, ...view.load, ...view.rate]).toEqual([1, 0, 3, 0, 3, 0, 1, 2]);
});
