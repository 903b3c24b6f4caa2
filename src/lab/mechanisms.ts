import type { Mechanism } from './mechanism.js';
import { bindingReserve } from './mechanisms/binding-reserve.js';
import { firstPrice } from './mechanisms/first-price.js';
import { generalisedSecondPrice } from './mechanisms/generalised-second-price.js';
import { leaveOneOut } from './mechanisms/leave-one-out.js';
import { paper } from './mechanisms/paper.js';
import { postedPrice } from './mechanisms/posted-price.js';
import { secondPrice } from './mechanisms/second-price.js';
import { vcg } from './mechanisms/vcg.js';

/** Every mechanism of the lab, by the name that `vickrey lab` gives it. */
export const mechanisms = {
  'first-price': firstPrice,
  'second-price': secondPrice,
  'posted-price': postedPrice,
  vcg,
  gsp: generalisedSecondPrice,
  paper,
  'binding-reserve': bindingReserve,
  'leave-one-out': leaveOneOut,
} satisfies Record<string, Mechanism>;
