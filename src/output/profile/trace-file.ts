import type { Timeline, TimelineEvent } from '../../engine/profile.js';

/** One entry of Chrome's trace-event format; `ts` and `dur` in µs. */
interface TraceEntry {
  ph: 'X' | 'C' | 'M';
  name: string;
  cat?: string;
  pid: number;
  tid: number;
  ts?: number;
  dur?: number;
  args?: Record<string, number | string>;
}

const simulation = { pid: 1, tid: 1 };
const collector = { pid: 1, tid: 2 };

/** Collections beyond so many are thinned out. */
const mostPauses = 10_000;

/**
 * A timeline in Chrome's trace-event format, as JSON: a span an event, in it one a system, in that one an observer;
 * counters of memory in use and of simulated time; garbage collections as a thread of their own.
 */
export function traceFile(timeline: Timeline, scenario: string): string {
  const events = [...timeline.events].sort((a, b) => a.begin - b.begin);
  const entries = [...names(scenario), ...events.flatMap(entriesOf), ...pauses(timeline)];
  const lines = entries.map((entry) => JSON.stringify(entry)).join(',\n');
  return `{"displayTimeUnit":"ms","traceEvents":[\n${lines}\n]}\n`;
}

function names(scenario: string): TraceEntry[] {
  return [
    { ph: 'M', name: 'process_name', ...simulation, args: { name: `vickrey: ${scenario}` } },
    { ph: 'M', name: 'thread_name', ...simulation, args: { name: 'sampled events' } },
    { ph: 'M', name: 'thread_name', ...collector, args: { name: 'garbage collection' } },
  ];
}

function entriesOf({ event, time, begin, end, heap, spans }: TimelineEvent): TraceEntry[] {
  const ts = microseconds(begin);
  // Outer spans first, as readers of the format expect of spans that begin together.
  const inner = [...spans].sort((a, b) => a.begin - b.begin || b.end - a.end);
  return [
    { ph: 'C', name: 'memory in use', ...simulation, ts, args: { MiB: heap / 2 ** 20 } },
    { ph: 'C', name: 'simulated time', ...simulation, ts, args: { rounds: time } },
    { ...span(event, event, begin, end), args: { time } },
    ...inner.map(({ part, begin, end }) => span(part, event, begin, end)),
  ];
}

function span(name: string, cat: string, begin: number, end: number): TraceEntry {
  return { ph: 'X', name, cat, ...simulation, ...extent(begin, end) };
}

function pauses({ pauses }: Timeline): TraceEntry[] {
  const stride = Math.ceil(pauses.length / mostPauses);
  return pauses
    .filter((_, position) => position % stride === 0)
    .map(({ begin, seconds }) => ({
      ph: 'X',
      name: 'garbage collection',
      cat: 'garbage collection',
      ...collector,
      ...extent(begin, begin + seconds),
    }));
}

/** Both ends are rounded alike, so that spans within one another stay so. */
function extent(begin: number, end: number): { ts: number; dur: number } {
  const ts = microseconds(begin);
  return { ts, dur: Math.round(1000 * (microseconds(end) - ts)) / 1000 };
}

/** To the nanosecond. */
function microseconds(seconds: number): number {
  return Math.round(1e9 * seconds) / 1000;
}
