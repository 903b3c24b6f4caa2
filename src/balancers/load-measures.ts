import type { FleetView } from './fleet-view.js';

/** How loaded a server is, ≥ 0. */
export type LoadMeasure = (fleet: FleetView, server: number) => number;

/** Every measure, by the name that a scenario gives it. */
export const loadMeasures = {
  /** Tasks that are served or wait. */
  count: ({ tasks }, server) => tasks[server]!,
  /** Load of the unfinished tasks ÷ capacity. */
  ratio: ({ load, capacity }, server) => load[server]! / capacity[server]!,
} satisfies Record<string, LoadMeasure>;
