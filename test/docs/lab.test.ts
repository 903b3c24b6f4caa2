import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mechanisms } from '../../src/lab/mechanisms.js';
import { properties } from '../../src/lab/properties.js';
import { root } from '../cli/vickrey.js';
import { marks } from '../lab/facts.js';

const page = readFileSync(join(root, 'docs/lab.md'), 'utf8');

/** A verdict in full, of the seed and the number of cases that the command has by default. */
const checked = (mechanism: keyof typeof mechanisms, property: keyof typeof properties) =>
  properties[property].check(mechanisms[mechanism], { runs: 300, seed: 1 });

describe('docs/lab.md', () => {
  it('has the table of what the lab finds', () => {
    const [, shown] = page.match(/<!-- facts: begin -->\n(.*)<!-- facts: end -->/s)!;
    const names = Object.keys(mechanisms) as (keyof typeof mechanisms)[];
    const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const lines = [
      row(['', ...names.map((name) => `\`${name}\``)]).replace('|  |', '| |'),
      `|${'---|'.repeat(names.length + 1)}`,
      ...Object.keys(properties).map((property, i) =>
        row([`\`${property}\``, ...names.map((name) => marks(name)[i]!)]),
      ),
    ];
    expect(shown!.trim().split('\n')).toEqual(lines);
  });

  it.each([
    ['first-price', 'truthfulness'],
    ['paper', 'truthfulness'],
    ['paper', 'individual-rationality'],
    ['binding-reserve', 'repeated-truthfulness'],
  ] as const)('quotes what is found: %s, %s', (mechanism, property) => {
    const verdict = checked(mechanism, property);
    expect(verdict.verdict).toBe('violated');
    if (verdict.verdict === 'violated') expect(page).toContain(verdict.counterexample.words);
  });

  it('quotes the gains of liars', () => {
    for (const { name, mean, low, high } of checked('binding-reserve', 'repeated-truthfulness').measured!) {
      const [shown, from, to] = [mean, low, high].map((value) => Number(value.toPrecision(4)));
      expect(page).toContain(`${name}: ${shown} (95 % interval ${from} … ${to})`);
    }
  });

  it('shows the example as it is', () => {
    const [, shown] = page.match(/^```js\n(.*?)^```$/ms)!;
    expect(readFileSync(join(root, 'examples/capped.mjs'), 'utf8')).toContain(shown);
  });
});
