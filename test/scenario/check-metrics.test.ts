import { expect, test } from 'vitest';
import { prepareScenario } from '../../src/scenario/load.js';

test('enumeration of coalitions is refused where there are too many servers', async () => {
  const prepare = (count: number) =>
    prepareScenario({ servers: { count }, metrics: { shapley: { method: 'enumeration' } } });
  await expect(prepare(20)).resolves.toBeDefined();
  await expect(prepare(21)).rejects.toThrow('enumeration takes at most 20 servers, not 21');
});
