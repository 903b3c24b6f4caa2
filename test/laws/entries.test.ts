import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const dist = join(root, 'dist');

/** The declarations of each entry, as `package.json` names them. */
const entries = Object.entries(
  (
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      exports: Record<string, { types?: string }>;
    }
  ).exports,
).flatMap(([name, { types }]) => (types === undefined ? [] : [{ name, file: join(root, types) }]));

const program = ts.createProgram({
  rootNames: entries.map(({ file }) => file),
  options: {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
    skipLibCheck: true,
    noEmit: true,
  },
});
const checker = program.getTypeChecker();

const resolved = (symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

/** What an entry exports, by symbol. */
function exportsOf(file: string): ts.Symbol[] {
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
  return checker.getExportsOfModule(module).map(resolved);
}

/** Declarations of our own that a symbol has at the top level of a file. */
const ownDeclarations = (symbol: ts.Symbol): ts.Declaration[] =>
  (symbol.declarations ?? []).filter(
    (node) => node.getSourceFile().fileName.startsWith(`${dist}/`) && !ts.isTypeParameterDeclaration(node),
  );

/** Every type and value of our own that a declaration names. */
function namedIn(declaration: ts.Declaration): ts.Symbol[] {
  const named: ts.Symbol[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      if (symbol) named.push(resolved(symbol));
    }
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return named;
}

const TYPES =
  ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Class | ts.SymbolFlags.Enum;

/** Types of our own that can be reached from what `file` exports. */
function reachableFrom(file: string): Set<ts.Symbol> {
  const seen = new Set<ts.Symbol>();
  const waiting = exportsOf(file);
  for (let symbol = waiting.pop(); symbol; symbol = waiting.pop()) {
    if (seen.has(symbol)) continue;
    seen.add(symbol);
    for (const declaration of ownDeclarations(symbol)) waiting.push(...namedIn(declaration));
  }
  return new Set([...seen].filter((symbol) => symbol.flags & TYPES && ownDeclarations(symbol).length > 0));
}

const nameOf = (symbol: ts.Symbol): string =>
  `${symbol.name} (${ownDeclarations(symbol)[0]!
    .getSourceFile()
    .fileName.slice(dist.length + 1)})`;

test('the declarations are read right: every entry exports something, and reaches types beyond', () => {
  expect(entries[0]!.name).toBe('.');
  for (const { file } of entries) expect(exportsOf(file).length).toBeGreaterThan(5);
  expect([...reachableFrom(join(dist, 'index.d.ts'))].map(({ name }) => name)).toContain('Summary');
});

test.each(entries)(
  'every type that can be reached from $name can be imported from there, or from the main entry',
  ({ file }) => {
    const exported = new Set([...exportsOf(file), ...exportsOf(entries[0]!.file)]);
    const hidden = [...reachableFrom(file)].filter((symbol) => !exported.has(symbol));
    expect(hidden.map(nameOf).sort()).toEqual([]);
  },
);
