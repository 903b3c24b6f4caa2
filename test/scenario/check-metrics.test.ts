import { expect, test } from 'vitest';
import { prepareScenario } from '../../src/scenario/load.js';

test('enumeration of coalitions is refused where there are too many servers', async () => {
  const prepare = (count: number) =>
    prepareScenario({ servers: { count }, metrics: { shapley: { method: 'enumeration' } } });
  await expect(prepare(20)).resolves.toBeDefined();
  await expect(prepare(21)).rejects.toThrow('enumeration takes at most 20 servers, not 21');
});

test('sampling is refused where there are too few orders for a standard error', async () => {
  const prepare = (permutations: number, sampling: 'antithetic' | 'stratified') =>
    prepareScenario({
      servers: { count: 7 },
      metrics: { shapley: { method: 'monte-carlo', permutations, sampling } },
    });
  await expect(prepare(14, 'stratified')).resolves.toBeDefined();
  await expect(prepare(13, 'stratified')).rejects.toThrow(
    'metrics.shapley.permutations: stratified sampling of 7 servers takes at least 14, not 13',
  );
  await expect(prepare(3, 'antithetic')).rejects.toThrow('takes at least 4, not 3');
});
