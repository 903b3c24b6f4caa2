import { Gauge } from './gauge.js';
import { type Meters, processMeters } from './meters.js';
import { Probe } from './probe.js';
import type { Profile, ProfileRow, Timeline, TimelineEvent } from './profile.js';
import { Spans } from './spans.js';
import type { EventHandler, System } from './system.js';

/** Spans that a timeline holds, over all kinds of events. */
const timelineSpans = 50_000;

/** Seconds above which an event that took much longer than others is held against the processor's being lost. */
const cutAbove = 1e-4;

/** Seconds for which the meters' state before an event stands. */
const readyFor = 1e-3;

/**
 * Measures what each system, and each observer, costs in each kind of event. Calls are counted; time and allocations are
 * sampled: some events are measured part by part, the others run as they would without a profiler, but for one comparison.
 * How many are measured follows from what measuring costs, so that it stays near one per cent of the run. The
 * profiler draws nothing from the run and changes nothing in it. For one simulation:
 *
 *     const profiler = new Profiler();
 *     simulate(loaded, [], { profiler });
 *     console.table(profiler.profile().rows);
 */
export class Profiler {
  private readonly parts: string[] = [];
  private readonly probes: Probe[] = [];
  private readonly pauses: { begin: number; seconds: number }[] = [];
  private readonly spans = new Spans();
  private gauges!: { time: Gauge; memory: Gauge };
  private begin = 0;
  private end = Number.NaN;
  private cost = 0;
  /** The probe of the event under way; the gauge that measures it, if any, and the part that runs. */
  private probe!: Probe;
  private gauge: Gauge | undefined;
  private running = 0;

  /** @param meters - the clock and the heap to read; by default those of the process */
  constructor(private readonly meters: Meters = processMeters) {}

  /**
   * What an observer does, measured as a part of its own. To be called before {@link measured}.
   *
   * @param part - its name; the same name may be given to several functions
   * @param listener - called within a system's handler, and calling no other measured function
   */
  nested<Told>(part: string, listener: (told: Told) => void): (told: Told) => void {
    const own = this.partOf(part);
    return (told) => {
      this.probe.calls[own]!++;
      if (this.gauge === undefined) return listener(told);
      const begin = this.gauge.lap(this.running);
      listener(told);
      this.spans.addNested(own, begin, this.gauge.lap(own));
    };
  }

  /**
   * One system that does what all of `systems` do, in their order, and measures it. The profile starts here.
   *
   * @param kinds - the kinds of events, by name
   * @throws Error where the profiler measures another simulation already
   */
  measured(systems: readonly System[], kinds: Readonly<Record<string, number>>): System {
    if (this.gauges) throw new Error('a profiler measures one simulation: make another');
    for (const { name } of systems) this.partOf(name);
    const size = this.parts.length;
    const { now, heap } = this.meters;
    this.gauges = { time: new Gauge(now, size), memory: new Gauge(heap, size) };
    const on: Record<number, EventHandler> = {};
    for (const [event, kind] of Object.entries(kinds)) {
      const handling = systems.filter((system) => system.on[kind]);
      const handlers = handling.map((system) => system.on[kind]!);
      const parts = handling.map(({ name }) => this.partOf(name));
      const spans = timelineSpans / Object.keys(kinds).length;
      const probe = new Probe(event, handlers, parts, size, spans);
      this.probes.push(probe);
      on[kind] = this.probed(probe);
    }
    this.begin = now();
    return { name: 'profiler', on };
  }

  /** Ends the profile. Without it the profile lasts until it is asked for. */
  stop(): void {
    this.end = this.meters.now();
  }

  /** To be told of every pause of the whole process, such as a garbage collection, on the clock of the meters. */
  readonly pause = (begin: number, seconds: number): void => {
    this.pauses.push({ begin, seconds });
  };

  /** What was measured so far. */
  profile(): Profile {
    const seconds = this.endOrNow() - this.begin;
    const rows = this.probes.flatMap((probe) => this.rowsOf(probe, seconds));
    const collections = this.pausesWithin();
    const paused = sum(collections.map((pause) => pause.seconds));
    return {
      seconds,
      events: sum(this.probes.map(({ events }) => events)),
      rows,
      garbageCollection: { collections: collections.length, seconds: paused },
      profiler: { seconds: this.cost, discarded: sum(this.probes.map(({ discarded }) => discarded)) },
      rest: {
        // What could not be estimated is among the rest.
        seconds: seconds - sum(rows.map(({ time }) => time.seconds || 0)) - paused - this.cost,
        standardError: Math.hypot(...rows.map(({ time }) => time.standardError || 0)),
      },
    };
  }

  /** The sampled events that were kept: at most some 50,000 spans, evenly over the run. */
  timeline(): Timeline {
    const pauses = this.pausesWithin().map(({ begin, seconds }) => ({ begin: begin - this.begin, seconds }));
    return { events: this.probes.flatMap((probe) => this.logged(probe)), pauses };
  }

  private partOf(name: string): number {
    const known = this.parts.indexOf(name);
    return known < 0 ? this.parts.push(name) - 1 : known;
  }

  private probed(probe: Probe): EventHandler {
    const { run } = probe;
    return (time, subject) => {
      this.probe = probe;
      if (++probe.events === probe.next) this.sample(probe, time, subject);
      else run(time, subject);
    };
  }

  /**
   * Runs an event that is to be measured or, where nothing is ready for that, gets ready and runs it as others: it brings
   * back into the processor's caches what getting ready drove out, so that the event after it is measured as it is.
   */
  private sample(probe: Probe, time: number, subject: number): void {
    if (!probe.isReady) {
      this.getReady(probe);
      return probe.run(time, subject);
    }
    // After a long time something else has driven it out as well, and much may have happened that was none of the event's.
    if (this.meters.now() > probe.ready + readyFor) this.getReady(probe);
    this.measure(probe, time, subject);
  }

  private getReady(probe: Probe): void {
    const { now, heap, switches } = this.meters;
    const begin = now();
    probe.heap = heap();
    const weighed = now();
    probe.switches = switches();
    const end = now();
    probe.getReady(end, weighed - begin, end - begin);
    this.cost += end - begin;
  }

  /** Runs an event and measures it, for time or for memory. */
  private measure(probe: Probe, time: number, subject: number): void {
    const { now, heap, switches } = this.meters;
    const { due } = probe;
    const gauge = this.gauges[due];
    const begin = now();
    const first = gauge.open();
    const last = this.runInLaps(probe, gauge, first, time, subject);
    const done = now();
    const isCut = done - begin > cutAbove + 4 * probe.time.mean && switches() > probe.switches;
    if (gauge.close() && heap() >= probe.heap && !isCut) {
      probe[due].take(probe.events, gauge.values);
      if (due === 'time') probe.log.offer(time, first, last, probe.heap, this.spans);
    } else probe.discarded++;
    const lap = due === 'time' ? gauge.overhead : probe.heapReading;
    const cost = gauge.laps * lap + (now() - done);
    this.cost += cost;
    probe.goOn(due, probe.preparation + cost);
    if (probe.next === probe.events + 1) this.getReady(probe);
  }

  /** Runs an event between readings of a gauge, of which `reading` is the last. Returns the next last one. */
  private runInLaps(probe: Probe, gauge: Gauge, reading: number, time: number, subject: number): number {
    const { handlers, parts } = probe;
    this.spans.clear();
    this.gauge = gauge;
    let last = reading;
    for (let i = 0; i < handlers.length; i++) {
      const part = parts[i]!;
      this.running = part;
      handlers[i]!(time, subject);
      const begin = last;
      last = gauge.lap(part);
      this.spans.add(part, begin, last);
    }
    this.gauge = undefined;
    return last;
  }

  private rowsOf(probe: Probe, seconds: number): ProfileRow[] {
    const { event, events, time, memory } = probe;
    return this.parts.flatMap((part, i) => {
      const calls = probe.parts.includes(i) ? events : probe.calls[i]!;
      if (calls === 0) return [];
      const timed = time.estimate(i, events);
      const weighed = memory.estimate(i, events);
      return {
        part,
        event,
        calls,
        events: { all: events, timed: time.samples, weighed: memory.samples },
        time: {
          seconds: timed.value,
          share: timed.value / seconds,
          standardError: timed.standardError,
        },
        allocated: { bytes: weighed.value, standardError: weighed.standardError },
      };
    });
  }

  private logged({ event, log }: Probe): TimelineEvent[] {
    return log.events.map(({ time, begin, end, heap, parts, begins, ends }) => ({
      event,
      time,
      begin: begin - this.begin,
      end: end - this.begin,
      heap,
      spans: Array.from(parts, (part, i) => ({
        part: this.parts[part]!,
        begin: begins[i]! - this.begin,
        end: ends[i]! - this.begin,
      })),
    }));
  }

  private pausesWithin(): { begin: number; seconds: number }[] {
    const end = this.endOrNow();
    return this.pauses.filter(({ begin }) => begin >= this.begin && begin < end);
  }

  private endOrNow(): number {
    return Number.isNaN(this.end) ? this.meters.now() : this.end;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
