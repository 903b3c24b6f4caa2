import { CST, isScalar, Lexer } from 'yaml';
import type { z } from 'zod';
import type { Fault } from './plain-value.js';
import type { Path } from './scenario-document.js';
import { scenarioSchema } from './schema.js';
import { schemasAt } from './schemas-at.js';
import { readYaml, type YamlText } from './yaml-text.js';

/**
 * The value that an option gives a setting as `text`. Blanks around it do not count. It is read as YAML, but what YAML
 * would read a part of only is the text itself: there are no comments, tags or anchors, and what is not in quotes or
 * brackets is one line. Where the setting takes texts and what YAML reads does not fit (`007`, `null`, `a: b`) or is
 * not YAML at all (`@x`, `a: b: c`), it is the text too; lists and mappings in brackets stay what they are.
 *
 * @param path - of the setting
 * @returns the faults of the YAML where no text is wanted
 */
export function givenValue(text: string, path: Path): { readonly value: unknown } | readonly Fault[] {
  const literal = text.trim();
  const kinds = schemasAt(scenarioSchema, path) as z.ZodType[];
  const fits = (value: unknown): boolean => kinds.some((kind) => kind.safeParse(value).success);
  const read = readValue(literal);
  if (!('value' in read)) return fits(literal) ? { value: literal } : read;
  const isBracketed = typeof read.value === 'object' && /^[[{]/.test(literal);
  return !isBracketed && !fits(read.value) && fits(literal) ? { value: literal } : read;
}

/** The value of `text` in YAML, or `text` itself where YAML would read a part of it only. */
export function readValue(text: string): { readonly value: unknown } | readonly Fault[] {
  if (hasComment(text)) return { value: text };
  const yaml = readYaml(text);
  if (!('document' in yaml)) return yaml;
  return { value: isWhole(yaml, text) ? yaml.value : text };
}

function hasComment(text: string): boolean {
  let isScalarNext = false;
  for (const token of new Lexer().lex(text)) {
    if (!isScalarNext && token.startsWith('#')) return true;
    isScalarNext = token === CST.SCALAR;
  }
  return false;
}

/** Whether the value is all of the text: a plain scalar as it is written, a quoted one, or a list or mapping. */
function isWhole({ document: { contents } }: YamlText, text: string): boolean {
  if (contents === null) return text === '';
  const [start, end] = contents.range;
  if (start > 0 || end < text.length) return false;
  return !isScalar(contents) || contents.type?.startsWith('QUOTE') === true || contents.source === text;
}
