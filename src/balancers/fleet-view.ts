/**
 * What balancers may know of the fleet: parallel columns, one row a server, of which the first `count` rows are used.
 * The simulation writes them, or a view that is some delay old; balancers read.
 */
export interface FleetView {
  readonly count: number;
  /** 1 where the server takes tasks, 0 where it does not. */
  readonly up: Uint8Array;
  /** Tasks at the server, served or waiting. */
  readonly tasks: Int32Array | Uint32Array;
  /** Load of its unfinished tasks, ≥ 0. */
  readonly load: Float64Array;
  /** > 0, in units of load. */
  readonly capacity: Float64Array;
  /** Work that one slot does in a unit of time, ≥ 0. */
  readonly rate: Float64Array;
  /** Tasks that it serves at a time, ≥ 1. */
  readonly slots: Int32Array | Uint32Array;
}
