import { describe, expect, test } from 'vitest';
import type { Uniform } from '../../src/random/distribution.js';
import { exponentialGap } from '../../src/random/exponential-gap.js';
import { Streams } from '../../src/random/streams.js';
import { expectedArrivals } from '../../src/theory/sinusoidal-arrivals.js';
import type { ArrivalProcess, ArrivalTimes } from '../../src/workload/arrival-process.js';
import { type Bursts, bursty, gapOf } from '../../src/workload/processes/bursty.js';
import { poisson } from '../../src/workload/processes/poisson.js';
import { type Sinusoid, sinusoidal } from '../../src/workload/processes/sinusoidal.js';
import { type Steps, steps as stepwise } from '../../src/workload/processes/steps.js';
import { chiSquare, chiSquareBounds } from '../random/chi-square.js';
import { kolmogorov, kolmogorovBound } from '../random/kolmogorov.js';

const ARRIVALS = 400_000;

type Times<Terms> = (terms: Terms, uniform: Uniform) => ArrivalTimes;

const timesOf =
  <Terms>(process: (terms: Terms) => ArrivalProcess): Times<Terms> =>
  (terms, uniform) =>
    process(terms).times(uniform);

function firstTimes<Terms>(times: Times<Terms>, terms: Terms): Float64Array {
  const next: ArrivalTimes = times(terms, new Streams(5).uniform('arrivals'));
  const all = new Float64Array(ARRIVALS);
  for (let i = 0, time = 0; i < ARRIVALS; i++) {
    time = next(time);
    all[i] = time;
  }
  return all;
}

/** What lies between one time and the next, measured by `between`. */
const steps = (times: Float64Array, between: (from: number, to: number) => number): Float64Array =>
  times.map((time, i) => between(i === 0 ? 0 : times[i - 1]!, time));

const exponential = (x: number): number => 1 - Math.exp(-x);

/** Correlation of each number with the one after it. */
function correlation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let product = 0;
  let square = 0;
  for (let i = 1; i < values.length; i++) {
    product += (values[i]! - mean) * (values[i - 1]! - mean);
    square += (values[i]! - mean) ** 2;
  }
  return product / square;
}

/**
 * A point process of rate λ(t) is Poisson if and only if the integrals of λ between its times are independent and
 * exponential of mean 1 (time rescaling, Watanabe 1964). Kolmogorov–Smirnov at 1e-6, correlation within five deviations.
 */
function isPoisson(times: Float64Array, integral: (from: number, to: number) => number): boolean {
  const integrals = steps(times, integral);
  const independent = Math.abs(correlation(integrals)) < 5 / Math.sqrt(ARRIVALS);
  return independent && kolmogorov(integrals, exponential) < kolmogorovBound;
}

describe('Poisson arrivals', () => {
  const rate = 3.5;
  const law = (times: Times<{ rate: number }>): boolean =>
    isPoisson(firstTimes(times, { rate }), (from, to) => rate * (to - from));

  test('have independent exponential gaps', () => {
    expect(law(timesOf(poisson))).toBe(true);
  });

  test('have Poisson numbers in each unit of time', () => {
    const times = firstTimes(timesOf(poisson), { rate });
    const units = Math.floor(times[ARRIVALS - 1]!);
    const counts = new Uint32Array(units + 1);
    for (const time of times) counts[Math.floor(time)]!++;
    // 0 to 12, and more than 12 tasks, which 26 units of 114,000 have.
    const cells = new Array<number>(14).fill(0);
    for (let unit = 0; unit < units; unit++) cells[Math.min(13, counts[unit]!)]!++;
    const chances: number[] = [];
    for (let k = 0, chance = Math.exp(-rate); k < 13; k++, chance *= rate / k) chances.push(chance);
    chances.push(1 - chances.reduce((sum, chance) => sum + chance, 0));
    const statistic = chiSquare(
      cells,
      chances.map((chance) => chance * units),
    );
    const [least, most] = chiSquareBounds(13);
    expect(statistic).toBeGreaterThan(least);
    expect(statistic).toBeLessThan(most);
  });

  test.each<[string, Times<{ rate: number }>]>([
    [
      'have a rate 2% too high',
      ({ rate }, uniform) =>
        (time) =>
          time + exponentialGap(1.02 * rate, uniform),
    ],
    [
      'have uniform gaps',
      ({ rate }, uniform) =>
        (time) =>
          time + (2 * uniform()) / rate,
    ],
    [
      'repeat each gap',
      ({ rate }, uniform) => {
        let last = 0;
        return (time) => {
          last = last === 0 ? exponentialGap(rate, uniform) : last;
          const gap = last;
          last = uniform() < 0.5 ? last : 0;
          return time + gap;
        };
      },
    ],
  ])('would be found out if they did %s', (_, mutant) => {
    expect(law(mutant)).toBe(false);
  });
});

describe('sinusoidal arrivals', () => {
  const law = (terms: Sinusoid, times: Times<Sinusoid>): boolean =>
    isPoisson(firstTimes(times, terms), (from, to) => expectedArrivals(terms, from, to));

  test.each<Sinusoid>([
    { base: 10, amplitude: 5, period: 100 },
    { base: 4, amplitude: 6, period: 20 },
    { base: 5, amplitude: -4, period: 0.7 },
    { base: 2, amplitude: 2, period: 1 },
    { base: 3, amplitude: 0, period: 1 },
    // Of half a period thousands in a row are refused.
    { base: 0, amplitude: 60, period: 100 },
    { base: 0, amplitude: -60, period: 100 },
  ])('of $base ± $amplitude with a period of $period are a Poisson process of that rate', (terms) => {
    expect(law(terms, timesOf(sinusoidal))).toBe(true);
  });

  // The rate changes within a gap, so that it matters when it is looked at.
  const swift: Sinusoid = { base: 5, amplitude: -4, period: 0.7 };
  const highest = 9;
  const rate = (time: number): number => 5 - 4 * Math.sin((2 * Math.PI * time) / 0.7);

  test.each<[string, Times<Sinusoid>]>([
    ['were not thinned', (_, uniform) => (time) => time + exponentialGap(highest, uniform)],
    [
      'began again at the last task after each one that is left out',
      (_, uniform) => (time) => {
        for (;;) {
          const at = time + exponentialGap(highest, uniform);
          if (highest * uniform() < rate(at)) return at;
        }
      },
    ],
    [
      'kept the rate of the last task for a gap',
      (_, uniform) => (time) => time + exponentialGap(rate(time), uniform),
    ],
    [
      'were thinned by the rate at the time before',
      (_, uniform) => (time) => {
        for (let at = time; ; ) {
          const kept = highest * uniform() < rate(at);
          at += exponentialGap(highest, uniform);
          if (kept) return at;
        }
      },
    ],
    [
      'had too low a highest rate',
      (_, uniform) => (time) => {
        for (let at = time; ; ) {
          at += exponentialGap(8.5, uniform);
          if (8.5 * uniform() < rate(at)) return at;
        }
      },
    ],
  ])('would be found out if they %s', (_, mutant) => {
    expect(law(swift, mutant)).toBe(false);
  });
});

test('sinusoidal arrivals have the published means of half periods: 659.155 and 340.845', () => {
  const periods = 4000;
  const next = sinusoidal({ base: 10, amplitude: 5, period: 100 }).times(new Streams(6).uniform('arrivals'));
  const halves = [0, 0];
  for (let time = next(0); time < 100 * periods; time = next(time)) halves[time % 100 < 50 ? 0 : 1]!++;
  for (const [half, mean] of [659.155, 340.845].entries()) {
    expect(Math.abs(halves[half]! / periods - mean)).toBeLessThan(5 * Math.sqrt(mean / periods));
  }
});

describe('arrivals in steps', () => {
  const expected = ({ length, rates }: Steps, time: number): number => {
    const step = Math.floor(time / length);
    const sumOf = (steps: number): number => rates.slice(0, steps).reduce((sum, rate) => sum + rate, 0);
    const cycles = Math.floor(step / rates.length);
    const within = step % rates.length;
    const whole = cycles * sumOf(rates.length) + sumOf(within);
    return length * whole + (time - step * length) * rates[within]!;
  };

  test.each<Steps>([
    { rates: [2, 0, 10], length: 4 },
    // Most cycles are empty.
    { rates: [0.02, 0, 0.05, 0.01], length: 1 },
    { rates: [0, 0.003], length: 7 },
  ])('of $rates, $length long, are a Poisson process of that rate', (terms) => {
    const law = (from: number, to: number) => expected(terms, to) - expected(terms, from);
    expect(isPoisson(firstTimes(timesOf(stepwise), terms), law)).toBe(true);
  });
});

/** As {@link kolmogorov}, of two samples of as many values. */
function twoSamples(first: Float64Array, second: Float64Array): number {
  const [a, b] = [first.toSorted(), second.toSorted()];
  let [distance, j] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    while (j < b.length && b[j]! <= a[i]!) j++;
    distance = Math.max(distance, Math.abs(i + 1 - j));
  }
  return distance / Math.sqrt(2 * a.length);
}

describe('the gap to the next task, whatever changes of state come before it', () => {
  const N = 40_000;
  type Gap = typeof gapOf;
  /** Change by change. */
  const walked: Gap = ({ burst, calm, enter, leave }, start, uniform) => {
    for (let [time, inBurst] = [0, start]; ; inBurst = !inBurst) {
      const gap = exponentialGap(inBurst ? burst : calm, uniform);
      const change = exponentialGap(inBurst ? leave : enter, uniform);
      if (gap <= change) return { gap: time + gap, inBurst };
      time += change;
    }
  };
  const sampled = (gap: Gap, terms: Bursts, start: boolean, seed: number) => {
    const uniform = new Streams(seed).uniform('gaps');
    const drawn = Array.from({ length: N }, () => gap(terms, start, uniform));
    return {
      gaps: Float64Array.from(drawn, (each) => each.gap),
      bursts: drawn.filter(({ inBurst }) => inBurst).length,
    };
  };
  const agrees = (gap: Gap, terms: Bursts, start: boolean): boolean => {
    const [one, other] = [sampled(walked, terms, start, 1), sampled(gap, terms, start, 2)];
    const share = (one.bursts + other.bursts) / (2 * N);
    const isSame = Math.abs(one.bursts - other.bursts) <= 5 * Math.sqrt(2 * N * share * (1 - share));
    return isSame && twoSamples(one.gaps, other.gaps) < kolmogorovBound;
  };
  const all: Bursts[] = [
    { calm: 0.3, burst: 1.5, enter: 0.5, leave: 1.2 },
    { calm: 0, burst: 4, enter: 9, leave: 5 },
    { calm: 2, burst: 0, enter: 3, leave: 1 },
    { calm: 1, burst: 1, enter: 0.1, leave: 40 },
  ];

  test.each(all)('has the law of a walk: $calm, $burst, $enter, $leave', (terms) => {
    for (const start of [false, true]) expect(agrees(gapOf, terms, start)).toBe(true);
  });

  test('would be found out if it took the state for that at the start', () => {
    const mutant: Gap = (terms, start, uniform) => ({ ...gapOf(terms, start, uniform), inBurst: start });
    expect(agrees(mutant, all[0]!, true)).toBe(false);
  });

  test('is finite and quick of states that change far more often than tasks come', () => {
    const next = bursty({ calm: 0, burst: 1e-9, enter: 1e9, leave: 1e9 }).times(
      new Streams(3).uniform('arrivals'),
    );
    const times = Array.from({ length: 1000 }, (_, i) => i).reduce((time) => next(time), 0);
    // The mean gap is 2·10⁹; five standard deviations of a thousand.
    expect(Math.abs(times / 1000 / 2e9 - 1)).toBeLessThan(5 / Math.sqrt(1000));
  });
});

describe('bursty arrivals', () => {
  /**
   * With no tasks while calm, gaps are independent and a mixture of two exponentials whose rates are the roots of
   * r² − (λ + γ + ω) r + λγ, λ = burst, γ = enter, ω = leave (Kuczura 1973, equations 9 to 11).
   */
  function isInterruptedPoisson(times: Times<Bursts>): boolean {
    const terms = { calm: 0, burst: 8, enter: 0.7, leave: 1.9 };
    const sum = terms.burst + terms.enter + terms.leave;
    const root = Math.sqrt(sum * sum - 4 * terms.burst * terms.enter);
    const fast = (sum + root) / 2;
    const slow = (sum - root) / 2;
    const chance = (terms.burst - slow) / (fast - slow);
    const gaps = steps(firstTimes(times, terms), (from, to) => to - from).subarray(1);
    const law = (x: number) => 1 - chance * Math.exp(-fast * x) - (1 - chance) * Math.exp(-slow * x);
    return Math.abs(correlation(gaps)) < 5 / Math.sqrt(ARRIVALS) && kolmogorov(gaps, law) < kolmogorovBound;
  }

  /**
   * Numbers in windows of length t have variance m t + 2 v / q · (t − (1 − e^(−qt)) / q), m being the mean rate, v the
   * variance of the rate and q = enter + leave (Fischer & Meier-Hellstern 1993, section 3). Five standard errors, the error
   * from 50 groups of windows.
   */
  function hasCountVariance(times: Times<Bursts>): boolean {
    const terms = { calm: 2, burst: 9, enter: 0.3, leave: 0.5 };
    const length = 4;
    const q = terms.enter + terms.leave;
    const share = terms.enter / q;
    const mean = terms.calm * (1 - share) + terms.burst * share;
    const v = (terms.burst - terms.calm) ** 2 * share * (1 - share);
    const known = mean * length + ((2 * v) / q) * (length - (1 - Math.exp(-q * length)) / q);
    const all = firstTimes(times, terms);
    const windows = Math.floor(all[ARRIVALS - 1]! / length);
    const counts = new Float64Array(windows + 1);
    for (const time of all) counts[Math.floor(time / length)]!++;
    const squares = counts.subarray(0, windows).map((count) => (count - mean * length) ** 2);
    const size = Math.floor(windows / 50);
    const groups = Array.from({ length: 50 }, (_, group) =>
      squares.subarray(group * size, (group + 1) * size).reduce((sum, square) => sum + square / size, 0),
    );
    const observed = groups.reduce((sum, group) => sum + group / 50, 0);
    const error = Math.sqrt(groups.reduce((sum, group) => sum + (group - observed) ** 2, 0) / 49 / 50);
    return Math.abs(observed - known) < 5 * error;
  }

  test('are an interrupted Poisson process where none come while calm', () => {
    expect(isInterruptedPoisson(timesOf(bursty))).toBe(true);
  });

  test('have the variance of a Markov-modulated Poisson process', () => {
    expect(hasCountVariance(timesOf(bursty))).toBe(true);
  });

  /** As `bursty`, but for what becomes of a gap when the state changes. */
  const withGap =
    (kept: 'whole' | 'forgotten calm'): Times<Bursts> =>
    ({ calm, burst, enter, leave }, uniform) => {
      let inBurst = false;
      let change = exponentialGap(enter, uniform);
      return (time) => {
        if (kept === 'forgotten calm') inBurst = false;
        let next = time + exponentialGap(inBurst ? burst : calm, uniform);
        while (next > change) {
          inBurst = !inBurst;
          const from = change;
          change = from + exponentialGap(inBurst ? leave : enter, uniform);
          if (kept === 'whole' && next < Number.POSITIVE_INFINITY) return next;
          next = from + exponentialGap(inBurst ? burst : calm, uniform);
        }
        return next;
      };
    };

  test('would be found out if a gap outlasted the state that it was drawn in', () => {
    expect(isInterruptedPoisson(withGap('whole'))).toBe(false);
    expect(hasCountVariance(withGap('whole'))).toBe(false);
  });

  test('would be found out if each task ended its burst', () => {
    expect(isInterruptedPoisson(withGap('forgotten calm'))).toBe(false);
    expect(hasCountVariance(withGap('forgotten calm'))).toBe(false);
  });
});
