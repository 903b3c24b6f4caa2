import { marketsInWords } from './arbitraries/market.js';
import type { Mechanism } from './mechanism.js';
import { mechanisms } from './mechanisms.js';
import { properties } from './properties.js';
import type { CheckTerms, Property } from './property.js';
import { splitProperties } from './split-properties.js';
import { taskSplits } from './task-splits.js';
import { valueProperties } from './value-properties.js';
import { values } from './values.js';
import type { Verdict } from './verdict.js';

/** Something to be tried, with the properties of its kind. */
export interface Subject {
  readonly title: string;
  /** What it is, in a word. */
  readonly kind: string;
  /** What it is tried on, in words: nothing is known beyond. */
  readonly scope: string;
  readonly properties: Readonly<Record<string, SubjectProperty>>;
}

/** A property, of one subject. */
export interface SubjectProperty {
  readonly title: string;
  check(terms: CheckTerms): Verdict;
}

/** A mechanism with every property of mechanisms. */
export function mechanismSubject(mechanism: Mechanism): Subject {
  return subject('mechanism', mechanism, properties, scopeOfMechanism);
}

/** Everything that there is to try, by the name that `vickrey lab` gives it. */
export const subjects: Readonly<Record<string, Subject>> = {
  ...all('mechanism', mechanisms, properties, scopeOfMechanism),
  ...all('value', values, valueProperties, () => 'games of 1 to 5 players, worths mostly from −12 to 12'),
  ...all('split', taskSplits, splitProperties, () => 'loads of 1 to 40 in coalitions of 1 to 5 members'),
};

function scopeOfMechanism({ domain }: Mechanism): string {
  return marketsInWords(domain);
}

function all<T extends { readonly title: string }>(
  kind: string,
  those: Readonly<Record<string, T>>,
  tried: Readonly<Record<string, Property<T>>>,
  scopeOf: (one: T) => string,
): Record<string, Subject> {
  return Object.fromEntries(
    Object.entries(those).map(([name, one]) => [name, subject(kind, one, tried, scopeOf)]),
  );
}

function subject<T extends { readonly title: string }>(
  kind: string,
  one: T,
  tried: Readonly<Record<string, Property<T>>>,
  scopeOf: (one: T) => string,
): Subject {
  const bound = Object.entries(tried).map(([name, property]): [string, SubjectProperty] => [
    name,
    { title: property.title, check: (terms) => property.check(one, terms) },
  ]);
  return { title: one.title, kind, scope: scopeOf(one), properties: Object.fromEntries(bound) };
}
