/**
 * The kinds of events. The number is also the priority: of simultaneous events the lower runs first, and within
 * a kind the one scheduled first. Round r spans [r, r+1); its end and the start of round r+1 share the time r+1.
 */
export const EventKind = {
  /** The end of a round; the subject is the round. Rounds only. */
  RoundEnd: 0,
  /** The start of a round; the subject is the round. Rounds only. */
  RoundStart: 1,
  /** The start of a run in continuous time. */
  Start: 2,
  /** A part of a task is done at its server; the subject is the part. Continuous time, like all up to Sample. */
  Departure: 3,
  /** A server works again; the subject is the server. */
  Repair: 4,
  /** A server fails; the subject is the server. */
  Failure: 5,
  /** Servers learn; the subject is how often they have before. */
  LearningTick: 6,
  /** The reserve follows; the subject is how often it has before. */
  ReserveTick: 7,
  /** A sample for metrics; the subject is its number. */
  Sample: 8,
  /** Another auction for a task that was not sold; the subject is the task's row. */
  TaskRetry: 9,
  /** A task arrives; the subject is how many arrive after it in this round, or 0. */
  TaskArrival: 10,
  /** The time after which no task arrives. Continuous time. */
  End: 11,
} as const;
