/** Where the time of a run went. Seconds are of wall time; `rows` and the four single figures add up to `seconds`. */
export interface Profile {
  /** From the making of the simulation to its end. */
  seconds: number;
  /** Events run. */
  events: number;
  /** Every part and kind of event that came together, in the order in which an event meets the parts. */
  rows: ProfileRow[];
  /** Collections and their time, which is in no row; none where nobody told the profiler. */
  garbageCollection: { collections: number; seconds: number };
  /**
   * What the samples themselves cost, and how many were thrown away: those into which a collection fell, and long ones in
   * which the process lost the processor.
   */
  profiler: { seconds: number; discarded: number };
  /**
   * What is left: event queue, dispatch, whatever ran between events, and waiting for the processor. An error of the
   * rows is an error here.
   */
  rest: { seconds: number; standardError: number };
}

/** What one part (a system, or an observer that it calls) did in all events of one kind. */
export interface ProfileRow {
  /** Name of the system, or `system › observer`. The time of a system is without that of its observers. */
  part: string;
  /** Kind of event. */
  event: string;
  /** Calls, counted one by one. */
  calls: number;
  /** Events of the kind, of which so many were measured for time and so many for memory. */
  events: { all: number; timed: number; weighed: number };
  /**
   * Estimated from the timed events, NaN where there are none (the time is then in the rest); `standardError` is that of
   * the estimate, 0 where all were timed, NaN where a single one stands for others.
   */
  time: { seconds: number; share: number; standardError: number };
  /** Bytes allocated on the JavaScript heap and in array buffers, estimated alike from the weighed events. */
  allocated: { bytes: number; standardError: number };
}

/** The sampled events of a run that were kept for a timeline. Times in seconds from the start of the profile. */
export interface Timeline {
  events: TimelineEvent[];
  /** Garbage collections. */
  pauses: { begin: number; seconds: number }[];
}

/** One sampled event. */
export interface TimelineEvent {
  /** Kind of event. */
  event: string;
  /** Simulated time. */
  time: number;
  begin: number;
  end: number;
  /** Bytes in use before it. */
  heap: number;
  /** What each part took; an observer's span lies within its system's. Clock readings are not taken off. */
  spans: { part: string; begin: number; end: number }[];
}
