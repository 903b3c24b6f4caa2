import type { Discipline, Stations } from './discipline.js';
import { ProcessorSharing } from './processor-sharing.js';
import { SlottedService } from './slotted-service.js';

/** Every service discipline, by the name that a scenario gives it; `classes` is how many priorities there are. */
export const disciplines = {
  fifo: (stations) => new SlottedService(stations, { classes: 1, preemptive: false }),
  'processor-sharing': (stations) => new ProcessorSharing(stations),
  priority: (stations, classes) => new SlottedService(stations, { classes, preemptive: false }),
  'preemptive-priority': (stations, classes) => new SlottedService(stations, { classes, preemptive: true }),
} satisfies Record<string, (stations: Stations, classes: number) => Discipline>;
