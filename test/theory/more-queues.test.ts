import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mg1WithBreakdowns, restarted } from '../../src/theory/breakdowns.js';
import { constantArrivals } from '../../src/theory/constant-arrivals.js';
import { solved } from '../../src/theory/linear-equations.js';
import { mm1 } from '../../src/theory/mm1.js';
import { dispersion, meanRate, mmppQueue } from '../../src/theory/mmpp-queue.js';
import { stationary } from '../../src/theory/stationary.js';
import { meanNumber } from './chains.js';

const near = (value: number, known: number, error = 1e-9) =>
  expect(Math.abs(value - known)).toBeLessThanOrEqual(error * Math.max(1, Math.abs(known)));

test('linear equations are solved, whatever the order of the rows', () => {
  const number = fc.integer({ min: -9, max: 9 });
  const row = fc.array(number, { minLength: 4, maxLength: 4 });
  const property = fc.property(fc.array(row, { minLength: 4, maxLength: 4 }), row, (given, x) => {
    // A large diagonal makes them regular, and is moved away from its place.
    const matrix = given.map((values, i) => values.map((value, j) => value + (j === (i + 1) % 4 ? 50 : 0)));
    const right = matrix.map((values) => values.reduce((sum, value, j) => sum + value * x[j]!, 0));
    for (const [j, value] of solved(matrix, right).entries()) near(value, x[j]!);
  });
  fc.assert(property, { seed: 1, numRuns: 100 });
});

describe('D/M/1', () => {
  test('has the mean number of the chain that arrivals find: i → i + 1 − services in one gap', () => {
    for (const rho of [0.3, 0.6, 0.8]) {
      // Poisson numbers of services at rate 1 in a gap of 1/ρ.
      const services: number[] = [Math.exp(-1 / rho)];
      for (let k = 1; k < 300; k++) services.push(services[k - 1]! / (rho * k));
      let found = new Array<number>(300).fill(0);
      found[0] = 1;
      for (let step = 0; step < 1500; step++) {
        const next = new Array<number>(300).fill(0);
        for (let i = 0; i < 299; i++) {
          if (found[i]! < 1e-18) continue;
          let left = found[i]!;
          for (let k = 0; k <= i; k++) {
            const moved = found[i]! * services[k]!;
            next[i + 1 - k]! += moved;
            left -= moved;
          }
          next[0]! += Math.max(0, left);
        }
        found = next;
      }
      const ahead = found.reduce((sum, chance, i) => sum + chance * i, 0);
      const known = constantArrivals(rho);
      near(known.waiting, ahead, 1e-6);
      near(known.delayed, 1 - found[0]!, 1e-6);
      near(known.sojourn, known.waiting + 1);
    }
  });

  test('waits less than M/M/1, and half as long in heavy traffic', () => {
    for (const rho of [0.01, 0.5, 0.9, 0.99]) {
      expect(constantArrivals(rho).waiting).toBeLessThan(mm1(rho).waiting);
    }
    expect(constantArrivals(0.999).waiting / mm1(0.999).waiting).toBeCloseTo(0.5, 2);
    expect(() => constantArrivals(1)).toThrow(RangeError);
  });
});

describe('MMPP/M/1', () => {
  const rates = fc.record({
    calm: fc.double({ min: 0, max: 0.7, noNaN: true }),
    burst: fc.double({ min: 0.01, max: 1.2, noNaN: true }),
    enter: fc.double({ min: 0.05, max: 1, noNaN: true }),
    leave: fc.double({ min: 0.05, max: 1, noNaN: true }),
  });

  test('has the mean number of its chain, cut off', () => {
    const property = fc.property(rates, (given) => {
      fc.pre(meanRate(given) < 0.8);
      const { calm, burst, enter, leave } = given;
      const states = 2 * 1000;
      const chances = stationary(states, 2, (state, add) => {
        const inBurst = state % 2 === 1;
        const rate = inBurst ? burst : calm;
        if (state + 2 < states && rate > 0) add(state + 2, rate);
        if (state >= 2) add(state - 2, 1);
        add(inBurst ? state - 1 : state + 1, inBurst ? leave : enter);
      });
      near(
        mmppQueue(given).tasks,
        meanNumber(chances, (state) => Math.floor(state / 2)),
        1e-7,
      );
    });
    fc.assert(property, { seed: 1, numRuns: 40 });
  });

  test('is M/M/1 where both rates are one, or change at once', () => {
    for (const rho of [0.01, 0.5, 0.99]) {
      near(mmppQueue({ calm: rho, burst: rho, enter: 0.2, leave: 0.3 }).sojourn, mm1(rho).sojourn, 1e-8);
      const fast = { calm: 0.5 * rho, burst: 1.5 * rho, enter: 1e7, leave: 1e7 };
      near(mmppQueue(fast).sojourn, mm1(rho).sojourn, 1e-4);
    }
  });

  test('with no tasks in one state is GI/M/1 of gaps that are a mixture of two exponentials (Kuczura 1973)', () => {
    const { burst, enter, leave } = { burst: 0.8, enter: 0.2, leave: 0.1 };
    // The gap's transform: burst (s + enter) / ((s + burst + leave)(s + enter) − leave enter).
    const transform = (s: number) =>
      (burst * (s + enter)) / ((s + burst + leave) * (s + enter) - leave * enter);
    let sigma = 0;
    for (let i = 0; i < 2000; i++) sigma = transform(1 - sigma);
    near(mmppQueue({ calm: 0, burst, enter, leave }).sojourn, 1 / (1 - sigma));
  });

  test('varies as its counts do over a long time', () => {
    expect(dispersion({ calm: 0.4, burst: 0.4, enter: 0.1, leave: 0.1 })).toBe(1);
    // On and off: the autocovariance of the rate is (burst/2)² exp(−0.2 t), and counts add twice its integral over their mean.
    near(dispersion({ calm: 0, burst: 1, enter: 0.1, leave: 0.1 }), 1 + (2 * 0.25) / 0.2 / 0.5);
    expect(() => mmppQueue({ calm: 1, burst: 1, enter: 1, leave: 1 })).toThrow(RangeError);
  });
});

describe('work that begins anew after a failure', () => {
  const constant = (size: number) => (z: number) => ({
    value: Math.exp(z * size),
    slope: size * Math.exp(z * size),
  });

  test('takes as long as its recursion over failures says', () => {
    for (const [rate, size] of [
      [0.4, 1],
      [2, 0.7],
      [0.05, 3],
    ] as const) {
      // C ends at s, or begins once more at x < s: moments by sums over the n-th failure, each time to it an exponential below s.
      const survives = Math.exp(-rate * size);
      const failed = 1 - survives;
      const steps = 20_000;
      let [first, second] = [0, 0];
      for (let i = 0; i < steps; i++) {
        const x = ((i + 0.5) * size) / steps;
        const chance = (rate * Math.exp(-rate * x) * size) / steps / failed;
        first += chance * x;
        second += chance * x * x;
      }
      const variance = second - first ** 2;
      const count = failed / survives;
      const mean = size + count * first;
      const spread = count * variance + (failed / survives ** 2) * first ** 2;
      const known = restarted(constant(size), rate);
      near(known.mean, mean, 1e-7);
      near(known.squaredVariation, spread / mean ** 2, 1e-6);
    }
  });

  test('takes 1/(1 − ξ) where it is exponential: what takes long is begun anew more often', () => {
    const rates = { failureRate: 0.1, repairRate: 0.4 };
    const exponential = (z: number) => ({ value: 1 / (1 - z), slope: 1 / (1 - z) ** 2 });
    const again = restarted(exponential, 0.1);
    near(again.mean, 1 / 0.9);
    expect(again.squaredVariation).toBeGreaterThan(1);
    const resumed = mg1WithBreakdowns(0.4, { mean: 1, squaredVariation: 1 }, rates);
    expect(mg1WithBreakdowns(0.4, again, rates).sojourn).toBeGreaterThan(resumed.sojourn);
  });

  test('takes no longer where failures are rare, and for ever where it has no second moment', () => {
    const rare = restarted(constant(2), 1e-5);
    near(rare.mean, 2, 1e-4);
    near(rare.squaredVariation, 0, 1e-4);
    const never = () => ({ value: Number.POSITIVE_INFINITY, slope: Number.POSITIVE_INFINITY });
    expect(restarted(never, 1)).toEqual({
      mean: Number.POSITIVE_INFINITY,
      squaredVariation: Number.POSITIVE_INFINITY,
    });
  });
});
