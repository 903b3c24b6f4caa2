import { expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/load.js';
import { simulate } from '../../src/simulation/run.js';

it('scenarios/million.yaml at a hundredth of its size has the same digest by scan, by screen and by index', async () => {
  const digestOf = async (strategy: string): Promise<string> => {
    const set = [
      'servers.count=10000',
      'arrivals.rate=1000',
      'time.rounds=20',
      `bidding.winnerDetermination=${strategy}`,
    ];
    return simulate(await loadScenario('scenarios/million.yaml', { set })).digest;
  };
  const scanned = await digestOf('scan');
  expect(await digestOf('screen')).toBe(scanned);
  expect(await digestOf('index')).toBe(scanned);
});
