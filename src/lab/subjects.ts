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
  readonly properties: Readonly<Record<string, SubjectProperty>>;
}

/** A property, of one subject. */
export interface SubjectProperty {
  readonly title: string;
  check(terms: CheckTerms): Verdict;
}

/** A mechanism with every property of mechanisms. */
export function mechanismSubject(mechanism: Mechanism): Subject {
  return subject('mechanism', mechanism, properties);
}

/** Everything that there is to try, by the name that `vickrey lab` gives it. */
export const subjects: Readonly<Record<string, Subject>> = {
  ...all('mechanism', mechanisms, properties),
  ...all('value', values, valueProperties),
  ...all('split', taskSplits, splitProperties),
};

function all<T extends { readonly title: string }>(
  kind: string,
  those: Readonly<Record<string, T>>,
  tried: Readonly<Record<string, Property<T>>>,
): Record<string, Subject> {
  return Object.fromEntries(Object.entries(those).map(([name, one]) => [name, subject(kind, one, tried)]));
}

function subject<T extends { readonly title: string }>(
  kind: string,
  one: T,
  tried: Readonly<Record<string, Property<T>>>,
): Subject {
  const bound = Object.entries(tried).map(([name, property]): [string, SubjectProperty] => [
    name,
    { title: property.title, check: (terms) => property.check(one, terms) },
  ]);
  return { title: one.title, kind, properties: Object.fromEntries(bound) };
}
