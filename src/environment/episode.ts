import type { Learner } from '../learning/learner.js';
import { bidRewards } from '../learning/neural/bid-rewards.js';
import type { LoadedScenario } from '../scenario/load.js';
import { Simulation } from '../simulation/simulation.js';
import type { Summary } from '../simulation/summary.js';
import type { RoundRecord } from '../systems/records.js';
import { actionKinds } from './action-kinds.js';
import { observation } from './features.js';

/** What an outside learner does and is rewarded for. */
export interface EpisodeTerms {
  /** How it moves sensitivities. */
  readonly actions: keyof typeof actionKinds;
  /** What rewards are the rise of. */
  readonly reward: keyof typeof bidRewards;
}

/** One run of a market, round by round, in which actions from outside take the place of the scenario's learner. */
export class Episode {
  private readonly simulation: Simulation;
  /** How well each server stood at the end of the last round. */
  private readonly standing: Float64Array;
  private action: ArrayLike<number> = [];
  private record: RoundRecord | undefined;

  constructor(
    private readonly loaded: LoadedScenario,
    private readonly terms: EpisodeTerms,
  ) {
    const { apply } = actionKinds[terms.actions];
    const { rate } = loaded.scenario.learning;
    const learner: Learner = {
      step: (server, _step, _loadRatio, _target, sensitivity) =>
        apply(this.action[server]!, sensitivity, rate),
    };
    const round = (record: RoundRecord): void => {
      this.record = record;
    };
    this.simulation = new Simulation(loaded, { observers: [{ name: 'environment', round }], learner });
    this.standing = new Float64Array(this.simulation.servers.count);
    // What there is before the first round is nobody's reward.
    this.rewards();
  }

  /** The round that ended last; absent before the first. */
  get round(): RoundRecord | undefined {
    return this.record;
  }

  get finished(): boolean {
    return this.simulation.finished;
  }

  /** Whether nothing could come after the end: it was drained, or stalled. Else it was only cut off. */
  get terminal(): boolean {
    return this.loaded.scenario.time.drain;
  }

  /** @param action - of each server, of the space */
  runRound(action: ArrayLike<number>): void {
    this.action = action;
    this.record = undefined;
    while (this.record === undefined) this.simulation.step();
  }

  /** What each server's standing rose by since this was called last. */
  rewards(): Float64Array {
    const { servers } = this.simulation;
    const standingOf = bidRewards[this.terms.reward];
    return this.standing.map((before, id) => {
      this.standing[id] = standingOf(servers, id);
      return this.standing[id]! - before;
    });
  }

  observation(): Float64Array {
    const { servers } = this.simulation;
    const reserve = this.record?.reserve ?? this.loaded.scenario.auction.reserve.initial;
    return observation({ servers, reserve, round: this.record });
  }

  summary(): Summary {
    return this.simulation.summary();
  }
}
