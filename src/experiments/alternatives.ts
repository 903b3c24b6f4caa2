import { basename } from 'node:path';
import { InputError, type Problem } from '../input/input-error.js';
import { loadScenario, type Reading } from '../scenario/load.js';
import { readScenarioDocument } from '../scenario/read-document.js';
import { TraceMemory } from '../scenario/trace-memory.js';
import { type Alternative, requireSameWarmup } from './alternative.js';

/** One that is a file, or a file with other values in it. */
export interface FileAlternative extends Alternative {
  readonly file: string;
  /** What it changes of the file, as `path=value`. */
  readonly vary: readonly string[];
}

/** What makes alternatives of the same files. */
interface Variations extends Reading {
  /** For all of them, as `path=value`. */
  readonly set: readonly string[];
  /** As `path=a,b,c`. */
  readonly vary: readonly string[];
}

/**
 * Loads what is to be compared: every file under every combination of the varied values.
 *
 * @param vary - `path=a,b,c`: values as of `--set`, with commas between them that stand in no brackets or quotes
 * @throws InputError with everything that is wrong, where there are not two of them, or where warm-up is left to MSER-5
 */
export async function loadAlternatives(
  files: readonly string[],
  { set, traces = new TraceMemory(), vary, ...reading }: Variations,
): Promise<FileAlternative[]> {
  const planned = plan(files, vary);
  if (planned.length < 2) {
    // A sweep, or what is no scenario at all, has nothing to be varied.
    await readScenarioDocument(files[0]!);
    throw new InputError({
      message: 'there is nothing to compare with',
      hint: 'name two scenarios or more, or vary one: --vary balancer=auction,power-of-d',
    });
  }
  const problems = new Map<string, Problem>();
  const alternatives: FileAlternative[] = [];
  for (const { name, file, vary } of planned) {
    try {
      const loaded = await loadScenario(file, { ...reading, set, vary, traces });
      requireSameWarmup(loaded, file);
      alternatives.push({ name, file, vary, loaded });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      // What is wrong with a file is wrong with each of its alternatives, and told once.
      for (const problem of error.problems) problems.set(JSON.stringify(problem), problem);
    }
  }
  if (problems.size > 0) throw new InputError([...problems.values()]);
  return alternatives;
}

type Plan = Omit<FileAlternative, 'loaded'>;

function plan(files: readonly string[], vary: readonly string[]): Plan[] {
  let combinations: string[][] = [[]];
  for (const values of vary.map(variations)) {
    combinations = combinations.flatMap((before) => values.map((value) => [...before, value]));
  }
  const plans = files.flatMap((file) =>
    combinations.map((vary) => ({ name: nameOf(file, vary, files), file, vary })),
  );
  const taken = new Set<string>();
  return plans.map((each) => {
    let name = each.name;
    for (let n = 2; taken.has(name); n++) name = `${each.name} (${n})`;
    taken.add(name);
    return { ...each, name };
  });
}

/** What tells it from the others: its file where there are several, with its folder where two are called the same, and its values. */
function nameOf(file: string, vary: readonly string[], files: readonly string[]): string {
  const isShort = files.every((other) => other === file || basename(other) !== basename(file));
  const short = (isShort ? basename(file) : file).replace(/\.(ya?ml|json)$/i, '');
  const values = vary.map((text) => text.slice(text.indexOf('=') + 1).trim());
  return [...(files.length > 1 ? [short] : []), ...values].join(' ');
}

/** `path=a`, `path=b` … of `path=a,b`. */
function variations(text: string): string[] {
  const equals = text.indexOf('=');
  const path = text.slice(0, Math.max(0, equals));
  if (path === '') {
    const hint = 'for example: --vary balancer=auction,power-of-d';
    throw new InputError({ file: `--vary ${text}`, message: 'must be path=value,value…', hint });
  }
  if (path === 'seed') {
    const hint = 'every alternative runs under the same seeds; --seed chooses them';
    throw new InputError({ file: `--vary ${text}`, message: 'a seed cannot be compared', hint });
  }
  return separated(text.slice(equals + 1)).map((value) => `${path}=${value}`);
}

/**
 * The parts of a text between commas that stand in no brackets or quotes. As in YAML, a quote or bracket opens where a
 * value begins: that of `it's` or `trace[1.csv` is a character of the value.
 */
function separated(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!;
    const begins = (depth === 0 ? /^\s*$/ : /[[{,:]\s*$/).test(text.slice(start, i));
    if (begins && (letter === '"' || letter === "'")) i = closing(text, i);
    else if ('[{'.includes(letter) && (depth > 0 || begins)) depth++;
    else if (']}'.includes(letter) && depth > 0) depth--;
    else if (letter === ',' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Where the quote at `open` closes, or the end of the text. */
function closing(text: string, open: number): number {
  const quote = text[open]!;
  for (let i = open + 1; i < text.length; i++) {
    if (quote === '"' && text[i] === '\\') i++;
    else if (text[i] === quote) return i;
  }
  return text.length;
}
