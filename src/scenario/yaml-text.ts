import { type Document, type Pair, parseDocument, type YAMLError, type YAMLMap } from 'yaml';
import { shortened } from '../input/harmless.js';
import { tooDeep, tooDeepMessage } from './nesting.js';
import { type Fault, type PlainValue, plainValue } from './plain-value.js';
import { mostTokens, tooManyTokens } from './yaml-tokens.js';

/** Characters that are told of what YAML's parser says, which may repeat much of the text. */
const LONGEST_TOLD = 200;

/** What to do where a document is too large. */
export const ownFiles = 'long lists have files of their own: servers.file, arrivals.file';

/** A YAML text, understood. */
export interface YamlText extends Omit<PlainValue, 'faults'> {
  readonly document: Document.Parsed;
  /** The pairs of the mappings whose keys were looked for. */
  readonly keys: Map<YAMLMap, ReadonlyMap<string, Pair>>;
}

/**
 * Reads one YAML 1.2 document of the core schema.
 *
 * @returns the faults of the text where it has any; it is then not read to its end
 */
export function readYaml(text: string): YamlText | readonly Fault[] {
  const beyond = tooManyTokens(text);
  if (beyond !== undefined) {
    const message = `more than ${mostTokens.toLocaleString('en')} tokens of YAML`;
    return [{ offset: beyond, message, hint: ownFiles }];
  }
  const deep = tooDeep(text);
  if (deep !== undefined) {
    return [{ offset: deep, message: tooDeepMessage }];
  }
  const document = parseDocument(text, {
    prettyErrors: false,
    logLevel: 'error',
    schema: 'core',
    resolveKnownTags: false,
    // The parser's own check looks at all keys before each.
    uniqueKeys: false,
  });
  // What follows the first syntax error is mostly its consequence.
  const [syntax] = [...document.errors, ...document.warnings];
  if (syntax) return [inWords(syntax)];
  const { faults, ...plain } = plainValue(document);
  return faults.length > 0 ? faults : { document, keys: new Map(), ...plain };
}

function inWords({ code, message, pos: [offset] }: YAMLError): Fault {
  if (code === 'MULTIPLE_DOCS') {
    return {
      offset,
      message: 'a second document begins here',
      hint: 'a scenario is one document: remove ---',
    };
  }
  return { offset, message: `not valid YAML: ${shortened(message, LONGEST_TOLD)}` };
}
