import { describe, expect, test } from 'vitest';
import { gap, meanOf, regretAt, seeds } from './bernoulli-arms.js';

describe('UCB1 on Bernoulli arms of 0.5 and 0.6', () => {
  const regrets = seeds(100).map((seed) => regretAt('ucb1', [10_000], seed)[0]!);

  test('keeps its regret below 8 ln T/Δ + (1 + π²/3)Δ at T = 10⁴: 737.3', () => {
    const bound = (8 * Math.log(10_000)) / gap + (1 + Math.PI ** 2 / 3) * gap;
    expect(bound).toBeCloseTo(737.3, 0);
    // The theorem bounds the mean; here not one of 100 runs comes near it.
    expect(Math.max(...regrets)).toBeLessThan(bound);
  });

  test('has its typical regret of 86, within 5 standard errors', () => {
    const { mean, error } = meanOf(regrets);
    expect(Math.abs(mean - 86)).toBeLessThan(5 * error + 0.5);
  });
});

test('the regret of fixed ε-greedy grows by ε times the mean gap a step: 0.005 at ε = 0.1', () => {
  // From step 50,000 on the worse arm has 2,500 rewards or so: it looks better with odds of 10 sigma.
  const steps = 50_000;
  const slopes = seeds(20).map((seed) => {
    const [half, whole] = regretAt('epsilon-greedy', [steps, 2 * steps], seed) as [number, number];
    return (whole - half) / steps;
  });
  const pulls = slopes.length * steps;
  const expected = 0.1 * (gap / 2);
  // Pulls of the worse arm are Binomial(pulls, 0.05), each costs the gap; five standard deviations.
  expect(Math.abs(meanOf(slopes).mean - expected)).toBeLessThan(5 * gap * Math.sqrt((0.05 * 0.95) / pulls));
});

test('the regret of Thompson sampling is sublinear: each tenfold of steps adds far less than tenfold', () => {
  const runs = seeds(60).map((seed) => regretAt('thompson', [1_000, 10_000, 100_000], seed));
  const [early, middle, late] = [0, 1, 2].map((at) => meanOf(runs.map((run) => run[at]!)));
  // Linear regret would grow tenfold, logarithmic by a constant. Uniform play would cost 500 and 5,000.
  expect(middle!.mean).toBeLessThan(4 * early!.mean);
  expect(late!.mean).toBeLessThan(2 * middle!.mean);
  expect(middle!.mean).toBeLessThan(250);
});

test('a policy that never explores can be stuck: greedy regret is linear in some runs', () => {
  // The control: the regret tests above would not pass a policy that ignores exploration.
  const stuck = seeds(100).filter((seed) => regretAt('epsilon-greedy', [10_000], seed, 0)[0]! > 900);
  expect(stuck.length).toBeGreaterThan(10);
});
