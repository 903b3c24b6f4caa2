import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../cli/vickrey.js';

const page = readFileSync(join(root, 'docs/learning.md'), 'utf8');
const [, shown] = page.match(/<!-- learning: begin -->\n(.*)<!-- learning: end -->/s)!;

/** Rows by demand, table and learner. */
function rowsOf(text: string): Map<string, string> {
  const rows = new Map<string, string>();
  let demand = '';
  let table = '';
  for (const line of text.split('\n')) {
    demand = /^\*\*(\w+) demand\*\*$/.exec(line)?.[1] ?? demand;
    table = /^\| (against [^|]+) \|/.exec(line)?.[1] ?? table;
    const learner = /^\| ([^|]+) \|/.exec(line)?.[1];
    if (learner && learner !== '---') rows.set(`${demand}, ${table}: ${learner}`, line);
  }
  return rows;
}

/** What the example prints of some demands and learners. */
function printed(...names: string[]): Map<string, string> {
  const { stdout } = spawnSync(process.execPath, ['examples/learning.mjs', ...names], {
    cwd: root,
    encoding: 'utf8',
  });
  return rowsOf(stdout);
}

describe('the tables of docs/learning.md', () => {
  const rows = rowsOf(shown!);

  it('have every demand, and every learner against none and against actions at random', () => {
    // Headings, none and 15 learners; a heading and the 13 that are not random themselves.
    expect(rows.size).toBe(3 * (17 + 14));
  });

  // All rows take minutes; `node examples/learning.mjs` prints them.
  it.each([
    { names: ['stationary', 'continuous', 'dqn'], count: 7 },
    {
      names: [
        ...['shifting', 'random', 'continuous', 'bandit, ε-greedy', 'bandit, ucb1', 'bandit, thompson'],
        ...['q-learning', 'random bids', 'linear predictor', 'actor-critic'],
      ],
      count: 19,
    },
  ])('are what the example prints of $names', ({ names, count }) => {
    const found = printed(...names);
    expect(found.size).toBe(count);
    for (const [name, row] of found) expect(rows.get(name), name).toBe(row);
  });
});
