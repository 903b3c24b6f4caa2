import { z } from 'zod';
import {
  type ClassTimes,
  nonPreemptivePriorities,
  type PriorityClass,
  preemptiveResumePriorities,
} from '../../theory/priorities.js';
import { slaClasses } from '../../workload/trace.js';
import { type KnownSystem, knownSystem, type Prediction } from '../known-system.js';
import { load } from '../parameters.js';
import { queueEffort, queueScenario, type RunScenario, slaShares } from '../queue-scenario.js';
import { replicate } from '../replicate.js';

const theories = {
  priority: { title: 'M/M/1, priority by SLA class', times: nonPreemptivePriorities },
  'preemptive-priority': {
    title: 'M/M/1, priority by SLA class that interrupts',
    times: preemptiveResumePriorities,
  },
} satisfies Record<string, { title: string; times: (classes: readonly PriorityClass[]) => ClassTimes[] }>;

/** One server and three classes of tasks, a fifth of them gold, a half silver and the others bronze. */
export function prioritySystems(run: RunScenario): KnownSystem[] {
  return (Object.keys(theories) as (keyof typeof theories)[]).map((discipline) =>
    knownSystem({
      name: discipline,
      title: theories[discipline].title,
      parameters: z.strictObject({ rho: load }),
      cases: [{ rho: 0.8 }],
      effort: queueEffort,

      predict({ rho }) {
        const classes = slaClasses.map((name) => ({
          arrivalRate: rho * slaShares[name],
          mean: 1,
          squaredVariation: 1,
        }));
        const times = theories[discipline].times(classes);
        return Object.fromEntries(
          slaClasses.map((name, k): [string, Prediction] => [
            `T ${name}`,
            { check: 'mean', value: times[k]!.sojourn },
          ]),
        );
      },

      observe: ({ rho }, effort, seed) =>
        replicate(effort.runs, seed, async (runSeed) => {
          const { classes } = await run(queueScenario({ rate: rho, discipline }, effort), runSeed);
          return Object.fromEntries(slaClasses.map((name) => [`T ${name}`, classes[name].sojourn.mean]));
        }),
    }),
  );
}
