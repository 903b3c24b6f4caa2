import { join } from 'node:path';
import { harmless } from '../input/harmless.js';
import { idleNotes } from './idle-notes.js';
import { ownPartNotes } from './own-part-notes.js';
import { plainTable } from './plain-table.js';
import type { Style } from './style.js';
import { facts, taskParts } from './summary/facts.js';
import {
  auctionsListing,
  blocksListing,
  type Listing,
  levelsListing,
  serversListing,
  timesListing,
  trendsListing,
} from './summary/listings.js';
import { readableNumber } from './summary/readable-number.js';
import { spanOf } from './summary/span.js';
import { unservedNote } from './summary/unserved-note.js';
import type { SummaryDocument } from './summary-document.js';

/**
 * A summary for people at a terminal, ending in a line feed. `directory` is where the run was written, if it was;
 * without `style` the text is plain.
 */
export function summaryTable(
  summary: SummaryDocument,
  directory?: string,
  style: Style = (_, text) => text,
): string {
  const listings = [
    timesListing(summary),
    levelsListing(summary),
    trendsListing(summary),
    serversListing(summary, 10),
    auctionsListing(summary, 5),
    blocksListing(summary, 3),
  ];
  return [
    heading(summary, style),
    factTable(summary, style),
    ...noteLines(summary),
    ...listings.filter((listing) => listing !== undefined).map((listing) => listingTable(listing, style)),
    footer(summary, directory, style),
  ]
    .join('\n\n')
    .replaceAll(/ +$/gm, '');
}

/** Why a stalled run was not waited for. */
const stalls = {
  rounds: 'stalled: of the unfinished tasks none waits for an auction, and no server does any work',
  continuous:
    'stalled: failures undo the work on the unfinished tasks again and again, 100,000 times in a row or more: no server works long enough for them',
};

function heading(summary: SummaryDocument, style: Style): string {
  const { scenario, seed, digest, tasks, clock, stop } = summary;
  const parts = taskParts(summary).map(({ name, count }) => `${readableNumber(count)} ${name}`);
  return [
    `${style('bold', harmless(scenario))}  seed ${seed}  ${spanOf(summary)}  ${style('dim', `digest ${digest.slice(0, 16)}`)}`,
    `${readableNumber(tasks.arrived)} tasks arrived = ${parts.join(' + ')}`,
    ...(stop === 'stalled' ? [stalls[clock]] : []),
    ...unservedNote(summary),
  ].join('\n');
}

function factTable(summary: SummaryDocument, style: Style): string {
  const table = plainTable(['left', 'right', 'left']);
  for (const { name, value, note } of facts(summary)) table.push([name, value, style('dim', note)]);
  return table.toString();
}

/** Which parts are the user's own, and what does nothing of what the scenario says. */
function noteLines({ idleSettings = [], ownParts }: SummaryDocument): string[] {
  const notes = [...ownPartNotes(ownParts), ...idleNotes(idleSettings)];
  return notes.length > 0 ? [notes.join('\n')] : [];
}

function listingTable({ title, head, rows, words }: Listing, style: Style): string {
  if (rows.length === 0) return style('bold', title);
  const table = plainTable(head.map((_, column) => (words.includes(column) ? 'left' : 'right')));
  table.push(
    head.map((name) => style('dim', name)),
    ...rows,
  );
  return `${style('bold', title)}\n${table}`;
}

function footer({ timing }: SummaryDocument, directory: string | undefined, style: Style): string {
  const { cpuSeconds, wallSeconds, auctionsPerSecond, peakRssBytes } = timing;
  const show = readableNumber;
  const cost = `${show(wallSeconds)} s (${show(cpuSeconds)} s of CPU), ${show(auctionsPerSecond)} auctions/s, peak memory ${show(peakRssBytes / 2 ** 20)} MiB`;
  return `${style('dim', cost)}\n${directory === undefined ? '' : `written to ${harmless(directory)}; the report is ${harmless(join(directory, 'report.html'))}\n`}`;
}
