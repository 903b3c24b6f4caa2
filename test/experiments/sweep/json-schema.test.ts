import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sweepJsonSchema } from '../../../src/experiments/sweep/json-schema.js';
import { sweepSchema } from '../../../src/experiments/sweep/sweep-schema.js';

const FILE = join(import.meta.dirname, '../../../scenarios/sweep-schema.json');

test('scenarios/sweep-schema.json is current (npm run schema writes it)', () => {
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(JSON.stringify(sweepJsonSchema())));
});

test('every key of a sweep file is in it, the scenario alone is required and others are refused', () => {
  const { properties, required, additionalProperties } = sweepJsonSchema();
  expect(Object.keys(properties as object)).toEqual(Object.keys(sweepSchema.shape));
  expect([required, additionalProperties]).toEqual([['scenario'], false]);
});
