import type { FleetView } from './fleet-view.js';

/** Far below any weight, far above 0: a fleet of which nobody works still takes tasks. */
const LEAST = 1e-100;

/** What a server's share of the tasks is in proportion to, > 0. */
export type Weight = (fleet: FleetView, server: number) => number;

/** Every weight, by the name that a scenario gives it. `rate` is that of the whole server, with every slot at work. */
export const weights = {
  rate: ({ rate, slots }, server) => Math.max(LEAST, rate[server]! * slots[server]!),
  capacity: ({ capacity }, server) => capacity[server]!,
} satisfies Record<string, Weight>;

/** Options of balancers that weigh servers. */
export interface WeightOptions {
  by: keyof typeof weights;
}

export const weightDefaults: WeightOptions = { by: 'rate' };
