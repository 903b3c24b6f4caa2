import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { report } from '../../src/output/report/report.js';
import { type Scenario, scenarioSchema } from '../../src/scenario/schema.js';
import { summarySample } from './sample-summary.js';

const scenario: Scenario = scenarioSchema.parse({ name: 'two servers', description: 'for tests' });
const figure = '<svg xmlns="http://www.w3.org/2000/svg"><text>Loads</text></svg>';
const page = report(summarySample, scenario, figure);

/** The text of a page as a reader sees it. */
function textOf(html: string): string {
  const body = html.slice(html.indexOf('<body>'));
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return body
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&([^;]+);/g, (_, name: string) => entities[name]!)
    .replaceAll(/[^\S\n]+/g, ' ');
}

const account = {
  ...{ sha256: 'ab', rows: 3, replayed: 2, afterEnd: 1 },
  ...{ skipped: {}, skippedLines: {}, unread: [] },
};

test('a report asks nothing of a network and runs no script', () => {
  expect(page).not.toMatch(/<(script|link|img|iframe|object|embed)\b/i);
  expect(page).not.toMatch(/\b(src|href)=|url\(|@import/i);
  expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/);
  expect(page).toContain("default-src 'none'");
});

test('tasks are accounted for as a sum', () => {
  expect(textOf(page).replaceAll(/\s+/g, ' ')).toContain(
    '1,234 arrived = 1,190 completed + 14 unfinished + 30 rejected + 0 lost',
  );
});

test('a report holds figures, trends, times, servers, auctions, blocks and the scenario', () => {
  const text = textOf(page).replaceAll(/\s+/g, ' ');
  for (const part of [
    'two servers',
    'for tests',
    summarySample.digest,
    'Loads',
    'reserve 20 25.5 23.25 ± 1.5 24.5 ± 0.25',
    'total load 20 98,765',
    'waiting – – – – –',
    'sojourn 1.5 1 3 5 8',
    '0 31.25 1.063 200 12.5',
    '0 0 0 7.5 1 0 9.25 9.5 9.5 assigned-coalition',
    '1 0 1 17 – 30 31 0 rejected',
    `1 round 2 ${summarySample.firstBlocks![1]!.hash}`,
    summarySample.ledger!.head,
  ]) {
    expect(text).toContain(part);
  }
});

test('the scenario is shown as the YAML that runs it', () => {
  const shown = /<pre>([\s\S]*?)<\/pre>/.exec(page)![1]!;
  expect(parse(shown.replaceAll('&quot;', '"').replaceAll('&#39;', "'"))).toEqual(scenario);
});

test('what a user wrote is text, never markup', () => {
  const hostile = `</pre><script>alert("x")</script>&'`;
  const trace = { ...account, file: hostile };
  const summary = { ...summarySample, scenario: hostile, trace };
  const html = report(summary, { ...scenario, name: hostile, description: hostile }, undefined);
  expect(html).not.toContain('<script');
  expect(html.match(/<\/pre>/g)).toHaveLength(1);
  expect(textOf(html).split(hostile).length - 1).toBeGreaterThanOrEqual(3);
});

test('what a run has not is left out', () => {
  const { ledger: _, firstBlocks: __, ...summary } = summarySample;
  const html = report(summary, scenarioSchema.parse({}), undefined);
  expect(html).not.toMatch(/<figure|ledger<|undefined|Trace /);
});

test('the cost of a run is not part of its report', () => {
  const timing = { ...summarySample.timing, wallSeconds: 99, peakRssBytes: 1 };
  expect(report({ ...summarySample, timing }, scenario, figure)).toBe(page);
});

test('characters that a page cannot hold are shown as escapes, wherever a user wrote them', () => {
  const name = 'a\u0000\u001b[31m\u009b\ud800\uffffb';
  const trace = { ...account, file: name };
  const html = report(
    { ...summarySample, scenario: name, trace },
    { ...scenario, name, description: name },
    figure,
  );
  expect(html).not.toMatch(/[^\P{Cc}\n\t]|\p{Cs}|\uffff/u);
  expect(html).toContain('<h1>a\\x00\\x1b[31m\\x9b\\ud800\\uffffb</h1>');
});
