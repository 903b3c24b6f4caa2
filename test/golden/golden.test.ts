import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/load.js';
import { simulate } from '../../src/simulation/run.js';
import { realTraces, tracesArePresent } from '../traces.js';

const scenarios = fileURLToPath(new URL('../../scenarios/', import.meta.url));
const names = readdirSync(scenarios)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.slice(0, -'.yaml'.length))
  // Takes minutes: test/laws/winner-determination.long.test.ts runs it at a hundredth of its size.
  .filter((name) => name !== 'million');

/** Written by `npm run golden` only. The version is left out: a release changes no result. */
describe('every scenario gives the summary that it gave when its golden was written', () => {
  for (const name of names) {
    const trace = (realTraces as Record<string, string>)[name];
    it.skipIf(trace !== undefined && !tracesArePresent)(
      `${name}${trace ? ' (needs its trace)' : ''}`,
      async () => {
        const loaded = await loadScenario(`${scenarios}${name}.yaml`, {
          set: trace ? [`arrivals.file=${trace}`] : [],
        });
        const { version, ...summary } = simulate(loaded);
        if (summary.trace) summary.trace.file = '';
        expect(version).toMatch(/^\d/);
        await expect(`${JSON.stringify(summary, null, 2)}\n`).toMatchFileSnapshot(`${name}.json`);
      },
    );
  }
});

it('every scenario shows something that no other does', () => {
  const goldens = fileURLToPath(new URL('.', import.meta.url));
  const byDigest = new Map(
    names.map((name) => [JSON.parse(readFileSync(`${goldens}${name}.json`, 'utf8')).digest as string, name]),
  );
  expect([...byDigest.values()]).toEqual(names);
});
