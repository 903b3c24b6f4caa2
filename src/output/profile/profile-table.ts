import type { ProfileRow } from '../../engine/profile.js';
import { harmless } from '../../input/harmless.js';
import { plainTable } from '../plain-table.js';
import type { Style } from '../style.js';
import { readableNumber } from '../summary/readable-number.js';
import type { ProfileDocument } from './profile-document.js';

const show = readableNumber;
const head = [
  ...['part', 'event', 'calls', 'time, s', 'share, %', '±', 'a call, µs', 'timed'],
  ...['allocated, MiB', '±', 'a call, B', 'weighed'],
];

/**
 * A profile for people at a terminal, ending in a line feed. `command` takes a CPU profile of the same run,
 * `directory` is where this one was written; without `style` the text is plain.
 */
export function profileTable(
  profile: ProfileDocument,
  command: string,
  directory?: string,
  style: Style = (_, text) => text,
): string {
  const { scenario, seed, events, seconds } = profile;
  const title = `${style('bold', `Profile of ${harmless(scenario)}`)}  seed ${seed}  ${show(events)} events in ${show(seconds)} s`;
  const written =
    directory === undefined
      ? []
      : [`written to ${harmless(directory)}; Perfetto and speedscope open its trace.json`];
  return [
    `${title}\n${table(profile, style)}`,
    notes(profile),
    [
      'Functions and lines are in a CPU profile, which speedscope and DevTools open:',
      `  ${harmless(command)}`,
      ...written,
    ].join('\n'),
  ]
    .join('\n\n')
    .replaceAll(/ +$/gm, '')
    .concat('\n');
}

function table(profile: ProfileDocument, style: Style): string {
  const rows = plainTable(head.map((_, column) => (column < 2 ? 'left' : 'right')));
  const { seconds, garbageCollection, profiler, rest } = profile;
  const other = (name: string, calls: string, took: number, error: number) => {
    const known = [
      name,
      '',
      calls,
      show(took),
      percent(took / seconds),
      error > 0 ? percent(error / seconds) : '',
    ];
    rows.push(head.map((_, column) => known[column] ?? ''));
  };
  rows.push(head.map((name) => style('dim', name)));
  for (const row of [...profile.rows].sort((a, b) => b.time.seconds - a.time.seconds)) {
    rows.push(cells(row, seconds));
  }
  other('garbage collection', show(garbageCollection.collections), garbageCollection.seconds, 0);
  other('the profiler itself', '', profiler.seconds, 0);
  other('event queue and the rest', '', rest.seconds, rest.standardError);
  other('all', show(profile.events), seconds, 0);
  return rows.toString();
}

function cells({ part, event, calls, events, time, allocated }: ProfileRow, seconds: number): string[] {
  return [
    harmless(part),
    event,
    show(calls),
    show(time.seconds),
    percent(time.share),
    percent(time.standardError / seconds),
    show((1e6 * time.seconds) / calls),
    ofAll(events.timed, events.all),
    show(allocated.bytes / 2 ** 20),
    show(allocated.standardError / 2 ** 20),
    show(allocated.bytes / calls),
    ofAll(events.weighed, events.all),
  ];
}

function notes({ profiler }: ProfileDocument): string {
  return [
    'Calls are counted, time and allocations estimated from some of the events: "timed" and "weighed" say one in how many.',
    '± is one standard error, in per cent of the run and in MiB. Times are of the wall clock, from the first event to the last,',
    'what measuring adds taken off. A system is shown without its observers (system › observer). Allocated is what the JavaScript',
    `heap and array buffers grew by. ${show(profiler.discarded)} measured events were thrown away, because garbage was collected in them or the processor`,
    'was taken from them; "the rest" holds what ran between events, and waiting for the processor.',
  ].join('\n');
}

function percent(share: number): string {
  return Number.isNaN(share) ? show(share) : (100 * share).toFixed(2).replace('-', '−');
}

/** How many were sampled: all, or one in so many. */
function ofAll(sampled: number, all: number): string {
  return sampled === all ? 'all' : `1/${show(all / sampled)}`;
}
