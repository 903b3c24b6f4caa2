import { solved } from './linear-equations.js';
import { mm1 } from './mm1.js';
import { mmc } from './mmc.js';
import { shortestOfTwo } from './shortest-of-two.js';
import { requireStable } from './stability.js';

/**
 * Each task joins the shortest of d queues drawn at random without replacement, of n with exponential service of rate 1. There is no
 * closed form: T is known to within `error` on either side.
 *
 * With Sᵢ the share of servers that have i tasks at least and h(x) = C(nx, d) / C(n, d), the chance that all d do,
 * E[Sᵢ₊₁] = ρ E[h(Sᵢ)] and E[S₁] = ρ. As h is convex, T is at least what sᵢ₊₁ = ρ h(sᵢ) gives, the mean field with the choice among n
 * servers. That S varies adds ρ (h′ δᵢ + h″ Var Sᵢ / 2), with the variance of the linear noise around the fixed point, by a Lyapunov
 * equation (the refined mean field: Gast & Van Houdt 2017, theorem 1). What is then left is O(1/n²), with no bound that is known: a
 * quarter of what was added is allowed for, and more where that is much or h is cut off, as fewer than d servers have so many tasks.
 * The tests compare it with chains.
 *
 * Where that cannot hold, T lies between one queue for all (M/M/n), or the mean field, and what fewer choices give, which are never
 * better (Turner 1998, theorem 4). Of two servers it is that of {@link shortestOfTwo}.
 * O(k d + k⁶) for k queue lengths that matter, at most 16.
 *
 * @param choices - d, a whole number from 1 to n
 * @throws RangeError where ρ ≥ 1
 */
export function finitePowerOfD(servers: number, choices: number, load: number): Approximation {
  requireStable(load);
  if (choices === 1) return { sojourn: mm1(load).sojourn, error: 0 };
  if (servers === 2) return { sojourn: shortestOfTwo(load).sojourn, error: 1e-9 };
  const { least, added, cut, spread } = refinedMeanField(servers, choices, load);
  const pooled = mmc(servers, servers * load).sojourn;
  const estimate = { sojourn: least + added, error: added * (0.25 + added / least) + cut };
  const near = servers >= 5 && spread <= 2 && added <= 0.4 * least;
  if (near && estimate.sojourn >= pooled) return estimate;
  const fewer = finitePowerOfD(servers, Math.max(1, Math.floor(0.8 * choices)), load);
  const low = Math.max(least, pooled);
  const high = fewer.sojourn + fewer.error;
  return { sojourn: (low + high) / 2, error: (high - low) / 2 };
}

interface Approximation {
  readonly sojourn: number;
  /** T is within this of `sojourn` on either side. */
  readonly error: number;
}

/**
 * T of the mean field, what fluctuations add to it, what the first sᵢ at which h is 0 may still add, two deviations up, and by what
 * factor h(S₁) varies in one deviation, as an exponent.
 */
function refinedMeanField(servers: number, choices: number, load: number) {
  const shares = [load];
  const chosen = [derivatives(load, servers, choices)];
  while (shares.at(-1)! > 1e-13 && shares.length < MOST_LEVELS) {
    const next = load * chosen.at(-1)!.value;
    shares.push(next);
    chosen.push(derivatives(next, servers, choices));
  }
  const variances = linearNoise(shares, chosen, load);
  const total = shares.reduce((sum, share) => sum + share, 0);
  let shift = 0;
  let shifts = 0;
  for (const [i, { first, second }] of chosen.entries()) {
    shift = load * (first * shift + (second * variances[i]!) / 2);
    shifts += shift;
  }
  const deviation = (i: number): number => Math.sqrt(Math.max(0, variances[i]!) / servers);
  const none = chosen.findIndex(({ value }) => value === 0);
  const last = none < 0 ? shares.length - 1 : none;
  const high = Math.min(1, shares[last]! + 2 * deviation(last));
  const { value, first } = chosen[0]!;
  return {
    least: total / load,
    added: shifts / load / servers,
    cut: shares[last]! * high ** (choices - 1),
    spread: value === 0 ? Number.POSITIVE_INFINITY : (deviation(0) * first) / value,
  };
}

/** Loads up to 0.99 have fewer queue lengths that matter: of two choices, their tails fall twice as fast with each task. */
const MOST_LEVELS = 16;

interface Derivatives {
  readonly value: number;
  readonly first: number;
  readonly second: number;
}

/** h(x) = Π_{j < d} (nx − j) / (n − j) and its derivatives; 0 where fewer than d servers are left. */
function derivatives(x: number, n: number, d: number): Derivatives {
  let [value, first, second] = [1, 0, 0];
  for (let j = 0; j < d; j++) {
    const slope = n / (n - j);
    const factor = (n * x - j) / (n - j);
    if (factor <= 0) return { value: 0, first: 0, second: 0 };
    second = second * factor + 2 * first * slope;
    first = first * factor + value * slope;
    value *= factor;
  }
  return { value, first, second };
}

/**
 * n · Var Sᵢ around the fixed point: W with A W + W Aᵀ + Q = 0. A is the Jacobian of the drift ρ (h(sᵢ₋₁) − h(sᵢ)) − (sᵢ − sᵢ₊₁), Q
 * the diagonal of the rates at which Sᵢ goes up or down.
 */
function linearNoise(shares: readonly number[], chosen: readonly Derivatives[], load: number): number[] {
  const k = shares.length;
  const drift = (i: number, j: number): number => {
    if (j === i) return -load * chosen[i]!.first - 1;
    if (j === i - 1) return load * chosen[j]!.first;
    return j === i + 1 ? 1 : 0;
  };
  const pairs = Array.from({ length: k * k }, (_, at): [number, number] => [Math.floor(at / k), at % k]);
  const matrix = pairs.map(([i, j]) =>
    pairs.map(([r, s]) => (j === s ? drift(i, r) : 0) + (i === r ? drift(j, s) : 0)),
  );
  const right = pairs.map(([i, j]) => (i === j ? -2 * (shares[i]! - (shares[i + 1] ?? 0)) : 0));
  const w = solved(matrix, right);
  return shares.map((_, i) => w[i * k + i]!);
}
