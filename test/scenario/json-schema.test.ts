import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.js';
import { scenarioSchema } from '../../src/scenario/schema.js';

const FILE = join(import.meta.dirname, '../../scenarios/schema.json');

test('scenarios/schema.json is current (write scenarioJsonSchema() there and run biome on it)', () => {
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema())));
});

test('the schema says which draft it is of and what it describes', () => {
  expect(scenarioJsonSchema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'vickrey scenario',
    description: expect.any(String),
    type: 'object',
  });
});

test('every key of a scenario is in it, none is required and others are refused', () => {
  const { properties, required, additionalProperties } = scenarioJsonSchema() as z.core.JSONSchema.BaseSchema;
  expect(Object.keys(properties!)).toEqual(Object.keys(scenarioSchema.shape));
  expect(required).toBeUndefined();
  expect(additionalProperties).toBe(false);
});

test('every default that it states is accepted in its place', () => {
  const { properties } = scenarioJsonSchema() as { properties: Record<string, { default?: unknown }> };
  const defaults = Object.entries(properties).filter(([, property]) => property.default !== undefined);
  expect(
    scenarioSchema.safeParse(Object.fromEntries(defaults.map(([key, { default: value }]) => [key, value])))
      .success,
  ).toBe(true);
});
