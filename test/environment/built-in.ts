import { actions, applyAction } from '../../src/learning/actions.js';
import { armSelections } from '../../src/learning/arm-selections.js';
import type { Learner, LearningTerms } from '../../src/learning/learner.js';
import { learners } from '../../src/learning/learners.js';
import { CounterDraws } from '../../src/random/counter-draws.js';
import { Streams } from '../../src/random/streams.js';
import { type LoadedScenario, prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { simulate } from '../../src/simulation/run.js';
import type { Summary } from '../../src/simulation/summary.js';
import type { RoundRecord, ServerRecord } from '../../src/systems/records.js';

/** A run under the scenario's own learner, and all that it told of its rounds. */
export async function builtIn(input: ScenarioInput) {
  const loaded = await prepareScenario({ ...input, metrics: { servers: 'all' } });
  const rounds: RoundRecord[] = [];
  const servers: ServerRecord[][] = [];
  const summary: Summary = simulate(loaded, {
    observers: [
      {
        round: (record) => rounds.push(record),
        server: (record) => {
          servers[record.round] ??= [];
          servers[record.round]!.push(record);
        },
      },
    ],
  });
  return { loaded, rounds, servers, summary };
}

/** The learner that the scenario names, as a run of it would make it. */
export function ownLearner({ scenario }: LoadedScenario): Learner {
  const { learning, seed, servers } = scenario;
  const create: (terms: LearningTerms) => Learner = learners[learning.mode as keyof typeof learners];
  return create({
    ...learning,
    servers: servers.count,
    policy: armSelections[learning.policy],
    draws: new CounterDraws(new Streams(seed).key('learning')),
  });
}

/** The action by which `before` becomes `after`. */
export function actionBetween(before: number, after: number, rate: number): number {
  return actions.findIndex((_, action) => applyAction(action, before, rate) === after);
}
