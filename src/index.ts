/** The public API of vickrey. */
export { Balancer, type BalancerTerms } from './balancers/balancer.js';
export type { FleetView } from './balancers/fleet-view.js';
export type { Meters } from './engine/meters.js';
export type { Profile, ProfileRow, Timeline, TimelineEvent } from './engine/profile.js';
export { Profiler } from './engine/profiler.js';
export type { EpisodeTerms } from './environment/episode.js';
export {
  MarketEnvironment,
  type Reset,
  type ResetTerms,
  type Step,
} from './environment/market-environment.js';
export type { Box, MultiDiscrete } from './environment/spaces.js';
export { InputError } from './input/input-error.js';
export type { ArmSelection, ArmValues } from './learning/arm-selection.js';
export type { Learner, LearningTerms } from './learning/learner.js';
export type { NamedNetwork } from './learning/neural/agent.js';
export type { Bidders } from './market/bids.js';
export type { PartnerChoice } from './market/partner-choice.js';
export type { PaymentRule, Settlement } from './market/payment-rule.js';
export type { Split } from './market/split.js';
export { genesisOf } from './output/ledger/ledger-blocks.js';
export type { LedgerDifference } from './output/ledger/ledger-difference.js';
export { LedgerReplay } from './output/ledger/ledger-replay.js';
export { type LedgerVerdict, verifyLedger } from './output/ledger/verify-ledger.js';
export { RunOutput } from './output/run-output.js';
export type { Discipline, Stations } from './queueing/discipline.js';
export type { Uniform } from './random/distribution.js';
export { Streams } from './random/streams.js';
export { scenarioJsonSchema } from './scenario/json-schema.js';
export { type LoadedScenario, loadScenario, prepareScenario } from './scenario/load.js';
export type { Scenario, ScenarioInput } from './scenario/schema.js';
export { type Components, componentsOf } from './simulation/components.js';
export { findWarmup } from './simulation/find-warmup.js';
export { lieGains, mostAffected, truthfulTwin } from './simulation/lie-gains.js';
export { Simulation, type SimulationOptions, simulate } from './simulation/simulation.js';
export type { LieGain, Summary, Times, Trend } from './simulation/summary.js';
export {
  type ArrivalRecord,
  type AuctionRecord,
  type AuctionStatus,
  auctionStatuses,
  type BidRecord,
  type CompletionRecord,
  type Observer,
  type RoundRecord,
  type ServerRecord,
} from './systems/records.js';
export type { ArrivalCounts, ArrivalProcess, ArrivalTimes } from './workload/arrival-process.js';
export { type AttributeSource, TaskAttributes } from './workload/task-attributes.js';
export { slaClasses } from './workload/trace.js';
