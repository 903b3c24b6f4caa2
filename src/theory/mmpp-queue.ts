import { requireStable } from './stability.js';

/** Poisson arrivals whose rate is switched by a Markov chain of two states. */
export interface TwoRates {
  /** Tasks a time unit in either state. */
  readonly calm: number;
  readonly burst: number;
  /** Rates at which bursts begin, and end; both above 0. */
  readonly enter: number;
  readonly leave: number;
}

/** The long-run mean of arrivals a time unit. */
export const meanRate = ({ calm, burst, enter, leave }: TwoRates): number =>
  (calm * leave + burst * enter) / (enter + leave);

/**
 * The limit of Var N / E[N] of the number N that arrive in a long time, 1 of a Poisson process (Fischer & Meier-Hellstern 1993,
 * equation 24).
 */
export function dispersion({ calm, burst, enter, leave }: TwoRates): number {
  return (
    1 + (2 * (burst - calm) ** 2 * enter * leave) / ((enter + leave) ** 2 * (calm * leave + burst * enter))
  );
}

/**
 * MMPP/M/1, first come, first served, exponential service of rate 1: a quasi-birth-and-death process whose levels are the tasks and
 * whose phases are calm and burst. πₙ = π₀ Rⁿ, R = A₀ (−A₁ − A₀ G)⁻¹ with G by logarithmic reduction (Latouche & Ramaswami 1999,
 * sections 6.4 and 8.4), π₀ (B + R) = 0 and π₀ (I − R)⁻¹ 1 = 1. So L = π₀ R (I − R)⁻² 1, and T by Little's law.
 *
 * @throws RangeError where the mean rate is 1 or more
 */
export function mmppQueue(rates: TwoRates) {
  const { calm, burst, enter, leave } = rates;
  const load = meanRate(rates);
  requireStable(load);
  const up: Matrix = [calm, 0, 0, burst];
  const within: Matrix = [-enter - calm - 1, enter, leave, -leave - burst - 1];
  const first = firstPassage(up, within);
  const r = product(up, inverse(difference(scaled(within, -1), product(up, first))));
  // A left null vector of B + R, B being `within` without the service: its columns sum with those of R to 0.
  const boundary = sum(sum(within, identity), r);
  const direction: Pair = [boundary[2], -boundary[0]];
  const visits = inverse(difference(identity, r));
  const total = across(direction, visits);
  const empty: Pair = [direction[0] / total, direction[1] / total];
  const tasks = across(empty, product(r, product(visits, visits)));
  const sojourn = tasks / load;
  return { sojourn, waiting: sojourn - 1, tasks };
}

/** 2 × 2, by rows. */
type Matrix = readonly [number, number, number, number];
type Pair = readonly [number, number];

const identity: Matrix = [1, 0, 0, 1];

const product = ([a, b, c, d]: Matrix, [e, f, g, h]: Matrix): Matrix => [
  a * e + b * g,
  a * f + b * h,
  c * e + d * g,
  c * f + d * h,
];
const sum = ([a, b, c, d]: Matrix, [e, f, g, h]: Matrix): Matrix => [a + e, b + f, c + g, d + h];
const scaled = ([a, b, c, d]: Matrix, by: number): Matrix => [a * by, b * by, c * by, d * by];
const difference = (left: Matrix, right: Matrix): Matrix => sum(left, scaled(right, -1));
const inverse = ([a, b, c, d]: Matrix): Matrix => scaled([d, -b, -c, a], 1 / (a * d - b * c));
/** The sum of the entries of a row times a matrix. */
const across = ([x, y]: Pair, [a, b, c, d]: Matrix): number => x * (a + b) + y * (c + d);

/** G, the phase in which a level is left for the one below, by logarithmic reduction: the distance to it is squared in each step. */
function firstPassage(up: Matrix, within: Matrix): Matrix {
  const out = inverse(scaled(within, -1));
  let [higher, lower] = [product(out, up), out];
  let passage = lower;
  let reached = higher;
  for (let step = 0; step < 64; step++) {
    const either = inverse(difference(identity, sum(product(higher, lower), product(lower, higher))));
    higher = product(either, product(higher, higher));
    lower = product(either, product(lower, lower));
    const before = passage;
    passage = sum(passage, product(reached, lower));
    reached = product(reached, higher);
    if (passage.every((chance, at) => Math.abs(chance - before[at]!) < 1e-16)) break;
  }
  return passage;
}
