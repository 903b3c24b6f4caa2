/**
 * The kinds of events. The number is also the priority: of simultaneous events the lower runs first, and within
 * a kind the one scheduled first. Round r spans [r, r+1); its end and the start of round r+1 share the time r+1.
 */
export const EventKind = {
  /** The end of a round; the subject is the round. */
  RoundEnd: 0,
  /** The start of a round; the subject is the round. */
  RoundStart: 1,
  /** Another auction for a task that was not sold; the subject is the task's row. */
  TaskRetry: 2,
  /** A task arrives; the subject is how many arrive after it in this round. */
  TaskArrival: 3,
} as const;
