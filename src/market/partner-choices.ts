import type { PartnerChoice } from './partner-choice.js';
import { leastLoaded } from './partner-choices/least-loaded.js';
import { marginalValue } from './partner-choices/marginal-value.js';

/** Every way to choose partners, by the name that a scenario gives it. */
export const partnerChoices = {
  'least-loaded': leastLoaded,
  'marginal-value': marginalValue,
} satisfies Record<string, PartnerChoice>;
