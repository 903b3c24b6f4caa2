import { createHash } from 'node:crypto';
import { jsonOf } from '../../input/json-text.js';
import { type Result, resultSchema } from '../result.js';

/** How a line begins. */
export const lineStart = '{"sha256":"';

const check = /^\{"sha256":"([0-9a-f]{64})","result":(.*)\}$/s;

/** A result as a line of the record, without a line end: JSON, its hash first. */
export function recordLine(result: Result): string {
  const text = JSON.stringify(result);
  return `${lineStart}${hashOf(text)}","result":${text}}`;
}

/** The result of a line, or undefined where it is not what was written, as after a crash. */
export function resultOnLine(line: string): Result | undefined {
  const [, hash, text] = check.exec(line) ?? [];
  if (text === undefined || hashOf(text) !== hash) return undefined;
  const parsed = resultSchema.safeParse(jsonOf(text));
  return parsed.success ? parsed.data : undefined;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
