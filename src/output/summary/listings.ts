import type { LevelSummary, Summary, Times } from '../../simulation/summary.js';
import type { SummaryDocument } from '../summary-document.js';
import { readableNumber } from './readable-number.js';

/** A table for people. Every cell is text; all columns but those named in `words` hold numbers. */
export interface Listing {
  title: string;
  head: string[];
  rows: string[][];
  /** Positions of columns that are read as words. */
  words: number[];
}

const show = readableNumber;

/** Waiting and sojourn times of completed tasks, of all and by SLA class. */
export function timesListing({ clock, waiting, sojourn, classes, trace }: Summary): Listing {
  const withheld = ({ mean, halfWidth, least }: Times): string => {
    if (clock === 'rounds' || mean === null || halfWidth !== null) return '';
    if (least === null) return 'no interval: no number of tasks is known to be enough';
    return `too short for an interval: at least ${show(least)} measured tasks`;
  };
  const row = (name: string, times: Times) => {
    const { mean, halfWidth, p50, p90, p99, p999 } = times;
    const told = halfWidth === null ? show(mean) : `${show(mean)} ± ${show(halfWidth)}`;
    return [name, told, ...[p50, p90, p99, p999].map(show), withheld(times)];
  };
  const each = Object.entries(classes).filter(([, { sojourn }]) => sojourn.mean !== null);
  const rows = [
    row('waiting', waiting),
    row('sojourn', sojourn),
    ...each.flatMap(([name, times]) => [
      row(`waiting, ${name}`, times.waiting),
      row(`sojourn, ${name}`, times.sojourn),
    ]),
  ];
  const head = ['', 'mean', 'p50', 'p90', 'p99', 'p99.9', ''];
  // Where no row has a note there is no column of notes.
  const columns = rows.some((cells) => cells.at(-1) !== '') ? head.length : head.length - 1;
  return {
    title: `Times in ${clock === 'rounds' ? 'rounds' : `units of time, means with 95 % intervals${trace ? ' of traces that go on like this one' : ''}`}`,
    head: head.slice(0, columns),
    rows: rows.map((cells) => cells.slice(0, columns)),
    words: [0, 6],
  };
}

/** Averages over time, and whether they agree with what tasks tell; undefined in rounds. */
export function levelsListing(summary: Summary): Listing | undefined {
  const { levels } = summary;
  if (levels === undefined) return undefined;
  if (levels.to <= levels.from) {
    return { title: `Averages over time: none, ${whyNone(summary, levels)}`, head: [], rows: [], words: [] };
  }
  const {
    from,
    to,
    warmup,
    tasksInSystem,
    tasksWaiting,
    tasksInService,
    tasksPaused,
    statesError,
    slotsAtWork,
    littlesLaw,
  } = levels;
  const { throughput, sojourn, gap, error } = littlesLaw;
  return {
    title: `Averages over time, from ${show(from)} to ${show(to)}${warmup === 0 ? '' : `, without the first ${show(warmup)} tasks`}`,
    head: ['', 'average', ''],
    rows: [
      ['tasks in the system', show(tasksInSystem), ''],
      ['of these waiting', show(tasksWaiting), 'work on them has not begun'],
      ['in service', show(tasksInService), 'a part of them is served'],
      [
        'paused',
        show(tasksPaused),
        `begun and not served; the three add up to all, but for ${exponent(statesError)}`,
      ],
      ['slots at work', show(slotsAtWork), ''],
      [
        "Little's law",
        show(product(throughput, sojourn)),
        `throughput ${show(throughput)} × sojourn ${show(sojourn)}; ${show(product(100, gap))} % off by tasks that the ends cut, ${exponent(error)} when they are accounted for`,
      ],
    ],
    words: [0, 2],
  };
}

/** Why the measured window has no length. */
function whyNone({ tasks, window }: Summary, { from, warmup }: LevelSummary): string {
  if (tasks.arrived === 0) return 'no task arrived';
  if (window.tasks === 0) return `the run was over before its warm-up of ${show(warmup)} tasks`;
  return `all ${warmup === 0 ? '' : 'measured '}tasks arrived at time ${show(from)}`;
}

function product(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one * other;
}

function exponent(error: number | null): string {
  return error === null || error === 0 ? show(error) : error.toExponential(0).replace('-', '−');
}

/** How the market moved over the run; "late" is the last half of its rounds. */
export function trendsListing({ clock, trends }: Summary): Listing {
  const units = clock === 'rounds' ? 'rounds' : 'samples';
  const row = (name: string, trend: Summary['trends']['fairness']) => [
    name,
    show(trend.first),
    show(trend.last),
    `${show(trend.mean)} ± ${show(trend.standardDeviation)}`,
    trend.lateMean === null ? show(null) : `${show(trend.lateMean)} ± ${show(trend.lateStandardDeviation)}`,
  ];
  return {
    title: `Trends over ${units}, mean ± standard deviation`,
    head: ['', 'first', 'last', `all ${units}`, 'late half'],
    rows: [
      ...(trends.reserve === null ? [] : [row('reserve', trends.reserve)]),
      row('fairness', trends.fairness),
      row('social welfare', trends.welfare),
      row('total load', trends.totalLoad),
    ],
    words: [0],
  };
}

/** The first `limit` recorded servers as the run left them. */
export function serversListing({ servers }: Summary, limit: number): Listing {
  return {
    title: `Servers at the end${ofAll(limit, servers.length)}`,
    head: ['server', 'load', 'sensitivity', 'utility', 'Shapley value'],
    rows: servers
      .slice(0, limit)
      .map(({ server, load, sensitivity, utility, shapley }) => [
        String(server),
        ...[load, sensitivity, utility, shapley].map(show),
      ]),
    words: [],
  };
}

/** The first `limit` auctions. */
export function auctionsListing({ firstAuctions, auctions, trends }: Summary, limit: number): Listing {
  const first = firstAuctions.slice(0, limit);
  return {
    title: `First ${trends.reserve === null ? 'placements' : 'auctions'}${ofAll(first.length, auctions.total)}`,
    head: [
      'auction',
      'time',
      'task',
      'load',
      'winner',
      'partners',
      'winning bid',
      'second price',
      'payment',
      'status',
    ],
    rows: first.map((auction) => [
      String(auction.auction),
      show(auction.time),
      String(auction.task),
      show(auction.load),
      auction.winner === null ? '–' : String(auction.winner),
      auction.partners.join(', '),
      ...[auction.winningBid, auction.secondPrice, auction.payment].map(show),
      auction.status,
    ]),
    words: [9],
  };
}

/** The first `limit` blocks of the ledger; undefined where the run kept none. */
export function blocksListing({ ledger, firstBlocks }: SummaryDocument, limit: number): Listing | undefined {
  if (ledger === undefined || firstBlocks === undefined) return undefined;
  const first = firstBlocks.slice(0, limit);
  return {
    title: `First blocks of the ledger${ofAll(first.length, ledger.blocks)}`,
    head: ['block', 'kind', 'auctions', 'SHA-256'],
    rows: first.map(({ index, kind, events, hash }) => [String(index), kind, String(events), hash]),
    words: [1, 3],
  };
}

function ofAll(shown: number, all: number): string {
  return shown < all ? ` (${show(shown)} of ${show(all)})` : '';
}
