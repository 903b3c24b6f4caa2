import type { z } from 'zod';
import { quoted, shortened } from '../input/harmless.js';
import { shortNumber, smallest } from '../input/magnitude.js';
import { expectation, goesUnsaid } from './expectation.js';

/** Keys of a mapping that are shown, and characters of one. */
const KEYS_SHOWN = 5;
const LONGEST_KEY = 30;

/** Says what is wrong with a value in words that follow its path: `must be a whole number ≥ 1, got 'abc'`. */
export function plainWords(issue: z.core.$ZodRawIssue): string {
  const schema = issue.schema ?? (issue.inst as z.core.$ZodType);
  const isDiscriminator = issue.code === 'invalid_union' && issue.discriminator !== undefined;
  const got = isDiscriminator ? (issue.input as Record<string, unknown>)[issue.discriminator!] : issue.input;
  const must = `must be ${isDiscriminator ? oneOf(issue.options as readonly unknown[]) : accepted(issue, schema)}`;
  return got === undefined
    ? `is missing: it ${must}`
    : `${must}, got ${typeof got === 'number' ? numberAsWritten(got) : shown(got)}`;
}

/** Bounds that go without saying are said where they are passed. */
function accepted(issue: z.core.$ZodRawIssue, schema: z.core.$ZodType): string {
  if (issue.code === 'too_big') {
    const { maximum } = issue;
    if (Array.isArray(issue.input)) return `a list of at most ${maximum}`;
    if (typeof maximum === 'number' && goesUnsaid(maximum)) return `at most ${shortNumber(maximum)}`;
  }
  if (issue.code === 'too_small' && typeof issue.minimum === 'number') {
    const { input, minimum } = issue;
    const tiny = minimum === smallest && typeof input === 'number' && input > 0;
    if (tiny || goesUnsaid(minimum)) return `at least ${shortNumber(minimum)}`;
  }
  return expectation(schema);
}

function oneOf(options: readonly unknown[]): string {
  // A name that may be left out has undefined among its values.
  const names = options.filter((option) => option !== undefined);
  return `one of ${names.map((option) => `'${String(option)}'`).join(', ')}`;
}

/** A value as a message shows it: texts up to some length, and of lists and mappings nothing that is in them. */
export function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return `a mapping of ${keysOf(value)}`;
  if (typeof value === 'number') return shortNumber(value);
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? quoted(value) : `a ${typeof value}`;
}

/** As YAML writes it. */
function numberAsWritten(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  return shortNumber(value);
}

/** The first keys of a mapping, and how many there are where there are more. */
function keysOf(value: object): string {
  const keys = Object.keys(value);
  if (keys.length === 0) return 'nothing';
  const shown = keys.slice(0, KEYS_SHOWN).map((key) => shortened(key, LONGEST_KEY));
  return keys.length > KEYS_SHOWN ? `${keys.length} keys: ${shown.join(', ')}, …` : shown.join(', ');
}
