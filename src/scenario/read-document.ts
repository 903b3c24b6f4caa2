import { type Document, isMap } from 'yaml';
import { documentText } from '../input/document-text.js';
import { InputError } from '../input/input-error.js';
import { jsonFault } from '../input/json-syntax.js';
import { TextPlaces } from '../input/text-places.js';
import type { Fault } from './plain-value.js';
import type { Place, ScenarioDocument } from './scenario-document.js';
import { keyOffset, valueOffset } from './trail.js';
import { ownFiles, readYaml } from './yaml-text.js';

/** What a file is for. */
interface FileKind {
  /** In messages. */
  readonly name: string;
  /** A short one. */
  readonly example: string;
  /** A key that files of this kind have, and the others have not. */
  readonly key: string;
  /** What a file of this kind is for, told to whoever gives it where another kind is wanted. */
  readonly use: string;
}

const scenarioKind: FileKind = {
  name: 'scenario',
  example: '{ seed: 42, servers: { count: 7 } }',
  key: 'servers',
  use: 'vickrey run runs it, vickrey replicate under many seeds; a sweep names it: { scenario: FILE, parameters: … }',
};

export const sweepKind: FileKind = {
  name: 'sweep',
  example: '{ scenario: paper.yaml, parameters: { design: grid, of: { servers.count: [5, 10] } } }',
  key: 'scenario',
  use: 'vickrey sweep runs it',
};

/**
 * Reads a YAML file, or a JSON one if its name ends in `.json`, that holds one mapping.
 *
 * @param kind - by default a scenario
 * @throws InputError if the file cannot be read, is malformed, repeats a key or holds something else
 */
export async function readScenarioDocument(file: string, kind = scenarioKind): Promise<ScenarioDocument> {
  return parseScenarioDocument(await documentText(file, ownFiles), file, kind);
}

/** The document that is the text of `file`. */
function parseScenarioDocument(content: string, file: string, kind: FileKind): ScenarioDocument {
  const places = new TextPlaces(content);
  const placeAt = (offset: number): Place => ({ file, ...places.at(offset) });
  const refuse = (faults: readonly Fault[]): InputError =>
    new InputError(faults.map(({ offset, ...words }) => ({ ...placeAt(offset), ...words })));

  const json = /\.json$/i.test(file) ? jsonFault(content) : undefined;
  if (json) throw refuse([{ ...json, message: `not valid JSON: ${json.message}` }]);
  const yaml = readYaml(content);
  if (!('document' in yaml)) throw refuse(yaml);
  if (!isMap(yaml.document.contents)) throw refuse([notMapping(yaml.document, kind)]);
  const other = otherKind(yaml.value as object, kind);
  if (other) {
    const message = `is a ${other.name}, where a ${kind.name} is wanted`;
    throw new InputError({ file, message, hint: other.use });
  }
  return {
    value: yaml.value,
    placeOf: (path) => placeAt(valueOffset(yaml, path)),
    placeOfKey: (path) => placeAt(keyOffset(yaml, path)),
  };
}

function otherKind(value: object, wanted: FileKind): FileKind | undefined {
  if (wanted.key in value) return undefined;
  return [scenarioKind, sweepKind].find(({ key }) => key in value);
}

function notMapping({ contents }: Document.Parsed, { name, example }: FileKind): Fault {
  const message =
    contents === null ? `the ${name} is empty` : `a ${name} must be a mapping of keys to values`;
  return {
    offset: contents?.range[0] ?? 0,
    message,
    hint: `for example: ${example}`,
  };
}
