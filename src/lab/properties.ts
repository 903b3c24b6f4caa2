import type { Mechanism } from './mechanism.js';
import { anonymity } from './properties/anonymity.js';
import { budget } from './properties/budget.js';
import { efficiency } from './properties/efficiency.js';
import { envyFreeness } from './properties/envy-freeness.js';
import { individualRationality } from './properties/individual-rationality.js';
import { monotonicity } from './properties/monotonicity.js';
import { nonBossiness } from './properties/non-bossiness.js';
import { pairStrategyproofness } from './properties/pair-strategyproofness.js';
import { repeatedTruthfulness } from './properties/repeated-truthfulness.js';
import { revenueMonotonicity } from './properties/revenue-monotonicity.js';
import { truthfulness } from './properties/truthfulness.js';
import type { Property } from './property.js';

/** Every property of mechanisms, by the name that `vickrey lab --property` gives it. */
export const properties = {
  truthfulness,
  'pair-strategyproofness': pairStrategyproofness,
  'repeated-truthfulness': repeatedTruthfulness,
  'individual-rationality': individualRationality,
  budget,
  efficiency,
  monotonicity,
  anonymity,
  'envy-freeness': envyFreeness,
  'non-bossiness': nonBossiness,
  'revenue-monotonicity': revenueMonotonicity,
} satisfies Record<string, Property<Mechanism>>;
