import type { FleetView } from '../../src/balancers/fleet-view.js';

/** An idle fleet with one slot and capacity 1 each, but for what is given. */
export function fleetOf({
  rates,
  up = rates.map(() => 1),
  tasks = rates.map(() => 0),
}: {
  rates: readonly number[];
  up?: readonly number[];
  tasks?: readonly number[];
}): FleetView {
  const count = rates.length;
  return {
    count,
    up: Uint8Array.from(up),
    tasks: Int32Array.from(tasks),
    load: Float64Array.from(tasks),
    capacity: new Float64Array(count).fill(1),
    rate: Float64Array.from(rates),
    slots: new Int32Array(count).fill(1),
  };
}
