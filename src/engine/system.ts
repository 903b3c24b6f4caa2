/** Runs one event. `subject` is what the event was scheduled with: a row, a number, whatever its kind says. */
export type EventHandler = (time: number, subject: number) => void;

/**
 * A part of the model that reacts to events. Where several systems handle a kind of event, they run in the order
 * in which they were added to the scheduler.
 */
export interface System {
  readonly name: string;
  /** Handlers by event kind. */
  readonly on: Readonly<Record<number, EventHandler>>;
}
