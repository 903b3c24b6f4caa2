/** The mechanism lab: properties of mechanisms and of values, and the smallest counterexamples; cooperative games. */
export { banzhafOf } from './cooperative/banzhaf.js';
export type { CharacteristicFunction } from './cooperative/characteristic-function.js';
export { coalitionSize, coalitionSums, coalitionWorths } from './cooperative/coalitions.js';
export { type Excess, largestExcess } from './cooperative/core.js';
export type { OrderPlan } from './cooperative/order-plan.js';
export { orderPlans } from './cooperative/order-plans.js';
export { type Sample, type SamplingTerms, sampledShapley } from './cooperative/sampled-shapley.js';
export { shapleyByEnumeration, shapleyOf } from './cooperative/shapley.js';
export { cost } from './lab/arbitraries/costs.js';
export { games as gameArbitraries } from './lab/arbitraries/games.js';
export { marketArbitrary } from './lab/arbitraries/market.js';
export { scenarioArbitrary } from './lab/arbitraries/scenario.js';
export { bestResponse, type Response } from './lab/best-response.js';
export type { CoalitionalGame } from './lab/coalitional-game.js';
export { type Lie, payingLie } from './lab/lies.js';
export { type LabMarket, type Outcome, type Profile, utility } from './lab/market.js';
export { type Draws, type MarketPropertyTerms, marketProperty } from './lab/market-property.js';
export {
  type Domain,
  type Mechanism,
  ofTaskAuction,
  type RepeatedAuction,
  type Setting,
} from './lab/mechanism.js';
export { mechanisms } from './lab/mechanisms.js';
export { properties } from './lab/properties.js';
export { type CheckTerms, type Property, type PropertyTerms, property } from './lab/property.js';
export type { Reduction } from './lab/reduction.js';
export { splitProperties } from './lab/split-properties.js';
export type { TitledSplit } from './lab/split-task.js';
export { mechanismSubject, type Subject, type SubjectProperty, subjects } from './lab/subjects.js';
export { taskSplits } from './lab/task-splits.js';
export type { Value } from './lab/value.js';
export { valueProperties } from './lab/value-properties.js';
export { values } from './lab/values.js';
export type { Counterexample, Failed, Measured, Verdict } from './lab/verdict.js';
export type { Game, Players } from './market/game.js';
export { games } from './market/games.js';
export type { Sale, TaskAuction } from './market/mechanism.js';
export { Streams } from './random/streams.js';
export { type Estimate, halfWidth } from './statistics/estimate.js';
