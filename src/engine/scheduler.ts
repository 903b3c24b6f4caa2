import { instant } from './decimal-time.js';
import { EventQueue } from './event-queue.js';
import { EventSource } from './event-source.js';
import { type EventHandler, inTurn, type System } from './system.js';

/**
 * Why a run came back: no event waits; the next is later than `until`; the event budget is spent; a system
 * asked for it.
 */
export type StopReason = 'empty' | 'until' | 'budget' | 'stopped';

/** How far to run. */
export interface RunLimits {
  /** Events later than this wait; those at this very time still run. Default: no limit. */
  until?: number;
  /** At most so many events, those among them that handlers run by themselves. Default: no limit. */
  events?: number;
}

/**
 * Advances time from event to event. Kinds are numbers 0..255, and the number is also the priority: of
 * simultaneous events the lower kind runs first, and within a kind the one scheduled first.
 */
export class Scheduler {
  private readonly queue = new EventQueue();
  /** By kind, ascending. */
  private readonly sources: EventSource[] = [];
  /** By kind; those of several systems in one. */
  private readonly handlers: EventHandler[] = [];
  private currentTime = 0;
  /** The same as handlers are given it: not of numbers alone, so that V8 keeps it as the object it is, and allocates one a time and not one a call. */
  private stamp: number | undefined;
  private executedEvents = 0;
  private stopRequested = false;

  /** Simulated time: that of the event that runs or ran last; 0 before the first. */
  get now(): number {
    return this.currentTime;
  }

  /** Events run so far. */
  get executed(): number {
    return this.executedEvents;
  }

  /** Events that wait; of a source, the next only. */
  get pending(): number {
    return this.queue.length + this.sources.filter(({ time }) => time < Number.POSITIVE_INFINITY).length;
  }

  /** Subscribes a system to the kinds that it handles, behind those added before it. */
  add(system: System): void {
    for (const [key, handler] of Object.entries(system.on)) {
      const kind = Number(key);
      const before = this.handlers[kind];
      this.handlers[kind] = before ? inTurn(before, handler) : handler;
    }
  }

  /**
   * A source of events of `kind`, whose next its owner keeps up to date.
   *
   * @throws Error where the kind has a source already
   */
  source(kind: number): EventSource {
    if (this.sources.some((other) => other.kind === kind))
      throw new Error(`kind ${kind} has a source already`);
    const source = new EventSource(kind);
    this.sources.push(source);
    this.sources.sort((a, b) => a.kind - b.kind);
    return source;
  }

  /**
   * Schedules an event at the {@link instant} of `time`; `subject` is handed to the handlers.
   *
   * @returns a ticket for {@link cancel}
   * @throws RangeError if `time` is NaN or in the past
   */
  schedule(time: number, kind: number, subject = 0): number {
    if (!(time >= this.currentTime)) throw inThePast(time, this.currentTime);
    return this.queue.schedule(instant(time), kind, kind, subject);
  }

  /** Takes an event back; false where it has already run or been cancelled. */
  cancel(ticket: number): boolean {
    return this.queue.cancel(ticket);
  }

  /** Makes the run under way come back after the current event. */
  stop(): void {
    this.stopRequested = true;
  }

  /** Runs the next event; false where none waits. */
  step(): boolean {
    const source = this.nextSource();
    if (!source && this.queue.length === 0) return false;
    this.runNext(source);
    return true;
  }

  /** Runs events in order until a limit is met. It can be called again to go on. */
  run({ until = Number.POSITIVE_INFINITY, events = Number.POSITIVE_INFINITY }: RunLimits = {}): StopReason {
    this.stopRequested = false;
    const last = this.executedEvents + events;
    const end = instant(until);
    for (;;) {
      if (this.stopRequested) return 'stopped';
      const source = this.nextSource();
      const time = source ? source.time : this.queue.nextTime;
      if (time === Number.POSITIVE_INFINITY && this.pending === 0) return 'empty';
      if (time > end) return 'until';
      if (this.executedEvents >= last) return 'budget';
      this.runNext(source);
    }
  }

  /** Runs the event of a source, or without one that which waits first in the queue. */
  private runNext(source: EventSource | undefined): void {
    if (source) return this.runFrom(source);
    this.queue.pop();
    this.runHandlers(this.queue.kind, this.queue.time, this.queue.subject);
  }

  /** The source of the next event; undefined where that waits in the queue, or none does. */
  private nextSource(): EventSource | undefined {
    let next: EventSource | undefined;
    let time = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.sources.length; i++) {
      const source = this.sources[i]!;
      if (source.time >= time) continue;
      next = source;
      time = source.time;
    }
    if (next === undefined) return undefined;
    const queued = this.queue.nextTime;
    return queued < time || (queued === time && this.queue.nextKind() <= next.kind) ? undefined : next;
  }

  private runFrom(source: EventSource): void {
    const { kind, subject, time } = source;
    if (!(time >= this.currentTime)) throw inThePast(time, this.currentTime);
    source.time = Number.POSITIVE_INFINITY;
    this.runHandlers(kind, time, subject);
  }

  private runHandlers(kind: number, time: number, subject: number): void {
    if (time !== this.currentTime || this.stamp === undefined) this.stamp = this.currentTime = time;
    this.executedEvents++;
    this.handlers[kind]?.(this.stamp, subject);
  }
}

function inThePast(time: number, now: number): RangeError {
  return new RangeError(`an event cannot be scheduled at time ${time}: it is ${now} already`);
}
