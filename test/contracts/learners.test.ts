import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArmSelection } from '../../src/learning/arm-selection.js';
import { armSelections } from '../../src/learning/arm-selections.js';
import type { Learner, LearningTerms } from '../../src/learning/learner.js';
import { learners } from '../../src/learning/learners.js';
import { CounterDraws } from '../../src/random/counter-draws.js';

const SERVERS = 4;

const ratio = fc.oneof(fc.constantFrom(0, 0.5, 1, 1000), fc.double({ min: 0, max: 3, noNaN: true }));

/** Load ratios by step and server, and the terms that they are learnt under. */
const history = fc.record({
  ratios: fc.array(fc.array(ratio, { minLength: SERVERS, maxLength: SERVERS }), {
    minLength: 1,
    maxLength: 40,
  }),
  key: fc.nat(),
  rate: fc.constantFrom(0, 0.1, 1),
  epsilon: fc.constantFrom(0, 0.1, 1),
  alpha: fc.constantFrom(0, 0.1, 1),
  gamma: fc.constantFrom(0, 0.9, 1),
  states: fc.constantFrom(1, 21),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

/** Every learner under every way to pick an arm. */
const kinds = Object.entries<(terms: LearningTerms) => Learner>(learners).flatMap(([learner, create]) =>
  Object.entries<ArmSelection>(armSelections).map(([selection, policy]) => ({
    learner,
    selection,
    create: (terms: History) =>
      create({ ...terms, servers: SERVERS, policy, draws: new CounterDraws(terms.key) }),
  })),
);

const serversForwards = Array.from({ length: SERVERS }, (_, id) => id);

/** Sensitivities by step and server; `order` says who is asked first in a step. */
function play(learner: Learner, { ratios }: History, order: (step: number) => readonly number[]): number[][] {
  const sensitivity = new Array<number>(SERVERS).fill(1);
  return ratios.map((row, step) => {
    for (const server of order(step)) {
      sensitivity[server] = learner.step(server, step, row[server]!, 0.5, sensitivity[server]!);
    }
    return [...sensitivity];
  });
}

describe.each(kinds)('the learner $learner with $selection', ({ create }) => {
  test('does not depend on the order in which servers are taken', () => {
    const property = fc.property(history, (past) => {
      const forwards = play(create(past), past, () => serversForwards);
      const backwards = play(create(past), past, () => [...serversForwards].reverse());
      const rotating = play(create(past), past, (step) =>
        serversForwards.map((server) => (server + step) % SERVERS),
      );
      expect(backwards).toEqual(forwards);
      expect(rotating).toEqual(forwards);
    });
    fc.assert(property, { seed: 1, numRuns: 60 });
  });

  test('gives a server what it would have learnt alone', () => {
    const property = fc.property(history, fc.nat({ max: SERVERS - 1 }), (past, server) => {
      const together = play(create(past), past, () => serversForwards).map((row) => row[server]);
      const alone = play(create(past), past, () => [server]).map((row) => row[server]);
      expect(alone).toEqual(together);
    });
    fc.assert(property, { seed: 2, numRuns: 60 });
  });

  test('keeps sensitivities finite and at least 0 over 40 steps of loads up to capacity', () => {
    const property = fc.property(history, (past) => {
      const calm = { ...past, ratios: past.ratios.map((row) => row.map((value) => Math.min(value, 1))) };
      for (const row of play(create(calm), calm, () => serversForwards)) {
        expect(row.every((sensitivity) => Number.isFinite(sensitivity) && sensitivity >= 0)).toBe(true);
      }
    });
    fc.assert(property, { seed: 3, numRuns: 60 });
  });

  test('changes nothing at a rate of 0', () => {
    const property = fc.property(history, (past) => {
      const still: History = { ...past, rate: 0 };
      for (const row of play(create(still), still, () => serversForwards)) expect(row).toEqual([1, 1, 1, 1]);
    });
    fc.assert(property, { seed: 4, numRuns: 30 });
  });
});
