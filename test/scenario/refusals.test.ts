import { expect, test } from 'vitest';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.js';
import { loadScenario } from '../../src/scenario/load.js';
import { expectPlain } from '../input/plain.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { mistakes, type Schema } from './mistakes.js';

const { write } = temporaryFolder();
const cases = mistakes(scenarioJsonSchema() as Schema);

test('the schema has fields to be wrong in', () => {
  expect(cases.length).toBeGreaterThan(400);
});

test.each(cases)(
  '$name is refused in its place, and nothing else is',
  async ({ text, line, column, message, hint }) => {
    const file = write('scenario.yaml', text);
    const problems = await refused(() => loadScenario(file));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file, line, column });
    expect(problems[0]!.message).toContain(message);
    if (hint) expect(problems[0]!.hint).toContain(hint);
    expectPlain(problems[0]!);
  },
);
