import { harmlessLines } from '../../input/harmless.js';

/** A piece of a page that is safe to insert into another. */
export class Html {
  constructor(readonly text: string) {}
}

type Insertion = string | number | Html | readonly Html[] | undefined;

/** Template tag for pages: inserted text is escaped and made harmless, inserted {@link Html} is not; undefined is nothing. */
export function html(strings: TemplateStringsArray, ...insertions: Insertion[]): Html {
  return new Html(strings.reduce((page, text, i) => page + inserted(insertions[i - 1]) + text));
}

function inserted(value: Insertion): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return escaped(String(value));
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  // Line feeds stay: the scenario is shown in lines.
  return harmlessLines(text).replaceAll(/[&<>"']/g, (character) => entities[character]!);
}
