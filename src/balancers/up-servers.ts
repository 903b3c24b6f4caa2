import type { Uniform } from '../random/distribution.js';
import type { FleetView } from './fleet-view.js';

/** The servers that are up, to draw from: O(1) a change and a draw, 8 bytes a server. */
export class UpServers {
  /** How many are up. */
  count = 0;
  /** Those that are up, in an order that changes and draws rearrange, and the place of each in it, −1 where it is down. */
  private readonly ids: Int32Array;
  private readonly placeOf: Int32Array;

  constructor(
    private readonly fleet: FleetView,
    private readonly uniform: Uniform,
  ) {
    this.ids = new Int32Array(fleet.count);
    this.placeOf = new Int32Array(fleet.count).fill(-1);
    for (let server = 0; server < fleet.count; server++) this.refresh(server);
  }

  /** Takes over whether `server` is up. */
  refresh(server: number): void {
    const isUp = this.fleet.up[server] === 1;
    const place = this.placeOf[server]!;
    if (isUp === place >= 0) return;
    if (isUp) {
      this.put(server, this.count++);
    } else {
      this.put(this.ids[--this.count]!, place);
      this.placeOf[server] = -1;
    }
  }

  /** One of them, each with the same chance; −1 where there is none. One draw. */
  draw(): number {
    return this.count === 0 ? -1 : this.ids[Math.floor(this.uniform() * this.count)]!;
  }

  /**
   * Writes `wanted` different ones, or all where there are no more, to `out`, every ordered choice with the same chance,
   * and returns how many. A draw each.
   */
  drawDistinct(wanted: number, out: Int32Array): number {
    const drawn = Math.min(wanted, this.count);
    for (let i = 0; i < drawn; i++) {
      const other = i + Math.floor(this.uniform() * (this.count - i));
      const server = this.ids[other]!;
      this.put(this.ids[i]!, other);
      this.put(server, i);
      out[i] = server;
    }
    return drawn;
  }

  /** Writes `wanted` to `out`, each any of them with the same chance, and returns how many: none where there is none. */
  drawRepeatedly(wanted: number, out: Int32Array): number {
    const drawn = this.count === 0 ? 0 : wanted;
    for (let i = 0; i < drawn; i++) out[i] = this.draw();
    return drawn;
  }

  private put(server: number, place: number): void {
    this.ids[place] = server;
    this.placeOf[server] = place;
  }
}
