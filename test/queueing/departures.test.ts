import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventSource } from '../../src/engine/event-source.js';
import { Departures } from '../../src/queueing/departures.js';

/** Few times, so that many are equal; a part of no departure may be taken out as well. */
const step = fc.record({
  time: fc.nat(30),
  what: fc.constantFrom('add', 'add', 'remove first', 'remove any', 'settle'),
  which: fc.nat(200),
});

test('a departure at no time is refused at once', () => {
  expect(() => new Departures(new EventSource(3)).add(0, Number.NaN)).toThrow('time NaN');
});

test('departures come as a stable sort by time would have them, whatever is taken out on the way', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200, size: 'max' }), (steps) => {
      const next = new EventSource(3);
      const departures = new Departures(next);
      let waiting: { part: number; time: number }[] = [];
      const first = () => [...waiting].sort((a, b) => a.time - b.time)[0];
      const takeOut = (part: number) => {
        departures.remove(part);
        waiting = waiting.filter((one) => one.part !== part);
      };
      steps.forEach(({ time, what, which }, part) => {
        if (what === 'add') {
          departures.add(part, time);
          waiting.push({ part, time });
        } else if (what === 'remove first') takeOut(first()?.part ?? which);
        // Now and then one that is not there.
        else if (what === 'remove any')
          takeOut(which > 180 ? which : (waiting[which % waiting.length]?.part ?? which));
        else {
          departures.settle();
          const expected = first();
          expect(next.time).toBe(expected?.time ?? Number.POSITIVE_INFINITY);
          if (expected) expect(next.subject).toBe(expected.part);
        }
      });
      while (waiting.length > 0) {
        departures.settle();
        expect([next.time, next.subject]).toEqual([first()!.time, first()!.part]);
        takeOut(first()!.part);
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});
