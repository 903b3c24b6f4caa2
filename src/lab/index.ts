/** The mechanism lab: properties of mechanisms, and the smallest counterexamples. */
export type { Sale, TaskAuction } from '../market/mechanism.js';
export { cost } from './arbitraries/costs.js';
export { marketArbitrary } from './arbitraries/market.js';
export { scenarioArbitrary } from './arbitraries/scenario.js';
export { bestResponse, type Response } from './best-response.js';
export { type Lie, payingLie } from './lies.js';
export { type LabMarket, type Outcome, type Profile, utility } from './market.js';
export { type Draws, marketProperty } from './market-property.js';
export { type Mechanism, ofTaskAuction, type RepeatedAuction } from './mechanism.js';
export { mechanisms } from './mechanisms.js';
export { properties } from './properties.js';
export { type CheckTerms, type Property, type PropertyTerms, property } from './property.js';
export { mechanismSubject, type Subject, subjects } from './subjects.js';
export type { Counterexample, Measured, Verdict } from './verdict.js';
