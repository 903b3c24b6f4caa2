import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { differenceFrom } from '../../src/cli/ledger-replay.js';
import { InputError } from '../../src/input/input-error.js';
import { ledgerOf } from '../../src/output/ledger/ledger-of.js';
import { verifyLedger } from '../../src/output/ledger/verify-ledger.js';
import { prepareScenario } from '../../src/scenario/load.js';
import { Simulation } from '../../src/simulation/simulation.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { blocksOf, chained, type Forged } from '../output/forged-ledger.js';

const path = join(temporaryFolder().folder, 'ledger.ndjson');
const loaded = await prepareScenario({
  time: { rounds: 3 },
  servers: { list: [{}, { capacity: 60 }, {}] },
  arrivals: { process: 'poisson', rate: 2 },
  ledger: { enabled: true },
});
const writer = ledgerOf(loaded, path)!;
new Simulation(loaded, { observers: [writer] }).run();
writer.close();
const good = readFileSync(path);
const blocks = blocksOf(good.toString());
const lines = good.toString().trimEnd().split('\n');
const terms = { seed: 16, numRuns: 150 };

/** What no run of a second follows from. */
const value = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    0.5,
    1,
    3,
    1e300,
    '',
    'x',
    '__proto__',
    [],
    [null],
    {},
    { a: 1 },
  ),
  fc.string({ maxLength: 5 }),
);

/** Paths of all values within a value. */
function pathsIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [
    [],
    ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner).map((path) => [key, ...path])),
  ];
}

/** A copy with another value at a path; without the member where that is undefined. */
function replaced(whole: unknown, [step, ...rest]: readonly string[], leaf: unknown): unknown {
  if (step === undefined) return leaf;
  const inner = replaced((whole as Record<string, unknown>)[step], rest, leaf);
  if (Array.isArray(whole)) return whole.map((item, i) => (String(i) === step ? inner : item));
  return { ...(whole as object), [step]: inner };
}

/** Whatever the file is, it is bad at a line, refused at its place, different at a block, or the same. */
async function expectPlainWords(content: string | Uint8Array): Promise<string> {
  writeFileSync(path, content);
  const verdict = verifyLedger(path);
  if (!verdict.ok) {
    expect(verdict).toMatchObject({ line: verdict.block + 1, reason: expect.stringMatching(/\w/) });
    return 'bad';
  }
  try {
    const difference = await differenceFrom(path, { directory: '.' });
    if (difference === undefined) return 'same';
    expect(difference).toMatchObject({ block: expect.any(Number), field: expect.any(String) });
    return 'different';
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const problem of error.problems) expect(problem).toMatchObject({ file: path, line: 1 });
    return 'refused';
  }
}

test('a ledger that was cut, or in which bytes or lines were changed, is bad', async () => {
  const at = fc.nat(good.length - 1);
  const line = fc.nat(lines.length - 1);
  const changed = fc.oneof(
    at.map((length) => good.subarray(0, length)),
    fc.tuple(at, fc.integer({ min: 1, max: 255 })).map(([i, bits]) => good.with(i, good[i]! ^ bits)),
    fc.tuple(line, line).map(([i, j]) => `${lines.with(i, lines[j]!).with(j, lines[i]!).join('\n')}\n`),
  );
  await fc.assert(
    fc.asyncProperty(changed, async (content) => {
      fc.pre(!Buffer.from(content as string).equals(good));
      expect(await expectPlainWords(content)).toBe('bad');
    }),
    terms,
  );
});

test('a ledger with any value in any place, hashed anew, is bad, refused, different or the same', async () => {
  // Versions are warned of.
  const warning = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const places = pathsIn(blocks).filter((place) => place.length > 0);
  const outcomes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), value, async (place, leaf) => {
      const content = chained(replaced(blocks, place, leaf) as Forged[]);
      fc.pre(content !== good.toString());
      const outcome = await expectPlainWords(content);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      // A version is warned of; of settings the ledger has the last word, and some change no auction.
      const isFree = place[0] === '0' && (place[1] === 'version' || place[1] === 'scenario');
      if (!isFree) expect(outcome, place.join('.')).not.toBe('same');
    }),
    { ...terms, numRuns: 400 },
  );
  warning.mockRestore();
  expect([...outcomes.keys()].sort()).toEqual(expect.arrayContaining(['bad', 'different', 'refused']));
});
