import type { LoadedScenario } from '../scenario/load.js';
import { lieGains, mostAffected, truthfulTwin } from './lie-gains.js';
import { Simulation, type SimulationOptions } from './simulation.js';
import type { Summary } from './summary.js';
import { pilotOf } from './warm-up.js';

/** A simulation of a run, and what it is for. */
export interface Stage {
  readonly purpose: 'warm-up' | 'run' | 'truthful twin';
  readonly simulation: Simulation;
}

/**
 * A run of a scenario, stage by stage; it gives the summary at its end. Whoever draws the stages runs each simulation to its end
 * before drawing the next. Most runs have one stage. Before it comes a pilot where the warm-up is `mser`; behind it comes the
 * truthful twin where servers lie, so that the summary has what the lies were worth.
 *
 * @throws InputError where there is no end of the warm-up in the first half of the pilot
 */
export function* stagesOf(
  loaded: LoadedScenario,
  options: SimulationOptions = {},
): Generator<Stage, Summary, void> {
  const { components, learner } = options;
  const pilot = options.warmup === undefined ? pilotOf(loaded) : undefined;
  if (pilot) {
    yield {
      purpose: 'warm-up',
      simulation: new Simulation(pilot.loaded, { components, observers: [pilot] }),
    };
  }
  const warmup = pilot ? pilot.warmup() : options.warmup;
  const simulation = new Simulation(loaded, { ...options, warmup });
  yield { purpose: 'run', simulation };
  const summary = simulation.summary();
  // A learner from outside has learnt from the run; under a balancer nobody is asked for a bid.
  const twin = learner || components?.balancer ? undefined : truthfulTwin(loaded);
  if (!twin) return summary;
  const truthful = new Simulation(twin, { components, warmup });
  yield { purpose: 'truthful twin', simulation: truthful };
  const affected = mostAffected(simulation, truthful);
  return {
    ...summary,
    lies: lieGains(simulation, truthful),
    ...(affected && { liesToOthers: affected }),
  };
}

/**
 * Runs a scenario from start to end; once more where its warm-up is `mser`, and where servers lie. Takes what a {@link Simulation}
 * does.
 */
export function simulate(loaded: LoadedScenario, options: SimulationOptions = {}): Summary {
  const stages = stagesOf(loaded, options);
  for (;;) {
    const stage = stages.next();
    if (stage.done) return stage.value;
    stage.value.simulation.run();
  }
}
