import type { Meters } from '../../src/engine/meters.js';

/** Meters that a test moves by hand. Reading the clock takes `clockCost` seconds, reading the heap adds `heapCost` bytes to it. */
export class FakeMeters implements Meters {
  time = 0;
  bytes = 0;
  switched = 0;

  constructor(
    private readonly clockCost = 0,
    private readonly heapCost = 0,
  ) {}

  now = (): number => {
    this.time += this.clockCost;
    return this.time;
  };

  heap = (): number => {
    this.bytes += this.heapCost;
    return this.bytes;
  };

  switches = (): number => this.switched;
}
