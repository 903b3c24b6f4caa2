import type { Mechanism } from './mechanism.js';
import { individualRationality } from './properties/individual-rationality.js';
import { truthfulness } from './properties/truthfulness.js';
import type { Property } from './property.js';

/** Every property of mechanisms, by the name that `vickrey lab --property` gives it. */
export const properties = {
  truthfulness,
  'individual-rationality': individualRationality,
} satisfies Record<string, Property<Mechanism>>;
