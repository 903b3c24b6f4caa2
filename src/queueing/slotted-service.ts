import { elapsed, instant } from '../engine/decimal-time.js';
import type { Discipline, Stations } from './discipline.js';
import { PartLists } from './part-lists.js';

/** How parts take turns at slots. */
export interface Turns {
  /** Classes that are told apart: 1, or as many as there are priorities. */
  readonly classes: number;
  /** Whether a part takes the slot of one of a class behind its own. The one that began last gives way, and goes on from where it was. */
  readonly preemptive: boolean;
}

/**
 * A part has a slot to itself until it is done; the others wait, class by class, each first come, first served. A change is
 * O(classes); what is paused goes back to the front of its class.
 */
export class SlottedService implements Discipline {
  /** Lists of a server: of each class those that wait, then of each class those that are served. */
  private readonly lists: PartLists;
  private readonly used: Int32Array;
  private readonly halted: Uint8Array;

  constructor(
    private readonly stations: Stations,
    private readonly turns: Turns,
  ) {
    this.lists = new PartLists(stations.count * 2 * turns.classes);
    this.used = new Int32Array(stations.count);
    this.halted = new Uint8Array(stations.count);
  }

  join(part: number, now: number): void {
    const server = this.stations.parts.server[part]!;
    if (this.halted[server] === 1) return this.lists.append(this.waiting(server, this.classOf(part)), part);
    if (this.used[server]! < this.stations.slots[server]!) return this.begin(part, now);
    const other = this.turns.preemptive ? this.lastBehind(part) : -1;
    if (other < 0) return this.lists.append(this.waiting(server, this.classOf(part)), part);
    this.pause(other, now, false);
    this.begin(part, now);
  }

  leave(part: number, now: number): void {
    const server = this.stations.parts.server[part]!;
    const isServed = this.lists.listOf(part) >= this.served(server, 0);
    this.lists.remove(part);
    if (!isServed) return;
    this.stations.ended(part);
    this.used[server]!--;
    this.beginNext(server, now);
  }

  halt(server: number, now: number, anew: boolean): void {
    this.halted[server] = 1;
    for (let of = 0; of < this.turns.classes; of++) {
      const list = this.served(server, of);
      // The last first, so that the first is at the front in the end.
      for (let part = this.lists.last(list); part >= 0; part = this.lists.last(list)) {
        this.pause(part, now, anew);
      }
    }
  }

  resume(server: number, now: number): void {
    this.halted[server] = 0;
    while (this.used[server]! < this.stations.slots[server]! && this.beginNext(server, now));
  }

  busy(server: number): number {
    return this.used[server]!;
  }

  private begin(part: number, now: number): void {
    const { parts, rate } = this.stations;
    const server = parts.server[part]!;
    parts.due[part] = instant(now + parts.remaining[part]! / rate[server]!);
    this.used[server]!++;
    this.lists.append(this.served(server, this.classOf(part)), part);
    this.stations.begun(part);
    this.stations.schedule(part);
  }

  private pause(part: number, now: number, anew: boolean): void {
    const { parts, rate } = this.stations;
    const server = parts.server[part]!;
    const left = elapsed(now, parts.due[part]!) * rate[server]!;
    this.stations.cancel(part);
    this.stations.ended(part);
    parts.remaining[part] = anew ? parts.work[part]! : Math.min(left, parts.remaining[part]!);
    parts.due[part] = Number.NaN;
    this.used[server]!--;
    this.lists.remove(part);
    this.lists.prepend(this.waiting(server, this.classOf(part)), part);
  }

  /** Begins the part that has waited longest of the first class that has any; false where none waits. */
  private beginNext(server: number, now: number): boolean {
    for (let of = 0; of < this.turns.classes; of++) {
      const part = this.lists.first(this.waiting(server, of));
      if (part < 0) continue;
      this.lists.remove(part);
      this.begin(part, now);
      return true;
    }
    return false;
  }

  /** Of the served parts of the last class behind that of `part`, the one that began last; −1 where there is none. */
  private lastBehind(part: number): number {
    const server = this.stations.parts.server[part]!;
    const own = this.classOf(part);
    for (let of = this.turns.classes - 1; of > own; of--) {
      const last = this.lists.last(this.served(server, of));
      if (last >= 0) return last;
    }
    return -1;
  }

  private classOf(part: number): number {
    return this.turns.classes === 1 ? 0 : this.stations.parts.priority[part]!;
  }

  private waiting(server: number, of: number): number {
    return 2 * this.turns.classes * server + of;
  }

  private served(server: number, of: number): number {
    return this.turns.classes * (2 * server + 1) + of;
  }
}
