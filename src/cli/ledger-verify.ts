import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { faultInWords } from '../input/fault-in-words.js';
import { InputError } from '../input/input-error.js';
import { type LedgerVerdict, verifyLedger } from '../output/ledger/verify-ledger.js';
import { finishBeforeReading } from '../storage/publishing.js';
import { NegativeVerdict } from './failure.js';
import { print, printJson } from './print.js';

interface VerifyOptions {
  head?: string;
  json?: true;
}

/** `vickrey ledger verify FILE`. @throws NegativeVerdict, after printing it, where a block is bad */
export function verifyLedgerFile(file: string, options: VerifyOptions): void {
  show(file, requireIntact(file, options), options);
}

/**
 * Verifies a ledger, once its folder is as the last run has left it. Prints the verdict only where it is bad.
 *
 * @throws NegativeVerdict where a block is bad
 * @throws InputError where the file cannot be read, or a run is about to replace it
 */
export function requireIntact(file: string, options: VerifyOptions): LedgerVerdict & { ok: true } {
  requireNoFolder(file);
  finishBeforeReading(dirname(file));
  const verdict = verdictOn(file, options.head);
  if (verdict.ok) return verdict;
  show(file, verdict, options);
  throw new NegativeVerdict();
}

/** @throws InputError where a folder is named, with the ledger in it */
function requireNoFolder(file: string): void {
  const ledger = join(file, 'ledger.ndjson');
  if (!existsSync(ledger)) return;
  throw new InputError({ file, message: 'is a folder, not a file', hint: `the ledger in it is ${ledger}` });
}

function show(file: string, verdict: LedgerVerdict, { json }: VerifyOptions): void {
  if (json) printJson(verdict);
  else print(`${inWords(file, verdict)}\n`);
}

function verdictOn(file: string, head: string | undefined): LedgerVerdict {
  try {
    return verifyLedger(file, head);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError({ file, message: `cannot be read: ${faultInWords(error)}` });
  }
}

function inWords(file: string, verdict: LedgerVerdict): string {
  if (!verdict.ok) return `${file}:${verdict.line}: block ${verdict.block} is bad: ${verdict.reason}`;
  return `${file}: ${verdict.blocks} blocks with ${verdict.events} auctions are intact, head ${verdict.head}`;
}
