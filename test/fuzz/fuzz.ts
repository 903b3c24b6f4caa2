import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { codecs } from './codecs.js';
import { mutated, mutations, type Sample } from './mutations.js';
import type { Outcome } from './read-in-thread.js';
import type { Reader } from './reader.js';
import { reduced } from './reduced.js';

const folder = fileURLToPath(new URL('./corpus/', import.meta.url));

/** Formats that have a corpus. */
export const formatNames = readdirSync(folder).sort();

/** Tries that go into making an input shorter. */
const TRIES = 300;

/** The samples of a format. */
export function corpusOf(format: string): Sample[] {
  const names = readdirSync(`${folder}${format}`).sort();
  return names.map((name) => ({ name, bytes: readFileSync(`${folder}${format}/${name}`) }));
}

/** What came of many inputs. */
export interface Fuzzed {
  readonly accepted: number;
  readonly refused: number;
  /** What is wrong with one of them, the input in its shortest form, and what to do with it; nothing if all is well. */
  readonly wrong: string;
}

/**
 * Has a reader read mutated samples of a format.
 *
 * @param runs - so many of them
 */
export async function fuzzed(
  format: string,
  reader: Pick<Reader, 'read'>,
  { runs, seed }: { runs: number; seed: number },
): Promise<Fuzzed> {
  const corpus = corpusOf(format);
  const counts = { accepted: 0, refused: 0 };
  const readIt = ({ bytes, name }: Sample): Promise<Outcome> => reader.read({ format, name, bytes });
  const property = fc.asyncProperty(mutations(corpus.length), async (mutation) => {
    const { outcome, wrong } = await readIt(mutated(corpus, mutation, codecs[format]));
    counts[outcome]++;
    return wrong === undefined;
  });
  const { counterexample } = await fc.check(property, {
    ...{ seed, numRuns: runs, interruptAfterTimeLimit: 300_000 },
  });
  if (!counterexample) return { ...counts, wrong: '' };
  const found = mutated(corpus, counterexample[0], codecs[format]);
  return { ...counts, wrong: await inWords(format, found, readIt) };
}

async function inWords(
  format: string,
  { bytes, name }: Sample,
  readIt: (sample: Sample) => Promise<Outcome>,
): Promise<string> {
  const { wrong } = await readIt({ name, bytes });
  const kind = kindOf(wrong);
  const isLike = async (shorter: Uint8Array): Promise<boolean> =>
    kindOf((await readIt({ name, bytes: shorter })).wrong) === kind;
  // What never ends takes its time again and again.
  const short = await reduced(bytes, isLike, /^is not done|^brings/.test(kind) ? 3 : TRIES);
  const told = Buffer.from(short).toString('latin1');
  const shown = told.length > 2000 ? `${told.slice(0, 2000)}… (${told.length} bytes)` : told;
  return [
    `${format}: ${wrong}`,
    `of the input, in latin1: ${JSON.stringify(shown)}`,
    `Mend the reader, and keep the input as test/fuzz/corpus/${format}/WHAT-IT-SHOWS${/\.\w+(\.gz)?$/.exec(name)?.[0]}`,
  ].join('\n');
}

/** Of what is wrong what stays the same as the input becomes shorter. */
function kindOf(wrong = ''): string {
  return wrong.replaceAll(/\d+/g, '0').slice(0, 60);
}
