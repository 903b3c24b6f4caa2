import { expect, test } from 'vitest';
import { History } from '../../src/output/figures/history.js';
import { spreadOf } from '../../src/output/figures/spread.js';
import { roundSample, serverSample } from './sample-records.js';

function historyOf(servers: number, rounds: number) {
  const history = new History('round');
  for (let round = 0; round < rounds; round++) {
    history.round(roundSample({ round, reserve: 20 + round }));
    for (let server = 0; server < servers; server++) {
      history.server(serverSample({ round, server, load: round + server, sensitivity: 1 + server }));
    }
  }
  return history.finish();
}

test('few servers are kept one by one', () => {
  expect(historyOf(2, 2)).toEqual({
    market: [
      { round: 0, reserve: 20, fairness: 1.5, welfare: -30 },
      { round: 1, reserve: 21, fairness: 1.5, welfare: -30 },
    ],
    servers: [
      { round: 0, loads: [0, 1], sensitivities: [1, 2] },
      { round: 1, loads: [1, 2], sensitivities: [1, 2] },
    ],
    serverIds: [0, 1],
    stride: 1,
    unit: 'round',
  });
});

test('of many servers only the spread is kept', () => {
  const { servers } = historyOf(101, 1);
  expect(servers[0]!.loads).toEqual({ minimum: 0, p10: 10, median: 50, p90: 90, maximum: 100 });
});

test('records of a server that was not recorded every round are samples of their own', () => {
  const history = new History('round');
  for (const round of [0, 10, 20]) history.server(serverSample({ round, server: 3 }));
  const { servers, serverIds, market } = history.finish();
  expect(servers.map(({ round }) => round)).toEqual([0, 10, 20]);
  expect([serverIds, market]).toEqual([[3], []]);
});

test('a run without records has no samples', () => {
  expect(new History('round').finish()).toEqual({
    market: [],
    servers: [],
    serverIds: [],
    stride: 1,
    unit: 'round',
  });
});

test('a long run is thinned, its last round kept', () => {
  const { market, servers, stride } = historyOf(1, 2500);
  expect(stride).toBe(4);
  expect([market.length, servers.length]).toEqual([626, 626]);
  expect([market.at(-1)!.round, servers.at(-1)!.round]).toEqual([2499, 2499]);
});

test('percentiles between two values lie in proportion', () => {
  expect(spreadOf([30, 10])).toEqual({ minimum: 10, p10: 12, median: 20, p90: 28, maximum: 30 });
  expect(spreadOf([7])).toEqual({ minimum: 7, p10: 7, median: 7, p90: 7, maximum: 7 });
});
