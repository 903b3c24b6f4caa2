/**
 * Stationary probabilities of an irreducible Markov chain in continuous time with states 0 … states − 1 and no transition
 * that leads further than `band` states away: state reduction of Grassmann, Taksar & Heyman (1985), which subtracts nothing, so
 * that every probability has a relative error of rounding only. O(states · band²) time, 16 · states · band bytes.
 *
 * @param transitions - calls `add` with each state that `from` leads to and the rate, > 0; a state may be told twice
 * @throws RangeError where a transition leads further than `band`
 */
export function stationary(
  states: number,
  band: number,
  transitions: (from: number, add: (to: number, rate: number) => void) => void,
): Float64Array {
  const rates = new Float64Array(states * (2 * band + 1));
  for (let from = 0; from < states; from++) {
    transitions(from, (to, rate) => {
      if (Math.abs(to - from) > band || to < 0 || to >= states) {
        throw new RangeError(`${from} → ${to} leaves a band of ${band} in ${states} states`);
      }
      rates[from * 2 * band + band + to]! += rate;
    });
  }
  for (let last = states - 1; last > 0; last--) watchBelow(rates, last, band);
  return inverted(rates, states, band);
}

/** Leaves state `last` out of the chain: what leads there goes on at once to where it leads, all of which is below. */
function watchBelow(rates: Float64Array, last: number, band: number): void {
  const stride = 2 * band;
  const first = Math.max(0, last - band);
  // The rate from → to stands at from · (2 band + 1) + to − from + band.
  const out = last * stride + band;
  let total = 0;
  for (let to = first; to < last; to++) total += rates[out + to]!;
  for (let from = first; from < last; from++) {
    const row = from * stride + band;
    const share = rates[row + last]! / total;
    rates[row + last] = share;
    if (share === 0) continue;
    for (let to = first; to < last; to++) rates[row + to]! += share * rates[out + to]!;
  }
}

/** Gives each state, from the lowest on, what comes to it from those below, and makes the sum 1. */
function inverted(rates: Float64Array, states: number, band: number): Float64Array {
  const chances = new Float64Array(states);
  chances[0] = 1;
  let total = 1;
  for (let to = 1; to < states; to++) {
    for (let from = Math.max(0, to - band); from < to; from++) {
      chances[to]! += chances[from]! * rates[from * 2 * band + band + to]!;
    }
    total += chances[to]!;
  }
  return chances.map((chance) => chance / total);
}
