import type { Profiler } from '../engine/profiler.js';
import { type RunLimits, Scheduler, type StopReason } from '../engine/scheduler.js';
import type { Learner } from '../learning/learner.js';
import type { NamedNetwork } from '../learning/neural/agent.js';
import { expectedLength, sampleInterval } from '../scenario/clock.js';
import type { LoadedScenario } from '../scenario/load.js';
import { type TailCounts, tailCounts } from '../statistics/tail-counts.js';
import { EventKind } from '../systems/events.js';
import type { Market } from '../systems/market.js';
import type { Observer } from '../systems/records.js';
import type { RunEnd } from '../systems/run-end.js';
import { type Components, componentsOf, givenOf } from './components.js';
import { Digest } from './digest.js';
import { FirstAuctions } from './first-auctions.js';
import { type Model, modelOf } from './model.js';
import { profiledObserver } from './profiled-observer.js';
import { summarise } from './summarise.js';
import type { Summary } from './summary.js';
import { Trends } from './trends.js';
import { unrecordedResults } from './unrecorded-results.js';
import { warmupOf } from './warm-up.js';

/** How to run a simulation; of what is here, only components, a learner and a warm-up change what comes of it. */
export interface SimulationOptions {
  /** Told of auctions and rounds as they happen, in this order; they never change the run. */
  observers?: readonly Observer[] | undefined;
  /** Parts that take the place of those that the scenario names. */
  components?: Partial<Components> | undefined;
  /** Measures the systems and observers of this simulation; used for no other. */
  profiler?: Profiler | undefined;
  /** Takes the place of the scenario's learner, and acts at the start of each round instead of at its end. */
  learner?: Learner | undefined;
  /** First tasks that statistics leave out, where `time.warmup` is `mser`: what {@link findWarmup} has found. */
  warmup?: number | undefined;
}

/**
 * One run of a scenario. Nothing of it is shared with another simulation: any number may run side by side.
 *
 *     const simulation = new Simulation(await loadScenario('scenarios/paper.yaml'));
 *     simulation.run();
 *     console.log(simulation.summary().fairness);
 */
export class Simulation {
  private readonly scheduler = new Scheduler();
  private readonly market: Market;
  private readonly model: Model;
  private readonly digest: Digest;
  private readonly trends: Trends;
  private readonly firstAuctions = new FirstAuctions(10);
  private end: RunEnd | undefined;
  private networks: readonly NamedNetwork[] = [];
  private summarised: Summary | undefined;

  /**
   * @param loaded - the scenario and its input files
   * @param options.observers - told of auctions and rounds as they happen, in this order; they never change the run
   * @param options.components - take the place of parts that the scenario names
   * @param options.profiler - measures this run, from here on; without one nothing is measured, at no cost
   * @param options.learner - changes sensitivities before each round, in place of the scenario's learner
   * @param options.warmup - needed where the scenario's is `mser`, and of no use elsewhere
   * @throws Error where the profiler measures another simulation already, the warm-up is not known, or a component has a
   *   name that none has
   */
  constructor(
    readonly loaded: LoadedScenario,
    private readonly options: SimulationOptions = {},
  ) {
    if (Array.isArray(options)) throw new TypeError('observers are an option: { observers: […] }');
    const { learner, observers = [], profiler } = options;
    const components = componentsOf(loaded, options.components);
    const { scenario, trace } = loaded;
    this.trends = new Trends(Math.ceil(expectedLength(scenario, trace) / sampleInterval(scenario, trace)));
    this.digest = new Digest({
      rounds: scenario.time.mode === 'rounds',
      bids: components.balancer === undefined,
    });
    const all = [this.digest, this.trends, this.firstAuctions, ...observers];
    const listening = profiler ? all.map((observer) => profiledObserver(observer, profiler)) : all;
    this.model = modelOf(loaded, this.scheduler, {
      components,
      given: givenOf(options.components),
      observers: listening,
      warmup: warmupOf(scenario.time, options.warmup),
      outside: learner,
    });
    this.market = this.model.market;
    const { systems: working, timeline } = this.model;
    const systems = [...working, timeline.clock(this.market, (end) => this.stop(end))];
    for (const system of profiler ? [profiler.measured(systems, EventKind)] : systems) {
      this.scheduler.add(system);
    }
    this.scheduler.schedule(0, timeline.first);
  }

  /** Whether the run has ended, so that it can be summarised. */
  get finished(): boolean {
    return this.end !== undefined;
  }

  /** Simulated time. */
  get now(): number {
    return this.scheduler.now;
  }

  /** Events run so far. */
  get events(): number {
    return this.scheduler.executed;
  }

  /** Auctions held so far. */
  get auctions(): number {
    return this.market.auction.number;
  }

  /** Current state of the servers, one row a server. Not to be written to. */
  get servers() {
    return this.market.world.servers;
  }

  /** Runs on until the run has ended or a limit is met; by default to the end. */
  run(limits: RunLimits = {}): StopReason {
    return this.finished ? 'stopped' : this.scheduler.run(limits);
  }

  /** Runs one event; false where the run has ended. */
  step(): boolean {
    return !this.finished && this.scheduler.step();
  }

  /**
   * What came of the run.
   *
   * @throws Error before the run has ended
   */
  summary(): Summary {
    if (this.end === undefined) throw new Error('the run has not ended: call run() first');
    this.summarised ??= summarise(this.loaded, this.model, {
      end: this.end,
      time: this.scheduler.now,
      samples: this.trends.samples,
      digest: this.digest.finish(this.servers, unrecordedResults(this.model, this.networks)),
      trends: this.trends.summary(),
      firstAuctions: this.firstAuctions.list,
    });
    return this.summarised;
  }

  /** Counts of the sojourn times of measured tasks so far: what quantiles over several runs are made from. */
  sojourns(): TailCounts {
    return tailCounts(this.model.sojourn.sketches);
  }

  private stop(end: RunEnd): void {
    this.end = end;
    this.options.profiler?.stop();
    this.scheduler.stop();
    const { actor } = this.market.allocation;
    if (!actor) return;
    const weights = actor.weights();
    actor.dispose();
    this.networks = this.loaded.bidNetworks!.networks.map((network, i) => ({
      ...network,
      weights: weights[i]!,
    }));
    for (const observer of this.options.observers ?? []) observer.networks?.(this.networks);
  }
}
