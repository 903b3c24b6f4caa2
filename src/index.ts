/** The public API of vickrey. */
export { Balancer, type BalancerTerms } from './balancers/balancer.js';
export type { FleetView } from './balancers/fleet-view.js';
export type { Meters } from './engine/meters.js';
export type { Profile, ProfileRow, Timeline, TimelineEvent } from './engine/profile.js';
export { Profiler } from './engine/profiler.js';
export type { RunLimits, StopReason } from './engine/scheduler.js';
export type { EventHandler, System } from './engine/system.js';
export type { EpisodeTerms } from './environment/episode.js';
export {
  MarketEnvironment,
  type Reset,
  type ResetTerms,
  type Step,
} from './environment/market-environment.js';
export type { Box, MultiDiscrete } from './environment/spaces.js';
export { InputError, type Problem } from './input/input-error.js';
export type { RowRefusal } from './input/row-refusal.js';
export type { ReadSoFar, TextFile } from './input/text-file.js';
export type { ArmSelection, ArmValues } from './learning/arm-selection.js';
export type { Learner, LearningTerms } from './learning/learner.js';
export type { AdamTerms } from './learning/neural/adam.js';
export type { Agent, NamedNetwork, NamedShape } from './learning/neural/agent.js';
export type { AgentKind, AgentTerms } from './learning/neural/agent-kinds.js';
export type { RewardColumns } from './learning/neural/bid-rewards.js';
export type { ExplorationTerms } from './learning/neural/exploration.js';
export type { AdamStep, Kernel, Matrix } from './learning/neural/kernel.js';
export type { LayerWeights, NetworkShape, Weights } from './learning/neural/network.js';
export type { QTrainer, QTrainerTerms } from './learning/neural/q-trainer.js';
export type { QTrainerFactory } from './learning/neural/q-trainers.js';
export type { Transitions } from './learning/neural/transitions.js';
export type { Bidders } from './market/bids.js';
export type { Sale, TaskAuction } from './market/mechanism.js';
export type { PartnerChoice } from './market/partner-choice.js';
export type { PaymentRule, Settlement } from './market/payment-rule.js';
export type { NamedAuction } from './market/sold-by.js';
export type { Split } from './market/split.js';
export type { Column, NumericColumn, TextColumn } from './output/column.js';
export type { Block, GenesisBlock } from './output/ledger/block.js';
export { genesisOf } from './output/ledger/ledger-blocks.js';
export type { LedgerDifference } from './output/ledger/ledger-difference.js';
export { LedgerReplay } from './output/ledger/ledger-replay.js';
export type { BlockDigest } from './output/ledger/ledger-writer.js';
export { type LedgerVerdict, verifyLedger } from './output/ledger/verify-ledger.js';
export { RunOutput } from './output/run-output.js';
export type { SummaryDocument } from './output/summary-document.js';
export type { TableFormatName } from './output/table-formats.js';
export type { TableWriter } from './output/table-writer.js';
export type { Timing } from './output/timing.js';
export type { Discipline, Stations } from './queueing/discipline.js';
export type { Parts, PartTraits } from './queueing/parts.js';
export type { CounterDraws } from './random/counter-draws.js';
export type { Uniform } from './random/distribution.js';
export { Streams } from './random/streams.js';
export type { BidNetworks } from './scenario/bid-networks.js';
export type { Clock, ContinuousClock, RoundsClock, TimeOf } from './scenario/clock.js';
export type { IdleSetting } from './scenario/idle-settings.js';
export type { ImportModule } from './scenario/import-module.js';
export { scenarioJsonSchema } from './scenario/json-schema.js';
export {
  type CheckedScenario,
  type LoadedScenario,
  loadScenario,
  prepareScenario,
  type Reading,
  type SourcedScenario,
} from './scenario/load.js';
export type { FilePath } from './scenario/named-files.js';
export type { OwnParts, PartName } from './scenario/own-parts/own-parts.js';
export type { ListedServer, Scenario, ScenarioInput } from './scenario/schema.js';
export type { ScenarioSource, SourceFile } from './scenario/source.js';
export type { TraceMemory } from './scenario/trace-memory.js';
export { type Components, componentsOf } from './simulation/components.js';
export { findWarmup } from './simulation/find-warmup.js';
export { lieGains, mostAffected, truthfulTwin } from './simulation/lie-gains.js';
export { simulate } from './simulation/run.js';
export { Simulation, type SimulationOptions } from './simulation/simulation.js';
export type { LevelSummary, LieGain, Summary, Times, Trend, WindowSummary } from './simulation/summary.js';
export type { TailCounts } from './statistics/tail-counts.js';
export type { AuctionEvent } from './systems/auction-event.js';
export {
  type ArrivalRecord,
  type AuctionRecord,
  type AuctionStatus,
  auctionStatuses,
  type BidRecord,
  type CompletionRecord,
  type Observer,
  type RoundRecord,
  type SampleRecord,
  type ServerRecord,
} from './systems/records.js';
export type { ArrivalCounts, ArrivalProcess, ArrivalTimes } from './workload/arrival-process.js';
export { type AttributeSource, TaskAttributes } from './workload/task-attributes.js';
export { type SkippedRows, type SlaClass, slaClasses, type Trace } from './workload/trace.js';
export type { OptionalColumn, Rows, TraceBuilder, TraceTask } from './workload/trace-builder.js';
export type { TraceFormat, TraceReading, TraceTerms } from './workload/trace-format.js';
export type { Moment, Moments, Origin, TraceTimes } from './workload/trace-times.js';
export type { Servers, ServerTraits } from './world/servers.js';
