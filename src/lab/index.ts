/** Cooperative games and their values: pure functions of characteristic functions. Properties and arbitraries for mechanisms. */
export { banzhafOf } from '../cooperative/banzhaf.js';
export type { CharacteristicFunction } from '../cooperative/characteristic-function.js';
export { coalitionSize, coalitionSums, coalitionWorths } from '../cooperative/coalitions.js';
export type { OrderPlan } from '../cooperative/order-plan.js';
export { orderPlans } from '../cooperative/order-plans.js';
export { type Sample, type SamplingTerms, sampledShapley } from '../cooperative/sampled-shapley.js';
export { shapleyByEnumeration, shapleyOf } from '../cooperative/shapley.js';
export { type Game, games, type Players } from '../market/games.js';
export { Streams } from '../random/streams.js';
export { type Estimate, halfWidth } from '../statistics/estimate.js';
