import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { broken } from './broken-format.js';
import { ForbiddenWrites } from './forbidden-writes.js';
import { type Format, formats } from './formats.js';

/** An input, and what it is read as. */
export interface Reading {
  readonly format: string;
  /** The name of its file: its end says what it is packed with. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What came of it. */
export interface Outcome {
  readonly outcome: 'accepted' | 'refused';
  /** Why that is not as it should be. */
  readonly wrong?: string;
}

/** Characters of a refusal. */
const LONGEST = 20_000;

const folder = workerData as string;
const writes = new ForbiddenWrites();
const port = parentPort!;

async function read({ format: name, name: file, bytes }: Reading): Promise<Outcome> {
  const all: Record<string, Format> = { ...formats, broken };
  const format = all[name]!;
  const place = mkdtempSync(join(folder, 'input-'));
  const path = join(place, file);
  writeFileSync(path, bytes);
  for (const [beside, text] of Object.entries(format.beside ?? {})) writeFileSync(join(place, beside), text);
  writes.allowed = format.writes === true ? place : undefined;
  const found = await outcomeOf(format, path);
  const [written] = writes.take();
  writes.allowed = folder;
  rmSync(place, { recursive: true, force: true });
  return written === undefined ? found : { ...found, wrong: `writes: ${written}` };
}

async function outcomeOf({ isRefusal, read: readIt }: Format, path: string): Promise<Outcome> {
  try {
    await readIt(path);
    return { outcome: 'accepted' };
  } catch (error) {
    if (!(error instanceof Error) || !isRefusal(error)) {
      const stack = error instanceof Error ? error.stack : String(error);
      return { outcome: 'refused', wrong: `throws what is no refusal: ${stack}` };
    }
    const wrong = wrongWith(error, path);
    return { outcome: 'refused', ...(wrong !== undefined && { wrong }) };
  }
}

/** What is wrong with the words of a refusal. */
function wrongWith(error: Error, path: string): string | undefined {
  const { message } = error;
  if (message.length > LONGEST) return `refuses in ${message.length} characters`;
  if (/(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(message))
    return `refuses in words that are not harmless: ${JSON.stringify(message)}`;
  if (!/\w/.test(message)) return 'refuses without a word';
  if (!('problems' in error)) return undefined;
  const placed = (error.problems as { file?: string }[]).filter(({ file }) => file !== undefined);
  // A line that comes over a pipe has no file.
  if (placed.length > 0 || path.endsWith('.json') || path.endsWith('.jsonl')) return undefined;
  return `does not say where: ${message}`;
}

writes.watch();
writes.allowed = folder;
port.on('message', async (reading: Reading) => port.postMessage(await read(reading)));
port.postMessage('ready');
