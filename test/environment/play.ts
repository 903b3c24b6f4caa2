import { features } from '../../src/environment/features.js';
import { MarketEnvironment, type Step } from '../../src/environment/market-environment.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';

/** The action that changes nothing. */
export const KEEP = 2;

type Terms = ConstructorParameters<typeof MarketEnvironment>[1];

/** An environment of a scenario that a test wrote. */
export async function environmentOf(input: ScenarioInput, terms?: Terms): Promise<MarketEnvironment> {
  return new MarketEnvironment(await prepareScenario(input), terms);
}

/** Runs an episode to its end; `policy` gives the action of each step. */
export function play(
  environment: MarketEnvironment,
  policy: (step: number, observation: Float64Array) => ArrayLike<number>,
  seed?: number,
): Step[] {
  const steps: Step[] = [];
  let { observation } = environment.reset({ seed });
  for (let done = false; !done; ) {
    const step = environment.step(policy(steps.length, observation));
    steps.push(step);
    observation = step.observation;
    done = step.terminated || step.truncated;
  }
  return steps;
}

/** The same action of every server. */
export const everyone = (environment: MarketEnvironment, action: number): number[] =>
  environment.possibleAgents.map(() => action);

/** One column of an observation. */
export function column(observation: Float64Array, name: string): number[] {
  const at = features.findIndex((feature) => feature.name === name);
  return Array.from(observation).filter((_, i) => i % features.length === at);
}
