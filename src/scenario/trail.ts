import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Path } from './scenario-document.js';
import type { YamlText } from './yaml-text.js';

/** How far a path leads into a document. */
interface Trail {
  /** How many steps of the path exist. */
  depth: number;
  /** The last key on the way; a list has none. */
  key: unknown;
  value: unknown;
}

/** Offset of the value at `path`; where there is none, of the key of the innermost mapping that should hold it. */
export function valueOffset(yaml: YamlText, path: Path): number {
  const found = trail(yaml, path);
  const [start, end] = (isNode(found.value) && found.value.range) || [0, 0];
  const written = found.depth === path.length && end > start;
  return written ? start : offsetOfKey(found);
}

/** Offset of the key of the value at `path`, or of the innermost mapping that should have it. */
export function keyOffset(yaml: YamlText, path: Path): number {
  return offsetOfKey(trail(yaml, path));
}

function trail({ document, keys, targets }: YamlText, path: Path): Trail {
  const standsFor = (node: unknown): unknown => (isAlias(node) ? targets.get(node) : node);
  let found: Trail = { depth: 0, key: undefined, value: document.contents };
  for (const step of path) {
    const container = standsFor(found.value);
    const depth = found.depth + 1;
    if (isMap(container)) {
      const pair = keysOf(container, keys, standsFor).get(String(step));
      if (pair === undefined) return found;
      found = { depth, key: pair.key, value: pair.value };
    } else if (isSeq(container) && container.items[Number(step)] !== undefined) {
      found = { depth, key: undefined, value: container.items[Number(step)] };
    } else {
      return found;
    }
  }
  return found;
}

/** The pairs of a mapping by their keys, made once: who looks for many would else look at all of them each time. */
function keysOf(
  map: YAMLMap,
  keys: YamlText['keys'],
  standsFor: (node: unknown) => unknown,
): ReadonlyMap<string, Pair> {
  const known = keys.get(map);
  if (known) return known;
  const made = new Map(map.items.map((pair) => [textOf(standsFor(pair.key)), pair]));
  keys.set(map, made);
  return made;
}

function textOf(key: unknown): string {
  return isScalar(key) && key.value !== null ? String(key.value) : '';
}

function offsetOfKey({ key, value }: Trail): number {
  const node: Node | unknown = isNode(key) ? key : value;
  return (isNode(node) && node.range?.[0]) || 0;
}
