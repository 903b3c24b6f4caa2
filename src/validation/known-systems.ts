import { prepareScenario } from '../scenario/load.js';
import { simulate } from '../simulation/run.js';
import type { Observer } from '../systems/records.js';
import type { KnownSystem } from './known-system.js';
import type { DoneTask, RunScenario } from './queue-scenario.js';
import { queueingSystems } from './queueing-systems.js';
import { epsilonGreedySystem } from './systems/epsilon-greedy.js';
import { firstPriceSystem } from './systems/first-price.js';
import { qLearningSystem } from './systems/q-learning.js';
import { reverseVickreySystem } from './systems/reverse-vickrey.js';
import { roundServerSystem } from './systems/round-server.js';
import { shapleySystems } from './systems/shapley-games.js';
import { sinusoidalArrivalsSystem } from './systems/sinusoidal-arrivals.js';
import { ucb1BoundSystem, ucb1RegretSystem } from './systems/ucb1.js';

/** Runs a scenario of queues by the engine. */
const engine: RunScenario = async (scenario, seed, done) =>
  simulate(await prepareScenario({ ...scenario, seed }), {
    observers: done ? [tasksDone(done, scenario.time.warmup)] : [],
  });

/** Tells `done` each task but the first `warmup`: an arrival knows the load, a completion the sojourn. */
function tasksDone(done: (task: DoneTask) => void, warmup: number): Observer {
  const loads = new Map<number, number>();
  return {
    arrival({ task, load }) {
      if (task >= warmup) loads.set(task, load);
    },
    completion({ task, sojourn }) {
      const load = loads.get(task);
      if (load === undefined) return;
      loads.delete(task);
      done({ load, sojourn });
    },
  };
}

/** Every system whose answers are known, in the order in which a report shows them. */
export const knownSystems: readonly KnownSystem[] = [
  ...queueingSystems(engine),
  roundServerSystem,
  sinusoidalArrivalsSystem,
  reverseVickreySystem,
  firstPriceSystem,
  ...shapleySystems,
  ucb1BoundSystem,
  ucb1RegretSystem,
  epsilonGreedySystem,
  qLearningSystem,
];
