import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Validation, validationTable } from '../../src/cli/validation-table.js';
import type { Trial } from '../../src/validation/known-system.js';
import { knownSystems } from '../../src/validation/known-systems.js';
import { levelOfRows, type Row, rowsOf } from '../../src/validation/validate.js';
import { root, vickrey } from '../cli/vickrey.js';
import { wrongFormulas } from '../validation/wrong-formulas.js';

const trials = knownSystems.flatMap((system) => system.cases.map((each) => system.trial(each)));
const level = levelOfRows(trials);

/** Rows that say less, and what they are good for all the same. */
const coarse: Record<string, number> = {
  // Queues at loads of 0.8 and 0.9 forget slowly, and percentiles are of few tasks.
  'mm1 T': 0.12,
  'mm1 Wq': 0.13,
  'mm1 p99(T)': 0.2,
  'mmc T': 0.12,
  'mmc Wq': 0.16,
  'mmc p99(T)': 0.2,
  'mg1 T': 0.25,
  'mg1 Wq': 0.25,
  'ps T': 0.12,
  'priority T bronze': 0.13,
  'preemptive-priority T bronze': 0.13,
  'random T': 0.12,
  'random p99(T)': 0.2,
  'round-robin T': 0.12,
  'mmpp T': 0.12,
  'mmpp Wq': 0.12,
  'dm1 p99(T)': 0.2,
  // Of ten servers theory is known to within 6%.
  'power-of-d T': 0.2,
  'round-robin p99(T)': 0.22,
  // A variance: of clustered arrivals it would be a multiple.
  'arrivals Var N': 0.22,
  'council permanent, sampled': 0.15,
};

let document: Validation;
let status: number | null;
beforeAll(() => {
  const ended = vickrey(['validate', '--json']);
  document = JSON.parse(ended.stdout) as Validation;
  status = ended.status;
});

test('every row passes, and the table of docs/validation.md is that of these rows', () => {
  const page = readFileSync(join(root, 'docs/validation.md'), 'utf8');
  const [, shown] = page.match(/<!-- validation: begin -->\n```\n(.*)```\n<!-- validation: end -->/s)!;
  expect(shown).toBe(validationTable(document, (_, text) => text));
  expect(document.level).toBe(level);
  expect(status).toBe(0);
});

describe.each(
  trials.map((trial) => ({ told: `${trial.system} ${JSON.stringify(trial.parameters)}`, trial })),
)('the known answers of $told', ({ trial }: { trial: Trial }) => {
  let rows: Row[];
  beforeAll(() => {
    const { system, parameters } = JSON.parse(JSON.stringify(trial)) as Trial;
    rows = document.rows.filter((row) =>
      isDeepStrictEqual([row.system, row.parameters], [system, parameters]),
    );
  });

  test('are observed, and again with the same seed', async () => {
    expect(rows).not.toEqual([]);
    for (const row of rows) expect(row, row.measure).toMatchObject({ verdict: 'pass' });
    // Long runs are repeated elsewhere: a simulation is a function of scenario and seed.
    if (['rounds', 'tasks'].includes(trial.effort.unit)) return;
    expect(JSON.parse(JSON.stringify(await rowsOf(trial, 1, level)))).toEqual(rows);
  });

  test('tell a formula that is 8% off', () => {
    for (const { system, measure, check, detects } of rows) {
      if (check !== 'at-most' && detects !== null)
        expect(detects, measure).toBeLessThan(coarse[`${system} ${measure}`] ?? 0.08);
    }
  });

  test('refuse wrong formulas', () => {
    for (const row of rows) {
      for (const [i, formula] of wrongFormulas[row.system]![row.measure]!.entries()) {
        const wrong = formula(row.parameters as Record<string, never>);
        if (Number.isNaN(wrong)) continue;
        const [low, high] = row.interval ?? [row.observed!, row.observed!];
        const distance = Math.max(low - wrong, wrong - high);
        const refused = row.check === 'at-most' ? wrong < high : distance > row.theoryError;
        expect(refused, `${row.measure}, mistake ${i}: ${wrong} for ${row.theory}`).toBe(true);
      }
    }
  });
});
