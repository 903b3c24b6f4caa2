import { EventQueue } from './event-queue.js';
import type { EventHandler, System } from './system.js';

/**
 * Why a run came back: no event waits; the next is later than `until`; the event budget is spent; a system
 * asked for it.
 */
export type StopReason = 'empty' | 'until' | 'budget' | 'stopped';

/** How far to run. */
export interface RunLimits {
  /** Events later than this wait; those at this very time still run. Default: no limit. */
  until?: number;
  /** At most so many events. Default: no limit. */
  events?: number;
}

/**
 * Advances time from event to event. Kinds are numbers 0..255, and the number is also the priority: of
 * simultaneous events the lower kind runs first, and within a kind the one scheduled first.
 */
export class Scheduler {
  private readonly queue = new EventQueue();
  private readonly handlers: EventHandler[][] = [];
  private currentTime = 0;
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

  /** Events that wait. */
  get pending(): number {
    return this.queue.length;
  }

  /** Subscribes a system to the kinds that it handles, behind those added before it. */
  add(system: System): void {
    for (const [key, handler] of Object.entries(system.on)) {
      const kind = Number(key);
      this.handlers[kind] ??= [];
      this.handlers[kind].push(handler);
    }
  }

  /**
   * Schedules an event; `subject` is handed to the handlers.
   *
   * @returns a ticket for {@link cancel}
   * @throws RangeError if `time` is NaN or in the past
   */
  schedule(time: number, kind: number, subject = 0): number {
    if (!(time >= this.currentTime)) {
      throw new RangeError(`an event cannot be scheduled at time ${time}: it is ${this.currentTime} already`);
    }
    return this.queue.schedule(time, kind, kind, subject);
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
    if (!this.queue.pop()) return false;
    this.currentTime = this.queue.time;
    this.executedEvents++;
    const handlers = this.handlers[this.queue.kind];
    if (handlers) {
      const { time, subject } = this.queue;
      for (let i = 0; i < handlers.length; i++) handlers[i]!(time, subject);
    }
    return true;
  }

  /** Runs events in order until a limit is met. It can be called again to go on. */
  run({ until = Number.POSITIVE_INFINITY, events = Number.POSITIVE_INFINITY }: RunLimits = {}): StopReason {
    this.stopRequested = false;
    for (let left = events; ; left--) {
      if (this.stopRequested) return 'stopped';
      if (this.queue.length === 0) return 'empty';
      if (until < Number.POSITIVE_INFINITY && this.queue.nextTime() > until) return 'until';
      if (left <= 0) return 'budget';
      this.step();
    }
  }
}
