/** Shapley values of games that have them in closed form, a value a player. */

/** v(S) = Σ wᵢ: each its own weight. */
export function ofAdditiveGame(weights: readonly number[]): number[] {
  return [...weights];
}

/** v(S) = (Σ wᵢ)²: wᵢ · Σ w, half of each product of two going to either. */
export function ofSquaredWeight(weights: readonly number[]): number[] {
  const total = sum(weights);
  return weights.map((weight) => weight * total);
}

/**
 * Owners of a left glove, then of a right one; v is the number of pairs. A left one adds a pair where fewer left than right ones
 * came before it (Shapley & Shubik 1969).
 */
export function ofGloveGame(left: number, right: number): number[] {
  const n = left + right;
  /** Share of orders in which one of `own` alike comes when fewer of its kind are there than of the `other`. */
  const value = (own: number, other: number): number => {
    let total = 0;
    for (let before = 0; before < own; before++) {
      for (let opposite = before + 1; opposite <= other; opposite++) {
        total += (choose(own - 1, before) * choose(other, opposite)) / (n * choose(n - 1, before + opposite));
      }
    }
    return total;
  };
  return [
    ...new Array<number>(left).fill(value(left, right)),
    ...new Array<number>(right).fill(value(right, left)),
  ];
}

/**
 * v(S) is the cost of the longest runway that S needs. Each piece is shared by all who need it: φᵢ = Σ_{k ≤ i}
 * (cₖ − cₖ₋₁) / (n − k + 1), costs in rising order (Littlechild & Owen 1973).
 */
export function ofAirportGame(costs: readonly number[]): number[] {
  const order = [...costs.keys()].sort((a, b) => costs[a]! - costs[b]!);
  const values = new Array<number>(costs.length);
  let paid = 0;
  let before = 0;
  for (const [k, player] of order.entries()) {
    paid += (costs[player]! - before) / (costs.length - k);
    before = costs[player]!;
    values[player] = paid;
  }
  return values;
}

/**
 * v(S) = Σ l² − (Σ l)²/|S| = Σ_{i < j in S} (lᵢ − lⱼ)² / |S|: a sum of games of two players i and j, worth 1/|S| where both are in S.
 * In such a game a third loses β = Σ_{p = 3..n} (p − 2)/p / (n (n−1) (n−2)) by coming after both, at place p, and i and j have
 * alike what makes the sum 1/n. O(n²).
 */
export function ofLoadEqualisation(loads: readonly number[]): number[] {
  const n = loads.length;
  let places = 0;
  for (let place = 3; place <= n; place++) places += (place - 2) / place;
  const third = n > 2 ? -places / (n * (n - 1) * (n - 2)) : 0;
  const either = (1 / n - (n - 2) * third) / 2;
  const distances = loads.map((load) => sum(loads.map((other) => (load - other) ** 2)));
  const all = sum(distances) / 2;
  return distances.map((own) => either * own + third * (all - own));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** n over k. */
function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}
