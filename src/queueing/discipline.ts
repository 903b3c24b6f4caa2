import type { Parts } from './parts.js';

/** What a discipline knows of the servers, and how it says when parts will be done. */
export interface Stations {
  readonly parts: Parts;
  readonly count: number;
  /** Work that a slot of each server does in a unit of time, > 0. */
  readonly rate: Float64Array;
  /** Parts that each server can serve at a time. */
  readonly slots: Int32Array;
  /** A server begins to serve a part, for the first time or again. */
  begun(part: number): void;
  /** It serves the part no longer: the part is paused, done or taken out. */
  ended(part: number): void;
  /** Has a part leave at `parts.due[part]`. */
  schedule(part: number): void;
  /** Takes that back. */
  cancel(part: number): void;
}

/**
 * Decides which of the parts at a server are served. It writes `parts.due` and `parts.remaining` of the parts that it
 * begins and pauses, and says so of each; `now` never falls from call to call.
 */
export interface Discipline {
  /** A part comes to its server. */
  join(part: number, now: number): void;
  /** A part goes: it is done, or it is taken out, served or not. Its departure is no longer scheduled. */
  leave(part: number, now: number): void;
  /** The server stops: what it serves is paused, or loses the work done on it where it must begin `anew`. */
  halt(server: number, now: number, anew: boolean): void;
  /** The server goes on. */
  resume(server: number, now: number): void;
  /** Slots of a server that are at work; of processor sharing, as many as there are parts, up to all. */
  busy(server: number): number;
}
