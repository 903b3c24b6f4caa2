import { beforeAll, describe, expect, test } from 'vitest';
import type { Trial } from '../../src/validation/known-system.js';
import { knownSystems } from '../../src/validation/known-systems.js';
import { levelOfRows, type Row, rowsOf } from '../../src/validation/validate.js';
import { wrongFormulas } from '../validation/wrong-formulas.js';

const trials = knownSystems.flatMap((system) => system.cases.map((each) => system.trial(each)));
const level = levelOfRows(trials);

/** Rows that say less, and what they are good for all the same. */
const coarse: Record<string, number> = {
  // A variance: of clustered arrivals it would be a multiple.
  'arrivals Var N': 0.2,
  'council permanent, sampled': 0.15,
};

describe.each(
  trials.map((trial) => ({ told: `${trial.system} ${JSON.stringify(trial.parameters)}`, trial })),
)('the known answers of $told', ({ trial }: { trial: Trial }) => {
  let rows: Row[];
  beforeAll(async () => {
    rows = await rowsOf(trial, 1, level);
  });

  test('are observed, and again with the same seed', async () => {
    for (const row of rows) expect(row, row.measure).toMatchObject({ pass: true });
    if (trial.system !== 'rounds') expect(await rowsOf(trial, 1, level)).toEqual(rows);
  });

  test('tell a formula that is 6% off', () => {
    for (const { system, measure, check, detects } of rows) {
      if (check !== 'at-most') expect(detects, measure).toBeLessThan(coarse[`${system} ${measure}`] ?? 0.06);
    }
  });

  test('refuse wrong formulas', () => {
    for (const row of rows) {
      for (const [i, formula] of wrongFormulas[row.system]![row.measure]!.entries()) {
        const wrong = formula(row.parameters as Record<string, never>);
        if (Number.isNaN(wrong)) continue;
        const refused = row.check === 'at-most' ? wrong < row.high : wrong < row.low || wrong > row.high;
        expect(refused, `${row.measure}, mistake ${i}: ${wrong} for ${row.theory}`).toBe(true);
      }
    }
  });
});
