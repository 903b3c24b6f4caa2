import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balancers } from '../../src/balancers/balancers.js';
import { type Create, play, type Story, stories } from '../balancers/stories.js';

const kinds = Object.entries(balancers).map(([name, create]): [string, Create] => [
  name,
  (terms) => create({}, terms),
]);

/** Runs a property of stories of up to 12 servers. */
function always(seed: number, holds: (story: Story) => void): void {
  fc.assert(fc.property(stories(12), holds), { seed, numRuns: 200 });
}

describe.each(kinds)('the balancer %s', (_, create) => {
  test('places at a server that was up as long ago as it hears of things, and nowhere only where none was', () => {
    always(1, (story) => {
      const known: Uint8Array[] = [];
      const [deeds] = play(story, [create], (fleet) => known.push(fleet.upAsHeard(story.delay)));
      for (const [i, server] of deeds!.decisions.entries()) {
        if (server < 0) expect(known[i]).not.toContain(1);
        else expect(known[i]![server]).toBe(1);
      }
    });
  });

  test('decides by its past and its draws alone', () => {
    always(2, (story) => {
      const [one, other] = play(story, [create, create]);
      expect(other).toEqual(one);
      expect(play(story, [create])[0]).toEqual(one);
    });
  });

  test('counts whole messages, and never fewer than before', () => {
    always(3, (story) => {
      const { messages } = play(story, [create])[0]!;
      expect(messages.every((count, i) => Number.isInteger(count) && count >= (messages[i - 1] ?? 0))).toBe(
        true,
      );
    });
  });

  test('places as without a delay where everything is older than the delay', () => {
    always(4, (story) => {
      const apart = { ...story, steps: story.steps.map((step) => ({ ...step, after: step.after + 0.25 })) };
      const [live] = play({ ...apart, delay: 0 }, [create]);
      const [late] = play({ ...apart, delay: 2 ** -40 }, [create]);
      expect(late!.decisions).toEqual(live!.decisions);
    });
  });

  test('knows one server as well as many', () => {
    always(5, (story) => {
      const alone = { ...story, delay: 0, servers: [{ ...story.servers[0]!, up: true }] };
      const { decisions } = play(alone, [create])[0]!;
      expect(decisions.every((server) => server === 0 || server === -1)).toBe(true);
    });
  });
});
