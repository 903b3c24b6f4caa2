/**
 * Events of one kind that come one after the other, so that their owner knows the next without a queue: the next arrival, the
 * next departure. It costs the scheduler a comparison, where an event in the queue costs O(log n) to put in and to take out. Made by
 * {@link Scheduler.source}.
 */
export class EventSource {
  /** When the next event is, an {@link instant} not before now; `Infinity` where there is none. The scheduler sets it back to that when it runs the event. */
  time = Number.POSITIVE_INFINITY;
  /** What is handed to the handlers of the next event. */
  subject = 0;

  constructor(readonly kind: number) {}
}
