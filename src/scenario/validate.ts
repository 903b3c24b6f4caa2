import { z } from 'zod';
import { quoted, shortened } from '../input/harmless.js';
import { InputError, type Problem } from '../input/input-error.js';
import { isSlip, nearest, suggestion } from '../input/nearest.js';
import { plainWords } from './plain-words.js';
import type { Path, ScenarioDocument } from './scenario-document.js';
import { type Scenario, scenarioSchema } from './schema.js';
import { type Kind, namedKinds } from './schemas-at.js';

type Issue = z.core.$ZodIssue;

/**
 * The scenario that a document describes, with every default.
 *
 * @throws InputError with everything that the schema refuses, each at its place
 */
export function validate(document: ScenarioDocument): Scenario {
  return accepted(scenarioSchema, document);
}

/**
 * What a document says, as `schema` reads it.
 *
 * @throws InputError with everything that the schema refuses, each at its place
 */
export function accepted<T>(schema: z.ZodType<T>, document: ScenarioDocument): T {
  const explanation = new Explanation(document, schema);
  const result = schema.safeParse(document.value, { reportInput: true, error: explanation.words });
  if (result.success) return result.data;
  const issues = tightest(result.error.issues);
  const found = new Found(issues);
  const causes = issues.filter((issue) => !found.explains(issue) && !explanation.isMisspelt(issue, found));
  throw new InputError(causes.flatMap((issue) => explanation.of(issue)).sort(byPlace));
}

/** All issues, by where they are: who asks of each for others would else look at all of them each time. */
class Found {
  /** Places of values of the wrong type, and of all that hold a value that is wrong by itself. */
  private readonly wrongTypes = new Set<string>();
  private readonly holders = new Set<string>();
  private readonly unknownKeys = new Map<string, UnknownKeys[]>();

  constructor(issues: readonly Issue[]) {
    for (const issue of issues) {
      const { code, path } = issue;
      if (code === 'invalid_type') this.wrongTypes.add(placed(path));
      if (code === 'unrecognized_keys') {
        this.unknownKeys.set(placed(path), [...this.unknownKeysOf(path), issue]);
      }
      if (code === 'custom') continue;
      for (let depth = 0; depth <= path.length; depth++) this.holders.add(placed(path.slice(0, depth)));
    }
  }

  /**
   * Whether an issue is about how the parts of a value go together, while one of the parts is wrong by itself, or about the
   * size of a value of the wrong type: a text has a length as a list has.
   */
  explains({ code, path }: Issue): boolean {
    if (code === 'custom') return this.holders.has(placed(path));
    return (code === 'too_small' || code === 'too_big') && this.wrongTypes.has(placed(path));
  }

  /** Of the mapping at `path`. */
  unknownKeysOf(path: Path): readonly UnknownKeys[] {
    return this.unknownKeys.get(placed(path)) ?? [];
  }
}

type UnknownKeys = Extract<Issue, { code: 'unrecognized_keys' }>;

function placed(path: Path): string {
  return JSON.stringify(path.map(String));
}

/** Of several bounds that a value passes, the last is the tightest. */
function tightest<T extends Issue>(issues: readonly T[]): T[] {
  return issues.filter(({ code, path }, i) => {
    const next = issues[i + 1];
    const same = next?.code === code && next.path.length === path.length;
    return !(same && next.path.every((step, depth) => path[depth] === step));
  });
}

/** As a reader of the file meets them; what has no line comes first. */
function byPlace(a: Problem, b: Problem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** Keys that are looked for in another place than theirs. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ['learning.backend', 'learning.neural.trainer'],
  ['learning.trainer', 'learning.neural.trainer'],
  ['learning.neural.backend', 'learning.neural.trainer'],
]);

/** Turns what the schema reports into problems that a user can act on. */
class Explanation {
  /** The keys that the mapping of an issue may have, by the issue's own list of unknown ones. */
  private readonly knownKeys = new WeakMap<readonly string[], string[]>();

  constructor(
    private readonly document: ScenarioDocument,
    private readonly schema: z.ZodType,
  ) {}

  /** Words for one issue. Called while the schema still says which part of it refused. */
  readonly words = (issue: z.core.$ZodRawIssue): string => {
    if (issue.code === 'unrecognized_keys' && issue.schema instanceof z.ZodObject) {
      this.knownKeys.set(issue.keys, Object.keys(issue.schema.shape));
      return 'unknown key';
    }
    return plainWords(issue);
  };

  of(issue: Issue, parent: Path = []): Problem[] {
    const path = [...parent, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return this.unknownKeys(path, issue.keys, this.knownKeys.get(issue.keys) ?? []);
    }
    if (issue.code === 'invalid_union' && issue.discriminator === undefined) return this.ofUnion(issue, path);
    return [this.wrongValue(issue, path)];
  }

  /**
   * A value that may be of several kinds is explained by the kind that the user meant: the one whose keys it
   * has. Where it has the keys of none, the keys that no kind knows are the mistake.
   */
  private ofUnion(issue: z.core.$ZodIssueInvalidUnion, path: Path): Problem[] {
    const meant = issue.errors.find(
      (kind) => !kind.some((inner) => isOtherKind(inner) || isOtherKeys(inner)),
    );
    if (meant) return tightest(meant).flatMap((inner) => this.of(inner, path));
    const known = [...new Set(issue.errors.flat().flatMap((inner) => this.keysKnownTo(inner)))];
    const unknown =
      known.length === 0 ? [] : Object.keys(issue.input as object).filter((key) => !known.includes(key));
    if (unknown.length > 0) return this.unknownKeys(path, unknown, known);
    return [this.wrongValue(issue, path)];
  }

  private keysKnownTo(issue: Issue): string[] {
    return (hasOtherKeys(issue) && this.knownKeys.get(issue.keys)) || [];
  }

  /** Whether a key is missing that an unknown key beside it was meant to be. */
  isMisspelt(issue: Issue, found: Found): boolean {
    if (issue.input !== undefined || issue.path.length === 0) return false;
    const mapping = issue.path.slice(0, -1);
    const missing = issue.path.at(-1);
    return found.unknownKeysOf(mapping).some((other) => {
      const known = this.knownKeys.get(other.keys) ?? [];
      const kinds = namedKinds(this.schema, mapping);
      return other.keys.some((key) => !isOfOther(key, known, kinds) && nearest(key, known) === missing);
    });
  }

  /** Unknown keys of a mapping; those that are of other kinds of it are told together, as one mistake. */
  private unknownKeys(path: Path, keys: readonly string[], known: string[]): Problem[] {
    const kinds = namedKinds(this.schema, path);
    const ofOthers = keys.filter((key) => isOfOther(key, known, kinds));
    const strange = keys.filter((key) => !ofOthers.includes(key));
    return [
      ...(ofOthers.length > 0 ? [this.keysOfOthers(path, ofOthers, kinds)] : []),
      ...strange.map((key) => this.unknownKey(path, key, known)),
    ];
  }

  /** Keys that the mapping would have if it were of another kind. */
  private keysOfOthers(path: Path, keys: readonly string[], kinds: readonly Kind[]): Problem {
    const able = kinds.filter((kind) => keys.every((key) => kind.keys.includes(key)));
    const owners =
      able.length > 0 ? able : kinds.filter((kind) => keys.some((key) => kind.keys.includes(key)));
    const { discriminator } = kinds[0]!;
    const names = owners.map(({ name }) => name).join(', ');
    const name = [...path, discriminator].map(String).join('.');
    const given = valueAt(this.document.value, [...path, discriminator]);
    const of = `${keys.length === 1 ? 'it is a key' : 'these are keys'} of ${discriminator}: ${names}`;
    const hint =
      given === undefined
        ? `${of}; say ${name}${owners.length === 1 ? `: ${names}` : ''}`
        : `${of}, not of ${shortened(String(given))}; leave ${keys.length === 1 ? 'it' : 'them'} out, or give ${path.map(String).join('.')} as a whole`;
    const words = `unknown key${keys.length === 1 ? '' : 's'} ${keys.map(quoted).join(', ')}`;
    return { ...this.document.placeOfKey([...path, keys[0]!]), message: labelled(path, words), hint };
  }

  private unknownKey(path: Path, key: string, known: string[]): Problem {
    const place = this.document.placeOfKey([...path, key]);
    const meant = elsewhere.get([...path, key].join('.'));
    const hint = meant === undefined ? suggestion(key, known) : `did you mean '${meant}'?`;
    return { ...place, message: labelled(path, `unknown key ${quoted(key)}`), hint };
  }

  private wrongValue(issue: Issue, path: Path): Problem {
    const given = givenTo(issue);
    const name = typeof given === 'string' ? nearest(given, namesOf(issue)) : undefined;
    const hint = name === undefined ? quotesHint(issue) : `did you mean '${name}'?`;
    return { ...this.document.placeOf(path), message: labelled(path, issue.message), hint };
  }
}

/** A text that YAML reads as something else, `007` or `true`, is one in quotes. */
function quotesHint({ code, input, ...rest }: Issue): string | undefined {
  const isText = code === 'invalid_type' && 'expected' in rest && rest.expected === 'string';
  const isScalar = typeof input === 'number' || typeof input === 'boolean';
  return isText && isScalar ? 'in quotes it is a text' : undefined;
}

function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const step of path) found = (found as Record<PropertyKey, unknown> | undefined)?.[step];
  return found;
}

/** `servers.count: must be …`; the root has no name. */
export function labelled(path: Path, message: string): string {
  return path.length === 0 ? message : `${path.map((step) => shortened(String(step))).join('.')}: ${message}`;
}

/** Whether an unknown key is one of another kind, and no slip of one that is known. */
function isOfOther(key: string, known: readonly string[], kinds: readonly Kind[]): boolean {
  return kinds.some((kind) => kind.keys.includes(key)) && !known.some((name) => isSlip(key, name));
}

/** Whether a kind was refused because the value is not of its type at all. */
function isOtherKind(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

/** Whether a kind was refused because the value lacks a key of it, or has another. */
function isOtherKeys(issue: Issue): boolean {
  return hasOtherKeys(issue) || (issue.path.length === 1 && issue.input === undefined);
}

/** Whether a kind was refused because the value itself, not something in it, has another key. */
function hasOtherKeys(issue: Issue): issue is z.core.$ZodIssueUnrecognizedKeys {
  return issue.code === 'unrecognized_keys' && issue.path.length === 0;
}

function givenTo(issue: Issue): unknown {
  if (issue.code !== 'invalid_union' || issue.discriminator === undefined) return issue.input;
  return (issue.input as Record<string, unknown>)[issue.discriminator];
}

/** The names among which the user may have meant one. */
function namesOf(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union') return [];
  if (issue.discriminator === undefined) return issue.errors.flat().flatMap(namesOf);
  return ('options' in issue ? (issue.options ?? []) : []).map(String);
}
