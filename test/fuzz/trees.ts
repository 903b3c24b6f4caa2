/** What texts of most formats are once they are read: lists and mappings within each other. */
export type Tree = unknown;

/** A change of a tree at one of its places. */
export type TreeChange = { at: number; other: number } & (
  | { change: 'drop' | 'duplicate' | 'swap' | 'wrap' }
  | { change: 'replace'; value: Tree }
  | { change: 'rename' | 'add'; key: string; value: Tree }
);

type Path = readonly (string | number)[];

/** The places of all values in a tree, but that of the whole. */
function placesIn(tree: Tree): Path[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const keys = Array.isArray(tree) ? [...tree.keys()] : Object.keys(tree);
  return keys.flatMap((key) => [
    [key],
    ...placesIn((tree as Record<string, Tree>)[key]).map((path) => [key, ...path]),
  ]);
}

function at(tree: Tree, path: Path): Tree {
  return path.reduce((value, key) => (value as Record<string, Tree>)[key], tree);
}

/** A copy in which `edit` has changed the list of keys and values at a place. */
function edited(tree: Tree, path: Path, edit: (entries: [string, Tree][]) => [string, Tree][]): Tree {
  const [step, ...rest] = path;
  const entries = Object.entries(tree as object);
  const changed: [string, Tree][] =
    step === undefined
      ? edit(entries)
      : entries.map(([key, value]) => [key, key === String(step) ? edited(value, rest, edit) : value]);
  // An entry named __proto__ is one like any other.
  return Array.isArray(tree) ? changed.map(([, value]) => value) : Object.fromEntries(changed);
}

/** A tree with a change; the same where it has no place for one. `at` and `other` count places, round and round. */
export function changed(tree: Tree, change: TreeChange): Tree {
  const places = placesIn(tree);
  if (places.length === 0) return 'value' in change ? change.value : tree;
  const place = places[change.at % places.length]!;
  const [parent, key] = [place.slice(0, -1), String(place.at(-1))];
  const other = at(tree, places[change.other % places.length]!);
  return edited(tree, parent, (entries) =>
    entries.flatMap((entry) => replacement(entry, key, change, other)),
  );
}

function replacement(entry: [string, Tree], key: string, change: TreeChange, other: Tree): [string, Tree][] {
  const [name, value] = entry;
  if (name !== key) return [entry];
  switch (change.change) {
    case 'drop':
      return [];
    case 'duplicate':
      return [entry, [`${name}2`, value]];
    case 'swap':
      return [[name, other]];
    case 'wrap':
      return [[name, change.at % 2 === 0 ? [value] : { [name]: value }]];
    case 'replace':
      return [[name, change.value]];
    case 'rename':
      return [[change.key, value]];
    case 'add':
      return [entry, [change.key, change.value]];
  }
}
