import { quoted } from '../input/harmless.js';
import { InputError } from '../input/input-error.js';
import type { Path, Place, ScenarioDocument } from './scenario-document.js';

/** A value that takes the place of what the scenario says. */
export interface Override {
  readonly path: readonly string[];
  readonly value: unknown;
  /** Where the user gave it; of an option, the option itself in place of a file. */
  readonly place: Place;
}

/** A document in which overrides, the later over the earlier, have taken their places. */
export interface OverriddenDocument extends ScenarioDocument {
  /** Whether an override gave the value at `path`. */
  overridden(path: Path): boolean;
}

/**
 * Applies overrides. What is missing on the way to a value is made, a list for the step 0 and else a mapping; a
 * scalar on the way gives place to it.
 *
 * @throws InputError if a path leads to a place in a list that is not there
 */
export function override(document: ScenarioDocument, overrides: readonly Override[]): OverriddenDocument {
  const owners: { root: readonly string[]; place: Place }[] = [];
  let value = document.value;
  for (const { path, value: leaf, place } of overrides) {
    owners.unshift({ root: path.slice(0, existing(value, path) + 1), place });
    value = replaced(value, path, leaf, place);
  }
  const owner = (path: Path) =>
    owners.find(({ root }) => root.every((step, depth) => String(path[depth]) === step));
  const placeOf = (path: Path, inDocument: (path: Path) => Place) => owner(path)?.place ?? inDocument(path);
  return {
    value,
    placeOf: (path) => placeOf(path, document.placeOf),
    placeOfKey: (path) => placeOf(path, document.placeOfKey),
    overridden: (path) => owner(path) !== undefined,
  };
}

/** How many containers there are already along `path`, at most all but the last step's. */
function existing(value: unknown, path: readonly string[]): number {
  let container = value;
  for (let depth = 0; depth < path.length - 1; depth++) {
    container =
      isContainer(container) && Object.hasOwn(container, path[depth]!) ? container[path[depth]!] : undefined;
    if (!isContainer(container)) return depth;
  }
  return path.length - 1;
}

/** A copy of `value` along `path`, so that what an alias of the document shares is left alone. */
function replaced(value: unknown, path: readonly string[], leaf: unknown, place: Place): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return leaf;
  const container = isContainer(value) ? value : step === '0' ? [] : {};
  if (Array.isArray(container)) {
    const index = Number(step);
    if (!/^\d+$/.test(step) || index > container.length) throw noPlace(step, container.length, place);
    const copy: unknown[] = [...container];
    copy[index] = replaced(copy[index], rest, leaf, place);
    return copy;
  }
  const mapping: Record<string, unknown> = container;
  const inner = Object.hasOwn(mapping, step) ? mapping[step] : undefined;
  // Not by assignment, to which a key such as __proto__ would be no key.
  return Object.fromEntries([...Object.entries(mapping), [step, replaced(inner, rest, leaf, place)]]);
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function noPlace(step: string, length: number, place: Place): InputError {
  const message = `${quoted(step)} is no place in a list of ${length}`;
  return new InputError({ ...place, message, hint: `places are numbered from 0; ${length} appends` });
}
