import { describe, expect, test } from 'vitest';
import type { ArmSelection, ArmValues } from '../../src/learning/arm-selection.js';
import { bestArm, epsilonGreedy } from '../../src/learning/epsilon-greedy.js';
import { thompson } from '../../src/learning/thompson.js';
import { ucb1 } from '../../src/learning/ucb1.js';
import { gap, meanOf, regretAt, seeds } from './bernoulli-arms.js';

describe('UCB1 on Bernoulli arms of 0.5 and 0.6', () => {
  const bound = (8 * Math.log(10_000)) / gap + (1 + Math.PI ** 2 / 3) * gap;
  const regretsOf = (policy: ArmSelection) => seeds(100).map((seed) => regretAt(policy, [10_000], seed)[0]!);
  const isTypical = (regrets: readonly number[]) => {
    const { mean, error } = meanOf(regrets);
    return Math.abs(mean - 86) < 5 * error + 0.5;
  };
  const regrets = regretsOf(ucb1);

  test('keeps its regret below 8 ln T/Δ + (1 + π²/3)Δ at T = 10⁴: 737.3', () => {
    expect(bound).toBeCloseTo(737.3, 0);
    // The theorem bounds the mean; here not one of 100 runs comes near it.
    expect(Math.max(...regrets)).toBeLessThan(bound);
  });

  test('has its typical regret of 86, within 5 standard errors', () => {
    expect(isTypical(regrets)).toBe(true);
  });

  /** The highest mean + bonus(pulls of the arm, pulls of all), every arm once before. */
  const byBonus =
    (bonus: (n: number, t: number) => number): ArmSelection =>
    ({ arms, values, counts }: ArmValues) => {
      const pulls = [...counts!.subarray(0, arms)];
      if (pulls.includes(0)) return pulls.indexOf(0);
      const t = pulls.reduce((sum, n) => sum + n, 0);
      const bounds = pulls.map((n, arm) => values[arm]! + bonus(n, t));
      return bestArm(bounds, 0, arms);
    };

  test('is told from no policy that is only written otherwise', () => {
    expect(regretsOf(byBonus((n, t) => Math.sqrt((2 * Math.log(t)) / n)))).toEqual(regrets);
  });

  test.each([
    ['has no bonus', byBonus(() => 0)],
    ['takes the lowest bound', byBonus((n, t) => -Math.sqrt((2 * Math.log(t)) / n))],
  ])('is told by its bound from a policy that %s', (_, policy) => {
    expect(Math.max(...regretsOf(policy))).toBeGreaterThan(bound);
  });

  test.each([
    ['has half the bonus', byBonus((n, t) => Math.sqrt(Math.log(t) / (2 * n)))],
    ['leaves out the logarithm', byBonus((n, t) => Math.sqrt((2 * t) / n))],
    ['divides by all pulls', byBonus((_, t) => Math.sqrt((2 * Math.log(t)) / t))],
  ])('is told by its typical regret from one that %s', (_, policy) => {
    expect(isTypical(regretsOf(policy))).toBe(false);
  });
});

describe('the regret of fixed ε-greedy', () => {
  // From step 50,000 on the worse arm has 2,500 rewards or so: it looks better with odds of 10 sigma.
  const steps = 50_000;
  const runs = 20;
  /** How far the regret's slope is from ε times the mean gap, in standard deviations of the binomial pulls. */
  function deviation(policy: ArmSelection): number {
    const slopes = seeds(runs).map((seed) => {
      const [half, whole] = regretAt(policy, [steps, 2 * steps], seed) as [number, number];
      return (whole - half) / steps;
    });
    // Pulls of the worse arm are Binomial(pulls, 0.05), each costs the gap.
    return (
      Math.abs(meanOf(slopes).mean - 0.1 * (gap / 2)) / (gap * Math.sqrt((0.05 * 0.95) / (runs * steps)))
    );
  }

  test('grows by ε times the mean gap a step: 0.005 at ε = 0.1, within five standard deviations', () => {
    expect(deviation(epsilonGreedy)).toBeLessThan(5);
  });

  test.each<[string, ArmSelection]>([
    [
      'explores the other arm alone',
      (columns, first, epsilon, draws, agent, step) => {
        const best = bestArm(columns.values, first, columns.arms);
        return draws.uniform(agent, step, 0) < epsilon ? 1 - best : best;
      },
    ],
    [
      'explores half as often',
      (columns, first, epsilon, draws, agent, step) =>
        epsilonGreedy(columns, first, epsilon / 2, draws, agent, step),
    ],
    [
      'explores with the draw that told whether to',
      (columns, first, epsilon, draws, agent, step) => {
        const draw = draws.uniform(agent, step, 0);
        return draw < epsilon
          ? Math.floor(draw * columns.arms)
          : bestArm(columns.values, first, columns.arms);
      },
    ],
  ])('is told from that of a policy that %s', (_, policy) => {
    expect(deviation(policy)).toBeGreaterThan(10);
  });
});

test('the regret of Thompson sampling is sublinear: each tenfold of steps adds far less than tenfold', () => {
  const runs = seeds(60).map((seed) => regretAt(thompson, [1_000, 10_000, 100_000], seed));
  const [early, middle, late] = [0, 1, 2].map((at) => meanOf(runs.map((run) => run[at]!)));
  // Linear regret would grow tenfold, logarithmic by a constant. Uniform play would cost 500 and 5,000.
  expect(middle!.mean).toBeLessThan(4 * early!.mean);
  expect(late!.mean).toBeLessThan(2 * middle!.mean);
  expect(middle!.mean).toBeLessThan(250);
});

test('a policy that never explores can be stuck: greedy regret is linear in some runs', () => {
  // The control: the regret tests above would not pass a policy that ignores exploration.
  const stuck = seeds(100).filter((seed) => regretAt(epsilonGreedy, [10_000], seed, 0)[0]! > 900);
  expect(stuck.length).toBeGreaterThan(10);
});
