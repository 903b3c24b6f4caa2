import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * The floors of src, lowest first (docs/architecture.md). A room imports from itself and from lower floors;
 * rooms on one floor do not know each other. A file that lies in src itself is an entry of the package, and a room of its own.
 */
const floors = [
  ['engine', 'random', 'statistics', 'theory', 'input', 'runners'],
  ['world', 'queueing', 'cooperative', 'storage'],
  ['market', 'balancers', 'learning', 'workload'],
  ['scenario'],
  ['systems'],
  ['simulation'],
  ['output', 'experiments', 'validation', 'lab', 'environment'],
  ['broker'],
  ['cli', 'viewer'],
  ['index.ts', 'engine.ts', 'experiments.ts', 'lab.ts'],
];

/** Packages that one room keeps to itself. */
const keepers: Record<string, string> = {
  bitecs: 'world',
  tinyqueue: 'engine',
  seedrandom: 'random',
  jstat: 'statistics',
  piscina: 'runners',
  bullmq: 'broker',
  ioredis: 'broker',
  '@duckdb/node-api': 'experiments',
  'fast-check': 'lab',
  munkres: 'lab',
  '@tensorflow/tfjs-core': 'learning',
  '@tensorflow/tfjs-layers': 'learning',
};

const src = resolve(import.meta.dirname, '../../src');

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

const roomOf = (file: string) => file.split('/')[0]!;
const floorOf = (room: string) => floors.findIndex((rooms) => rooms.includes(room));

/** Text without comments, so that an example in a comment is no import. */
function code(file: string): string {
  const text = readFileSync(join(src, file), 'utf8');
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** Every import and re-export of a file. `import { type A, b }` counts as an import of values. */
function importsOf(file: string): Import[] {
  const text = code(file);
  const statements = text.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  const dynamic = text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g);
  return [
    ...Array.from(statements, (found) => ({ to: found[2]!, typeOnly: found[1] !== undefined })),
    ...Array.from(dynamic, (found) => ({ to: found[1]!, typeOnly: false })),
  ].map(({ to, typeOnly }) => ({ from: file, typeOnly, to: to.startsWith('.') ? target(file, to) : to }));
}

/** A relative import as a path in src. */
function target(file: string, specifier: string): string {
  return relative(src, resolve(src, dirname(file), specifier)).replace(/\.js$/, '.ts');
}

const imports = files.flatMap(importsOf);
const relativeImports = imports.filter(({ to }) => to.endsWith('.ts'));
const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

describe('the architecture of src', () => {
  test('is read right: many files, many imports, and every relative import leads to a file', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(relativeImports.length).toBeGreaterThan(200);
    // Every `from '…'` in the code is an import that the tests below see.
    const mentioned = files.flatMap((file) => code(file).match(/\bfrom '/g) ?? []).length;
    expect(imports.length).toBeGreaterThanOrEqual(mentioned);
    expect(relativeImports.filter(({ to }) => !files.includes(to) && !to.startsWith('..'))).toEqual([]);
  });

  test('has a floor for every room', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => floorOf(room) < 0)).toEqual([]);
  });

  test('lets imports go to their own room or a lower floor only', () => {
    const climbing = relativeImports
      .filter(({ from, to }) => roomOf(from) !== roomOf(to) && floorOf(roomOf(to)) >= floorOf(roomOf(from)))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(climbing).toEqual([]);
  });

  test.each(Object.entries(keepers))('lets %s be imported by %s only', (name, room) => {
    const importers = imports.filter(({ to }) => packageOf(to) === name).map(({ from }) => roomOf(from));
    expect([...new Set(importers)]).toEqual([room]);
  });

  test('has large and optional packages imported only where they are asked for: dynamically, or for their types', () => {
    const statically =
      /^\s*(?:import|export)\s+(?!type\s)(?:[^'";]*?\sfrom\s+)?'(?:@tensorflow\/|@duckdb\/|bullmq'|ioredis')/m;
    expect(files.filter((file) => statically.test(code(file)))).toEqual([]);
  });

  test('has no cycle of imports between files, not even of types', () => {
    const next = (file: string) => relativeImports.filter(({ from }) => from === file).map(({ to }) => to);
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): string | undefined => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file].join(' → ');
      if (done.has(file)) return undefined;
      for (const to of next(file)) {
        const cycle = visit(to, [...path, file]);
        if (cycle) return cycle;
      }
      done.add(file);
      return undefined;
    };
    const cycles = files.map((file) => visit(file, [])).filter((cycle) => cycle !== undefined);
    expect(cycles).toEqual([]);
  });

  test.each(['Math.random', 'Date.now', 'new Date()'])('does without %s', (name) => {
    expect(files.filter((file) => code(file).includes(name))).toEqual([]);
  });

  test('says no `any`', () => {
    expect(files.filter((file) => /[:<,|&]\s*any\b|\bas any\b/.test(code(file)))).toEqual([]);
  });

  test('keeps no state in modules: nothing at the top level is declared with let or var', () => {
    expect(files.filter((file) => /^(?:export )?(?:let|var)\b/m.test(code(file)))).toEqual([]);
  });
});
