import type { Uniform } from '../../src/random/distribution.js';

/** The servers that are up, in a plain list: who goes down leaves its place to the last, who comes up is the last. */
export class NaiveUp {
  readonly ids: number[];

  constructor(
    private readonly fleet: { up: Uint8Array },
    private readonly uniform: Uniform,
  ) {
    this.ids = [...fleet.up.keys()].filter((id) => fleet.up[id] === 1);
  }

  refresh(server: number): void {
    const at = this.ids.indexOf(server);
    if (this.fleet.up[server] === 1 && at < 0) this.ids.push(server);
    if (this.fleet.up[server] === 0 && at >= 0) {
      const last = this.ids.pop()!;
      if (last !== server) this.ids[at] = last;
    }
  }

  draw(): number {
    return this.ids.length === 0 ? -1 : this.ids[Math.floor(this.uniform() * this.ids.length)]!;
  }

  /** A shuffle that stops once it has as many as are wanted. */
  drawDistinct(wanted: number): number[] {
    const drawn = Math.min(wanted, this.ids.length);
    for (let i = 0; i < drawn; i++) {
      const other = i + Math.floor(this.uniform() * (this.ids.length - i));
      [this.ids[i], this.ids[other]] = [this.ids[other]!, this.ids[i]!];
    }
    return this.ids.slice(0, drawn);
  }
}
