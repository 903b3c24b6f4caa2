import { quoted } from '../input/harmless.js';
import { InputError } from '../input/input-error.js';
import { suggestion } from '../input/nearest.js';
import { ofTaskAuction } from '../lab/mechanism.js';
import { properties } from '../lab/properties.js';
import { mechanismSubject, type Subject, subjects } from '../lab/subjects.js';
import { OwnCodeFailure } from '../market/own-code-failure.js';
import { type NamedAuction, soldBy } from '../market/sold-by.js';
import { codeHash, type ImportModule } from '../scenario/import-module.js';
import { taskAuctionOf } from '../scenario/own-parts/task-auction.js';
import type { CodeGuard } from './code-guard.js';

/** What is to be tried, and what it is called. */
export interface NamedSubject {
  /** Of a mechanism of the user's own the path of its file. */
  readonly name: string;
  readonly subject: Subject;
  /** Of a mechanism of the user's own. */
  readonly guard?: CodeGuard;
}

/** How a mechanism of the user's own is had. */
interface OwnTerms {
  readonly importModule: ImportModule;
  /** Makes its guard. */
  guarded(): CodeGuard;
}

/**
 * The properties of what {@link namedSubject} gives: no code of the user's own is run.
 * @throws InputError where the name is neither that of a subject nor a path
 */
export function namedProperties(name: string): readonly string[] {
  if (Object.hasOwn(subjects, name)) return Object.keys(subjects[name]!.properties);
  if (/[./\\]/.test(name)) return Object.keys(properties);
  const hint = `${suggestion(name, Object.keys(subjects))}; a file of your own is given by its path, for example ./mine.mjs`;
  throw new InputError({ file: name, message: 'there is no such mechanism', hint });
}

/**
 * A subject of the lab by its name, or a mechanism of the user's own by its path.
 * @throws InputError where that cannot be loaded
 * @throws OwnCodeFailure where a mechanism of the user's own fails at its first bids
 */
export async function namedSubject(name: string, { guarded, importModule }: OwnTerms): Promise<NamedSubject> {
  if (Object.hasOwn(subjects, name)) return { name, subject: subjects[name]! };
  const own = taskAuctionOf(await importModule(name, await codeHash(name)), name);
  const guard = guarded();
  const auction = guard.auction(own);
  const twice = askedTwice(auction);
  try {
    // One that fails at once has no verdicts.
    const first = Array.from({ length: auction.leastServers ?? 2 }, (_, server) => server + 1);
    await guard.run(() => soldBy(twice, first));
  } catch (error) {
    await guard.close();
    throw error;
  }
  const mechanism = ofTaskAuction(twice, { scenario: { auction: { mechanism: name } } });
  return { name, subject: mechanismSubject(mechanism), guard };
}

/** What the lab would find of an auction with a memory or a coin of its own is chance: it is asked everything twice. */
function askedTwice(auction: NamedAuction): NamedAuction {
  const sell = (bids: readonly number[]) => {
    const [sale, again] = [soldBy(auction, bids), soldBy(auction, bids)];
    if (sale.winner === again.winner && sale.payment === again.payment) return sale;
    const answers = [sale, again]
      .map(({ winner, payment }) => `server ${winner} for ${payment}`)
      .join(', then ');
    const fault = 'must depend on bids alone';
    throw new OwnCodeFailure(
      `${auction.file}: the mechanism ${fault}, and answers bids ${bids.join(', ')} with ${answers}`,
      { fault },
    );
  };
  return { ...auction, sell };
}

/**
 * Some of the properties of a subject, by names with commas between them.
 *
 * @param known - all of its properties
 * @param option - which gave the names
 * @throws InputError where the subject has none of such a name
 */
export function chosenProperties(names: string, known: readonly string[], option: string): string[] {
  return names.split(',').map((text) => {
    const name = text.trim();
    if (known.includes(name)) return name;
    const message = `there is no property ${quoted(name)}`;
    throw new InputError({ file: option, message, hint: suggestion(name, known) });
  });
}
