import { stringify } from 'yaml';
import type { Scenario } from '../../scenario/schema.js';
import { idleNotes } from '../idle-notes.js';
import { ownPartNotes } from '../own-part-notes.js';
import { facts, taskParts } from '../summary/facts.js';
import {
  auctionsListing,
  blocksListing,
  type Listing,
  levelsListing,
  serversListing,
  timesListing,
  trendsListing,
} from '../summary/listings.js';
import { readableNumber } from '../summary/readable-number.js';
import { spanOf } from '../summary/span.js';
import { unservedNote } from '../summary/unserved-note.js';
import type { SummaryDocument } from '../summary-document.js';
import { Html, html } from './html.js';
import { stylesheet } from './stylesheet.js';

/**
 * A run as one page that needs nothing else: no network, no script, no other file. It leaves the run's cost out, so
 * the same scenario and seed give the same bytes.
 *
 * @param figure - SVG of all panels, if there is anything to draw
 */
export function report(
  summary: SummaryDocument,
  scenario: Pick<Scenario, 'name'> & Pick<Scenario, 'description'>,
  figure: string | undefined,
): string {
  const blocks = blocksListing(summary, 5);
  const levels = levelsListing(summary);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${summary.scenario}, seed ${summary.seed}</title>
<style>${new Html(stylesheet)}</style>
</head>
<body>
<main>
${heading(summary, scenario)}
${accounting(summary)}
${[...ownPartNotes(summary.ownParts), ...idleNotes(summary.idleSettings ?? [])].map((note) => html`<p class="faint">${note}</p>`)}
<div class="tiles">${facts(summary).map(({ name, value, note }) => tile(name, value, note))}</div>
${figure === undefined ? undefined : html`<section><h2>The market over ${summary.clock === 'rounds' ? 'rounds' : 'time'}</h2><figure>${new Html(figure)}</figure></section>`}
${listing(trendsListing(summary))}
${listing(timesListing(summary))}
${levels && listing(levels)}
${listing(serversListing(summary, 100))}
${listing(auctionsListing(summary, 10))}
${blocks && listing(blocks, html`<p class="faint">Head of the chain: <code>${summary.ledger!.head}</code></p>`)}
<section><details open><summary>Scenario</summary><pre>${stringify(scenario)}</pre></details></section>
</main>
</body>
</html>
`;
  return page.text;
}

function heading(summary: SummaryDocument, { description }: Pick<Scenario, 'description'>): Html {
  const { scenario, seed, version, digest, trace } = summary;
  return html`<header>
<h1>${scenario}</h1>
${description === undefined ? undefined : html`<p>${description}</p>`}
<p class="faint">Seed ${seed}, ${spanOf(summary)}, vickrey ${version}<br>Digest <code>${digest}</code>
${trace && html`<br>Trace ${trace.file}: ${readableNumber(trace.replayed)} of ${readableNumber(trace.rows)} rows, SHA-256 <code>${trace.sha256}</code>`}</p>
</header>`;
}

function accounting(summary: SummaryDocument): Html {
  const parts = taskParts(summary).map(
    ({ name, count }, i) =>
      html`<i>${i === 0 ? '=' : '+'}</i><div><b>${readableNumber(count)}</b><span>${name}</span></div>`,
  );
  return html`<section><h2>Tasks</h2><div class="sum">
<div><b>${readableNumber(summary.tasks.arrived)}</b><span>arrived</span></div>${parts}
</div>${unservedNote(summary).map((note) => html`<p>${note}</p>`)}</section>`;
}

function tile(name: string, value: string, note: string): Html {
  return html`<div class="tile"><span>${name}</span><b>${value}</b><span>${note}</span></div>`;
}

function listing({ title, head, rows, words }: Listing, below?: Html): Html {
  const cell = (text: string, column: number) =>
    words.includes(column) ? html`<td class="word">${text}</td>` : html`<td>${text}</td>`;
  const headCell = (text: string, column: number) =>
    words.includes(column) ? html`<th class="word">${text}</th>` : html`<th>${text}</th>`;
  if (rows.length === 0) return html`<section><h2>${title}</h2></section>`;
  return html`<section><h2>${title}</h2><table>
<thead><tr>${head.map(headCell)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map(cell)}</tr>\n`)}</tbody>
</table>${below}</section>`;
}
