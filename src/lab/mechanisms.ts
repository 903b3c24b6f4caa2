import type { Mechanism } from './mechanism.js';
import { firstPrice } from './mechanisms/first-price.js';
import { secondPrice } from './mechanisms/second-price.js';

/** Every mechanism of the lab, by the name that `vickrey lab` gives it. */
export const mechanisms = {
  'first-price': firstPrice,
  'second-price': secondPrice,
} satisfies Record<string, Mechanism>;
