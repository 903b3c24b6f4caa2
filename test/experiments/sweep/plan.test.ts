import { expect, test } from 'vitest';
import { holdsAll, planOf, sweepPoint } from '../../../src/experiments/sweep/plan.js';
import { prepareScenario } from '../../../src/scenario/load.js';

const scenario = await prepareScenario({ time: { rounds: 5 } });
const other = await prepareScenario({ time: { rounds: 6 } });

function plan(replications: number, loaded = scenario, seed = 1) {
  const points = [sweepPoint(loaded, { metrics: ['fairness'] })];
  return planOf({ name: 'a', seed, replications, commonRandomNumbers: false, points });
}

const keys = (of: ReturnType<typeof plan>) => of.runs.map(({ key }) => key);

test('runs are known as those of a plan, with fewer replications or more', () => {
  const few = plan(3);
  expect(holdsAll(few, [])).toBe(true);
  expect(holdsAll(few, keys(few).slice(1))).toBe(true);
  expect(holdsAll(few, keys(plan(100)))).toBe(true);
  // Half of them damaged.
  expect(
    holdsAll(
      few,
      keys(plan(100)).filter((_, i) => i % 2 === 1),
    ),
  ).toBe(true);
});

test('a run of another scenario or another seed is not of a plan', () => {
  for (const foreign of [plan(1, other), plan(1, scenario, 2)]) {
    expect(holdsAll(plan(3), [...keys(plan(3)), ...keys(foreign)])).toBe(false);
  }
});
