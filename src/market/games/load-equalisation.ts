import { coalitionSize, coalitionSums } from '../../cooperative/coalitions.js';
import type { Game } from '../game.js';

/**
 * v(S) = Σ l² − (Σ l)²/|S|: the squared imbalance that S removes by sharing its loads equally.
 *
 * Closed form. Let player i come k-th in a random order, T the sum of the k−1 loads before it. Its marginal of
 * Σ l² is lᵢ²; that of (Σ l)²/|S| is (T + lᵢ)²/k − T²/(k−1). The k−1 are a uniform subset of the others, so
 * with m = n−1 others of sum a and sum of squares q, E T = (k−1)·a/m and
 * E T² = (k−1)·q/m + (k−1)(k−2)·(a² − q)/(m(m−1)). The average over k = 1..n is linear in q, a², lᵢ·a and lᵢ²;
 * the coefficients depend on n alone, so all values cost O(n) together.
 */
export const loadEqualisation: Game = {
  value: (players) => (members, size) => {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < size; i++) {
      const load = players.load[members[i]!]!;
      sum += load;
      squares += load * load;
    }
    return squares - (sum * sum) / size;
  },

  worths({ count, load }) {
    const sums = coalitionSums(count, (server) => load[server]!);
    const worth = coalitionSums(count, (server) => load[server]! * load[server]!);
    for (let mask = 1; mask < worth.length; mask++) {
      worth[mask]! -= (sums[mask]! * sums[mask]!) / coalitionSize(mask);
    }
    return worth;
  },

  closedForm({ count, load }, out) {
    const { ofSquares, ofProducts, ofCross, ofOwn } = coefficients(count);
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < count; i++) {
      sum += load[i]!;
      squares += load[i]! * load[i]!;
    }
    for (let i = 0; i < count; i++) {
      const own = load[i]!;
      const others = sum - own;
      const otherSquares = squares - own * own;
      const pooled =
        ofSquares * otherSquares +
        ofProducts * (others * others - otherSquares) +
        ofCross * own * others +
        ofOwn * own * own;
      out[i] = own * own - pooled;
    }
  },
};

/** Coefficients of the mean marginal of (Σ l)²/|S| over the place k = 1..n of a player. */
function coefficients(n: number) {
  const m = n - 1;
  let ofSquares = 0;
  let ofProducts = 0;
  let ofCross = 0;
  let ofOwn = 0;
  for (let k = 1; k <= n; k++) {
    const gain = k > 1 ? 1 / k - 1 / (k - 1) : 0;
    ofSquares += ((k - 1) / m) * gain;
    ofProducts += (((k - 1) * (k - 2)) / (m * (m - 1))) * gain;
    ofCross += ((2 * (k - 1)) / m) * (1 / k);
    ofOwn += 1 / k;
  }
  return {
    ofSquares: m > 0 ? ofSquares / n : 0,
    ofProducts: m > 1 ? ofProducts / n : 0,
    ofCross: m > 0 ? ofCross / n : 0,
    ofOwn: ofOwn / n,
  };
}
