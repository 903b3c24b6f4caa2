import { EventLog } from './event-log.js';
import { Sampler } from './sampler.js';
import { type EventHandler, inTurn } from './system.js';

/** Shares of a kind's time that its samples may cost. */
const budgets = { time: 0.006, memory: 0.003 };

/** What is measured of one kind of event. */
export class Probe {
  /** Events so far. */
  events = 0;
  /** Number of the next event that is measured, or is the last before one that is; the first event is 1. */
  next = 1;
  /** Calls of observers, by part. */
  readonly calls: Float64Array;
  readonly time: Sampler;
  readonly memory: Sampler;
  readonly log: EventLog;
  /** Runs an event as it is. */
  readonly run: EventHandler;
  /** Measured events that were thrown away. */
  discarded = 0;
  /** Whether the next event will be measured, and the meters before it. */
  isReady = false;
  heap = 0;
  switches = 0;
  /** When they were read, and the seconds that reading the heap took, and all of it. */
  ready = 0;
  heapReading = 0;
  preparation = 0;

  /**
   * @param event - name of the kind
   * @param handlers - of the systems that handle it, in order
   * @param parts - of the handlers, in the same order
   * @param size - how many parts there are
   * @param loggedSpans - limit of the event log
   */
  constructor(
    readonly event: string,
    readonly handlers: readonly EventHandler[],
    readonly parts: readonly number[],
    size: number,
    loggedSpans: number,
  ) {
    this.calls = new Float64Array(size);
    this.time = new Sampler(size);
    this.memory = new Sampler(size);
    this.log = new EventLog(loggedSpans);
    this.run = handlers.length > 0 ? handlers.reduce(inTurn) : () => {};
  }

  /** What the next measured event is measured for. */
  get due(): 'time' | 'memory' {
    return this.time.next <= this.memory.next ? 'time' : 'memory';
  }

  /** The next event is measured. */
  getReady(ready: number, heapReading: number, preparation: number): void {
    this.ready = ready;
    this.heapReading = heapReading;
    this.preparation = preparation;
    this.isReady = true;
    this.next = this.events + 1;
  }

  /** Chooses when to measure for the same again, so that samples of such a cost, in seconds, stay within bounds. */
  goOn(measured: 'time' | 'memory', cost: number): void {
    this.isReady = false;
    this[measured].skip(this.events, cost / (budgets[measured] * this.time.mean));
    this.next = Math.max(this.events + 1, Math.min(this.time.next, this.memory.next));
  }
}
