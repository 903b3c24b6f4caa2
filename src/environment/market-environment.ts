import { z } from 'zod';
import { InputError } from '../input/input-error.js';
import { namedBalancer } from '../scenario/balancer-schema.js';
import type { RoundsClock } from '../scenario/clock.js';
import type { LoadedScenario } from '../scenario/load.js';
import { shown } from '../scenario/plain-words.js';
import { whole } from '../scenario/quantities.js';
import { plainDocument } from '../scenario/scenario-document.js';
import { mostRounds } from '../scenario/sizes.js';
import { accepted } from '../scenario/validate.js';
import type { Summary } from '../simulation/summary.js';
import type { RoundRecord } from '../systems/records.js';
import { type ActionKind, actionKinds } from './action-kinds.js';
import { Episode, type EpisodeTerms } from './episode.js';
import { features } from './features.js';
import type { Box, MultiDiscrete } from './spaces.js';

/** The schema of {@link ResetTerms}. */
export const resetTerms = z.strictObject({
  seed: z.int().min(0).nullish(),
  options: z.strictObject({ rounds: whole(1, mostRounds).nullish() }).nullish(),
});

/**
 * How to start an episode.
 *
 * - `seed`: by default the scenario's at first, then one more than the last episode's
 * - `options.rounds`: rounds in which tasks arrive, by default the scenario's
 */
export type ResetTerms = z.input<typeof resetTerms>;

/** What the market shows before its first round. */
export interface Reset {
  /** Rows of features, one a server: shape [servers, features]. */
  readonly observation: Float64Array;
  readonly info: { readonly seed: number };
}

/** What came of a round. */
export interface Step {
  /** Rows of features, one a server: shape [servers, features]. */
  readonly observation: Float64Array;
  /** One entry a server. */
  readonly reward: Float64Array;
  /** The market came to an end by itself: drained or stalled. */
  readonly terminated: boolean;
  /** The rounds are over, but the market would have gone on. */
  readonly truncated: boolean;
  /** The seed and the round's record: welfare, fairness … */
  readonly info: { readonly seed: number } & RoundRecord;
}

/**
 * A market as an environment for an outside learner, in the shape of Gymnasium, batched over servers: one step is one round.
 * Before the round each server's action moves its sensitivity, under the floor and the ceiling that hold for the scenario's own
 * learners, whose place it takes: `learning.mode` and its terms have no effect but for `learning.rate`, the η of an action.
 *
 *     const environment = new MarketEnvironment(await loadScenario('scenarios/paper.yaml'));
 *     let { observation } = environment.reset({ seed: 1 });
 *     for (let done = false; !done; ) {
 *       const step = environment.step(policy(observation));
 *       observation = step.observation;
 *       done = step.terminated || step.truncated;
 *     }
 *
 * Arrays that it returns are new ones each time. The same seed and the same actions give the same digest; if all servers
 * always keep, that of the scenario with `learning.mode: none`.
 */
export class MarketEnvironment {
  readonly observationSpace: Box;
  readonly actionSpace: Box | MultiDiscrete;
  /** Names of the servers, in order of their rows: `server_0` … */
  readonly possibleAgents: readonly string[];
  private readonly terms: EpisodeTerms;
  private readonly actionKind: ActionKind;
  /** How its rounds go. */
  readonly clock: RoundsClock;
  private nextSeed: number;
  private seed = 0;
  private episode: Episode | undefined;

  /**
   * @param terms.actions - `discrete` (default) or `continuous`
   * @param terms.reward - `error-reduction` (default): what |load ratio − target| fell by in the round; or `profit`: payments
   *   less costs of the round
   * @throws InputError where the scenario does not go in rounds, or another balancer places its tasks
   */
  constructor(
    readonly loaded: LoadedScenario,
    terms: Partial<EpisodeTerms> = {},
  ) {
    const { balancer, seed, servers, time } = loaded.scenario;
    if (time.mode !== 'rounds' || namedBalancer(balancer).name !== 'auction') {
      throw new InputError({
        message: 'an environment steps through rounds of auctions',
        hint: 'set time.mode to rounds and balancer to auction',
      });
    }
    this.clock = time;
    this.terms = { actions: 'discrete', reward: 'error-reduction', ...terms };
    this.actionKind = actionKinds[this.terms.actions];
    this.actionSpace = this.actionKind.space(servers.count);
    this.observationSpace = {
      type: 'Box',
      dtype: 'float64',
      shape: [servers.count, features.length],
      low: features.map(({ low }) => low),
      high: features.map(({ high }) => high),
    };
    this.possibleAgents = Array.from({ length: servers.count }, (_, id) => `server_${id}`);
    this.nextSeed = seed;
  }

  /** The servers that act: all of them, or none where no episode is under way. */
  get agents(): readonly string[] {
    return this.episode && !this.episode.finished ? this.possibleAgents : [];
  }

  /** What rewards are the rise of. */
  get reward(): EpisodeTerms['reward'] {
    return this.terms.reward;
  }

  /**
   * Starts an episode: an idle market, before its first round.
   *
   * @throws InputError where a term is none; the episode under way, if there is one, then goes on
   */
  reset(terms: ResetTerms = {}): Reset {
    const { seed, options } = accepted(resetTerms, plainDocument(terms));
    const { scenario } = this.loaded;
    this.seed = seed ?? this.nextSeed;
    this.nextSeed = this.seed < Number.MAX_SAFE_INTEGER ? this.seed + 1 : 0;
    const time = { ...this.clock, rounds: options?.rounds ?? this.clock.rounds };
    const loaded = { ...this.loaded, scenario: { ...scenario, seed: this.seed, time } };
    this.episode = new Episode(loaded, this.terms);
    return { observation: this.episode.observation(), info: { seed: this.seed } };
  }

  /**
   * Runs a round in which each server acts so.
   *
   * @param action - one entry a server, of the action space
   * @throws InputError where the action is not of the space; the episode then stays as it was
   * @throws Error where no episode is under way
   */
  step(action: ArrayLike<number>): Step {
    const { episode } = this;
    if (!episode) throw new Error('no episode is under way: call reset first');
    if (episode.finished) throw new Error('the episode has ended: call reset to start another');
    this.checkAction(action);
    // What fails within a round leaves a market that is in no state.
    this.episode = undefined;
    episode.runRound(action);
    this.episode = episode;
    return {
      observation: episode.observation(),
      reward: episode.rewards(),
      terminated: episode.finished && episode.terminal,
      truncated: episode.finished && !episode.terminal,
      info: { seed: this.seed, ...episode.round! },
    };
  }

  /**
   * What came of the episode.
   *
   * @throws Error before it has ended
   */
  summary(): Summary {
    if (!this.episode?.finished) throw new Error('the episode has not ended: there is no summary yet');
    return this.episode.summary();
  }

  private checkAction(action: ArrayLike<unknown>): void {
    const { expected, isAction } = this.actionKind;
    const servers = this.possibleAgents.length;
    if (action.length !== servers) {
      throw new InputError({
        message: `action: must be a list of ${servers}, one a server, got ${action.length}`,
      });
    }
    for (let id = 0; id < servers; id++) {
      if (isAction(action[id])) continue;
      throw new InputError({ message: `action[${id}]: must be ${expected}, got ${shown(action[id])}` });
    }
  }
}
