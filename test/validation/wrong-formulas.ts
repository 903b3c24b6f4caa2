import type { Distribution } from '../../src/random/distribution.js';
import { distributionMoments } from '../../src/random/distribution-moments.js';
import { constantArrivals } from '../../src/theory/constant-arrivals.js';
import { mg1 } from '../../src/theory/mg1.js';
import { mm1 } from '../../src/theory/mm1.js';
import { erlangB, mmc } from '../../src/theory/mmc.js';
import { meanRate, mmppQueue, type TwoRates } from '../../src/theory/mmpp-queue.js';
import { powerOfD } from '../../src/theory/power-of-d.js';
import { nonPreemptivePriorities, preemptiveResumePriorities } from '../../src/theory/priorities.js';
import { roundRobin } from '../../src/theory/round-robin.js';

type Parameters = Record<string, never>;
type Formula = (parameters: Parameters) => number;
type Wrong = Record<string, readonly Formula[]>;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const values = (parameters: Parameters, name: string): number[] =>
  (parameters as Record<string, number[]>)[name]!;
const value = (parameters: Parameters, name: string): number => (parameters as Record<string, number>)[name]!;

const rho = (parameters: Parameters): number => value(parameters, 'rho');
const moments = (parameters: Parameters) =>
  distributionMoments((parameters as Record<string, Distribution>).service!);
const mean = (parameters: Parameters): number => moments(parameters).mean;
const variation = (parameters: Parameters): number => moments(parameters).squaredVariation;

const availability = (parameters: Parameters): number =>
  value(parameters, 'repair') / (value(parameters, 'failure') + value(parameters, 'repair'));
const anew = (parameters: Parameters): boolean =>
  (parameters as Record<string, unknown>).work === 'restarted';
const exponentialAnew = (parameters: Parameters): number =>
  mg1(rho(parameters) / mean(parameters), { mean: mean(parameters), squaredVariation: 1 }).sojourn /
  availability(parameters);
const rates = (parameters: Parameters) => parameters as unknown as TwoRates;
/** Bursts, and calm, that last half as long. */
const hurried = (parameters: Parameters): TwoRates => {
  const { calm, burst, enter, leave } = rates(parameters);
  return { calm, burst, enter: 2 * enter, leave: 2 * leave };
};

const shares = [0.2, 0.5, 0.3];
const classes = (parameters: Parameters) =>
  shares.map((share) => ({ arrivalRate: share * rho(parameters), mean: 1, squaredVariation: 1 }));

/** Mistakes of the sojourn of each class. */
const byClass = (mistakes: readonly ((parameters: Parameters, k: number) => number)[]): Wrong =>
  Object.fromEntries(
    ['gold', 'silver', 'bronze'].map((name, k) => [
      `T ${name}`,
      mistakes.map(
        (mistake): Formula =>
          (parameters) =>
            mistake(parameters, k),
      ),
    ]),
  );

/** The mistake `of` each player's number, under the names φ1, φ2 … and of the one that is sampled. */
const ofPlayers = (count: number, list: string, wrong: (own: number, all: number[]) => number): Wrong => {
  const formula =
    (player: number): Formula =>
    (parameters) =>
      wrong(values(parameters, list)[player]!, values(parameters, list));
  const names = Array.from({ length: count }, (_, player) => [`φ${player + 1}`, [formula(player)]] as const);
  return Object.fromEntries([
    ...names,
    ...names.map(([name, formulas]) => [`${name}, sampled`, formulas] as const),
  ]);
};

/**
 * Mistakes that are easily made, by system and measure: each is refused at every case that is run by default. A measure may have
 * mistakes that are none at some case; those are left out there by giving NaN.
 */
export const wrongFormulas: Record<string, Wrong> = {
  mm1: {
    // Other moments, M/D/1, the 90th percentile.
    T: [(p) => rho(p) / (1 - rho(p)), (p) => 1 / (1 - rho(p) ** 2), (p) => 1 + rho(p) / (2 * (1 - rho(p)))],
    Wq: [(p) => 1 / (1 - rho(p)), (p) => rho(p) / (2 * (1 - rho(p)))],
    'p99(T)': [(p) => Math.LN10 / (1 - rho(p)), () => 2 * Math.LN10],
  },
  mmc: {
    // A queue a server; Erlang's B for his C; the wait of those that wait.
    T: [
      (p) => 1 / (1 - rho(p)),
      (p) => 1 + erlangB(value(p, 'c'), value(p, 'c') * rho(p)) / (value(p, 'c') * (1 - rho(p))),
    ],
    Wq: [
      (p) => erlangB(value(p, 'c'), value(p, 'c') * rho(p)) / (value(p, 'c') * (1 - rho(p))),
      (p) => 1 / (value(p, 'c') * (1 - rho(p))),
      (p) => rho(p) / (1 - rho(p)),
    ],
    'p99(T)': [(p) => (2 * Math.LN10) / (1 - rho(p)), () => 2 * Math.LN10],
  },
  mg1: {
    // Without the 2, without the variance (which at cs² = 1 is M/M/1), with the deviation for the variance.
    Wq: [
      (p) => (mean(p) * rho(p) * (1 + variation(p))) / (1 - rho(p)),
      (p) => (variation(p) === 1 ? Number.NaN : (mean(p) * rho(p)) / (1 - rho(p))),
      (p) =>
        variation(p) <= 1
          ? Number.NaN
          : (mean(p) * rho(p) * (1 + Math.sqrt(variation(p)))) / (2 * (1 - rho(p))),
    ],
    T: [
      (p) => mean(p) + (mean(p) * rho(p) * (1 + variation(p))) / (1 - rho(p)),
      (p) => (variation(p) === 1 ? Number.NaN : mean(p) / (1 - rho(p))),
    ],
  },
  ps: {
    // First come, first served; a wait for the others to leave.
    Wq: [(p) => rho(p) / (1 - rho(p)), (p) => rho(p)],
    // First come, first served, which is alike at cs² = 1; the conditional formula squared. Of c slots: one fast one, and c queues.
    T: [
      (p) =>
        value(p, 'c') > 1 || variation(p) === 1
          ? Number.NaN
          : mean(p) + (mean(p) * rho(p) * (1 + variation(p))) / (2 * (1 - rho(p))),
      (p) => mean(p) / (1 - rho(p)) ** 2,
      (p) =>
        value(p, 'c') > 1 ? mean(p) / (value(p, 'c') * (1 - rho(p))) : (mean(p) * rho(p)) / (1 - rho(p)),
      (p) => (value(p, 'c') > 1 ? mean(p) / (1 - rho(p)) : Number.NaN),
    ],
    // First come, first served: a wait that is the same for all is very long for short tasks and next to nothing for long ones.
    'T/x, short x': [(p) => 1 + (5 * rho(p)) / (1 - rho(p)), (p) => 1 / (1 - rho(p)) ** 2],
    'T/x, medium x': [(p) => rho(p) / (1 - rho(p)), (p) => 1 / (1 - rho(p)) ** 2],
    'T/x, long x': [(p) => 1 + rho(p) / (2 * (1 - rho(p))), (p) => 1 / (1 - rho(p)) ** 2],
  },
  priority: byClass([(p) => 1 / (1 - rho(p)), (p, k) => preemptiveResumePriorities(classes(p))[k]!.sojourn]),
  'preemptive-priority': byClass([
    (p) => 1 / (1 - rho(p)),
    (p, k) => nonPreemptivePriorities(classes(p))[k]!.sojourn,
  ]),
  breakdowns: {
    // No failures; no repairs; the availability squared; where work begins anew, that it is resumed, and drawn anew each time.
    T: [
      (p) => mg1(rho(p) / mean(p), moments(p)).sojourn,
      (p) => mg1(rho(p) / mean(p), moments(p)).sojourn / availability(p) ** 2,
      (p) => (anew(p) ? mg1(rho(p) / mean(p), moments(p)).sojourn / availability(p) : Number.NaN),
      // Exponential work that is drawn anew has no memory; constant work is the same each time.
      (p) => (anew(p) && variation(p) === 0 ? exponentialAnew(p) : Number.NaN),
    ],
    'P(rejected)': [(p) => value(p, 'failure') / value(p, 'repair'), () => 0.5, (p) => availability(p)],
  },
  mmpp: {
    // A Poisson process of the same mean; states that last half as long.
    T: [(p) => mm1(meanRate(rates(p))).sojourn, (p) => mmppQueue(hurried(p)).sojourn],
    Wq: [(p) => mm1(meanRate(rates(p))).waiting, (p) => mmppQueue(rates(p)).sojourn],
  },
  dm1: {
    // Poisson arrivals; M/D/1, service that is constant in place of arrivals; σ of the first step.
    T: [(p) => 1 / (1 - rho(p)), (p) => 1 / (1 - Math.exp(-1 / rho(p)))],
    Wq: [
      (p) => rho(p) / (1 - rho(p)),
      (p) => rho(p) / (2 * (1 - rho(p))),
      (p) => constantArrivals(rho(p)).sojourn,
    ],
    'p99(T)': [(p) => (2 * Math.LN10) / (1 - rho(p)), (p) => Math.LN10 * constantArrivals(rho(p)).sojourn],
  },
  random: {
    T: [(p) => 1 / (value(p, 'n') * (1 - rho(p))), (p) => roundRobin(value(p, 'n'), rho(p)).sojourn],
    'p99(T)': [(p) => Math.LN10 / (1 - rho(p))],
  },
  'round-robin': {
    // A random split; deterministic arrivals.
    T: [(p) => 1 / (1 - rho(p)), (p) => (value(p, 'n') > 2 ? Number.NaN : roundRobin(1e6, rho(p)).sojourn)],
    'p99(T)': [
      (p) => (2 * Math.LN10) / (1 - rho(p)),
      (p) => Math.LN10 * roundRobin(value(p, 'n'), rho(p)).sojourn,
    ],
  },
  'power-of-d': {
    // A random split; tails that were not divided by the load; another number of choices; infinitely many servers; one queue for all.
    T: [
      (p) => 1 / (1 - rho(p)),
      (p) => rho(p) * powerOfD(value(p, 'd'), rho(p)).sojourn,
      (p) => powerOfD(value(p, 'd') === 2 ? 3 : 2, rho(p)).sojourn,
      (p) => (value(p, 'n') < 200 ? powerOfD(value(p, 'd'), rho(p)).sojourn : Number.NaN),
      (p) => mmc(value(p, 'n'), value(p, 'n') * rho(p)).sojourn,
    ],
  },
  'shortest-of-two': {
    // One queue for both; infinitely many servers.
    T: [(p) => mmc(2, 2 * rho(p)).sojourn, (p) => powerOfD(2, rho(p)).sojourn, (p) => 1 / (1 - rho(p))],
  },
  rounds: {
    'E[L]': [
      (p) => value(p, 'rho') / (1 - value(p, 'rho')),
      (p) => value(p, 'rho') ** 2 / (2 * (1 - value(p, 'rho'))),
      (p) => value(p, 'rho') + value(p, 'rho') ** 2 / (1 - value(p, 'rho')),
      // E[A²] for E[A(A − 1)].
      (p) => value(p, 'rho') + (value(p, 'rho') + value(p, 'rho') ** 2) / (2 * (1 - value(p, 'rho'))),
    ],
    T: [(p) => 1 / (1 - value(p, 'rho')), (p) => 1 + value(p, 'rho') / (1 - value(p, 'rho'))],
    'P(L = 0)': [(p) => Math.exp(-value(p, 'rho')), (p) => value(p, 'rho') ** 2],
  },
  arrivals: {
    'E[N]': [
      (p) => value(p, 'base') * value(p, 'length'),
      // The cosines the wrong way round; w without 2π.
      (p) => 500 + (value(p, 'from') === 0 ? -1 : 1) * 159.155,
      (p) => 500 + (value(p, 'from') === 0 ? 1 : -1) * 1000,
    ],
    'Var N': [(p) => Math.sqrt(value(p, 'base') * value(p, 'length')), () => 0.01, () => 1000],
  },
  vickrey: {
    'P(sold)': [(p) => 1 - value(p, 'reserve') ** value(p, 'n'), (p) => value(p, 'reserve')],
    'E[win]': [(p) => 1 / value(p, 'n'), (p) => 2 / (value(p, 'n') + 1)],
    'E[payment]': [
      (p) => 1 / (value(p, 'n') + 1),
      (p) => 2 / value(p, 'n'),
      // Without what is paid at the reserve.
      (p) => (value(p, 'reserve') < 1 ? 0.193275 - 5 * 0.3 ** 2 * 0.7 ** 4 : Number.NaN),
      // Where the reserve is paid whenever anything is sold.
      (p) => (value(p, 'reserve') < 1 ? 0.3 * 0.83193 : Number.NaN),
    ],
  },
  'first-price': {
    'E[payment]': [(p) => 1 / (value(p, 'n') + 1), (p) => 2 / value(p, 'n')],
    'E[profit]': [() => 0.001, (p) => 1 / value(p, 'n')],
  },
  additive: ofPlayers(4, 'weights', (_, all) => sum(all) / all.length + 0.01),
  squares: ofPlayers(4, 'weights', (own) => own ** 2),
  gloves: {
    'left 1': [() => 1, () => 1 / 3],
    'right 1': [() => 0.001, () => 1 / 3],
    'right 2': [() => 0.001, () => 1 / 3],
    'left 1, sampled': [() => 1, () => 1 / 3],
  },
  airport: ofPlayers(4, 'costs', (own, all) => (own * Math.max(...all)) / sum(all)),
  council: {
    // Votes counted alike, and the Banzhaf index.
    permanent: [() => 1 / 15, () => 848 / 5080],
    other: [() => 1 / 15, () => 84 / 5080],
    'permanent, sampled': [() => 1 / 15, () => 848 / 5080],
  },
  equalisation: ofPlayers(3, 'loads', (own, all) => (own - sum(all) / all.length) ** 2 + 1),
  'ucb1-bound': { regret: [(p) => Math.log(value(p, 'steps')) / 0.2] },
  ucb1: {
    // Of an arm tried at random, and of one that is tried once.
    regret: [
      (p) => (Math.abs(values(p, 'arms')[0]! - values(p, 'arms')[1]!) * value(p, 'steps')) / 2,
      (p) => Math.abs(values(p, 'arms')[0]! - values(p, 'arms')[1]!),
    ],
  },
  'epsilon-greedy': {
    // Exploring among the other arms only; and without a chance to hit the best.
    'regret a step': [
      (p) => value(p, 'epsilon') * 0.1,
      (p) => value(p, 'epsilon') * (1 - value(p, 'epsilon')) * 0.05,
    ],
  },
  'q-learning': {
    // Rewards alone; and of the next step alone.
    'Q(s0, stay)': [() => 1, () => 1 + 0.9 * 2, () => 10],
    'Q(s0, move)': [() => 0.001, () => 0.9 * 2],
    'Q(s1, stay)': [() => 2, () => 2 / (1 - 0.9 ** 2)],
    'Q(s1, move)': [() => 0.001, () => 0.9 * 17.2],
  },
};
