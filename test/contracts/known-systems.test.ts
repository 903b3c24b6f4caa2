import { describe, expect, test } from 'vitest';
import { knownSystems } from '../../src/validation/known-systems.js';
import { wrongFormulas } from '../validation/wrong-formulas.js';

test('known systems have names of their own', () => {
  const names = knownSystems.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(knownSystems.map((system) => ({ name: system.name, system })))(
  'the known system $name',
  ({ name, system }) => {
    const trials = system.cases.map((each) => system.trial(each));

    test('has a title, and says of each parameter what it is', () => {
      expect(system.title).not.toBe('');
      for (const schema of Object.values(system.parameters.shape)) {
        expect((schema as { description?: string }).description).toBeTruthy();
      }
    });

    test('predicts numbers, and fixes its effort, before anything is observed', () => {
      for (const { predictions, effort } of trials) {
        expect(Object.keys(predictions).length).toBeGreaterThan(0);
        for (const { value } of Object.values(predictions)) expect(Number.isFinite(value)).toBe(true);
        for (const count of [effort.runs, effort.length, effort.warmup])
          expect(Number.isInteger(count)).toBe(true);
      }
    });

    test('has a wrong formula to be tested with for each of its measures', () => {
      for (const { predictions } of trials) {
        for (const measure of Object.keys(predictions)) {
          expect(wrongFormulas[name]?.[measure]?.length, measure).toBeGreaterThan(0);
        }
      }
    });

    test('refuses a parameter that it does not have', () => {
      expect(() => system.trial({ ...system.cases[0], another: 1 })).toThrow();
    });
  },
);
