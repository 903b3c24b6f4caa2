import { elapsed, instant } from '../engine/decimal-time.js';
import type { Discipline, Stations } from './discipline.js';
import { PairingHeaps } from './pairing-heaps.js';

/**
 * All parts at a server are served at once and share its slots equally, none getting more than one slot: with n parts and
 * c slots each is served at rate · min(1, c / n). A server's service is the work that each of its parts has got
 * since it was last idle, in decimals as times are; a part is done when that reaches its own work more than when it came. So a change touches the next
 * departure only, O(log n), and not all parts.
 */
export class ProcessorSharing implements Discipline {
  private readonly heaps: PairingHeaps;
  private readonly present: Int32Array;
  private readonly halted: Uint8Array;
  /** Service of each server as of the time when it was last looked at. */
  private readonly service: Float64Array;
  private readonly asOf: Float64Array;
  /** The part whose departure is scheduled; −1 where none is. */
  private readonly scheduled: Int32Array;

  constructor(private readonly stations: Stations) {
    const { count } = stations;
    this.heaps = new PairingHeaps(count);
    this.present = new Int32Array(count);
    this.halted = new Uint8Array(count);
    this.service = new Float64Array(count);
    this.asOf = new Float64Array(count);
    this.scheduled = new Int32Array(count).fill(-1);
  }

  join(part: number, now: number): void {
    const { parts } = this.stations;
    const server = parts.server[part]!;
    this.advance(server, now);
    this.heaps.insert(server, part, instant(this.service[server]! + parts.remaining[part]!));
    this.present[server]!++;
    if (this.halted[server] === 0) this.stations.begun(part);
    this.scheduleFirst(server, now);
  }

  leave(part: number, now: number): void {
    const { parts } = this.stations;
    const server = parts.server[part]!;
    this.advance(server, now);
    // The one that is done has got what it needs, to the bit: roundings of the time do not add up.
    if (this.scheduled[server] === part && parts.due[part]! <= now)
      this.service[server] = this.heaps.key(part);
    if (this.scheduled[server] === part) this.scheduled[server] = -1;
    this.heaps.remove(server, part);
    if (this.halted[server] === 0) this.stations.ended(part);
    if (--this.present[server]! === 0) this.service[server] = 0;
    this.scheduleFirst(server, now);
  }

  halt(server: number, now: number, anew: boolean): void {
    this.advance(server, now);
    this.unschedule(server);
    this.halted[server] = 1;
    for (const part of this.heaps.rows(server)) this.stations.ended(part);
    if (anew) this.beginAnew(server);
  }

  resume(server: number, now: number): void {
    this.asOf[server] = now;
    this.halted[server] = 0;
    for (const part of this.heaps.rows(server)) this.stations.begun(part);
    this.scheduleFirst(server, now);
  }

  busy(server: number): number {
    return this.halted[server] === 1 ? 0 : Math.min(this.present[server]!, this.stations.slots[server]!);
  }

  /** Work that each part gets in a unit of time. */
  private speed(server: number): number {
    if (this.halted[server] === 1) return 0;
    return this.stations.rate[server]! * Math.min(1, this.stations.slots[server]! / this.present[server]!);
  }

  private advance(server: number, now: number): void {
    if (this.present[server]! > 0) {
      const served = elapsed(this.asOf[server]!, now) * this.speed(server);
      this.service[server] = instant(this.service[server]! + served);
    }
    this.asOf[server] = now;
  }

  /** Has the part that is done next leave when it is. */
  private scheduleFirst(server: number, now: number): void {
    this.unschedule(server);
    const part = this.heaps.first(server);
    if (part < 0 || this.halted[server] === 1) return;
    const left = Math.max(0, this.heaps.key(part) - this.service[server]!);
    this.stations.parts.due[part] = instant(now + left / this.speed(server));
    this.scheduled[server] = part;
    this.stations.schedule(part);
  }

  private unschedule(server: number): void {
    const part = this.scheduled[server]!;
    if (part < 0) return;
    this.stations.cancel(part);
    this.stations.parts.due[part] = Number.NaN;
    this.scheduled[server] = -1;
  }

  /** All parts lose what they have got. */
  private beginAnew(server: number): void {
    const all: number[] = [];
    for (let part = this.heaps.first(server); part >= 0; part = this.heaps.first(server)) {
      this.heaps.remove(server, part);
      all.push(part);
    }
    this.service[server] = 0;
    for (const part of all) this.heaps.insert(server, part, this.stations.parts.work[part]!);
  }
}
