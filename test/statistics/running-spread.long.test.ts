import { expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { RunningSpread } from '../../src/statistics/running-spread.js';
import { changes, expectSpread, play } from './running.js';

test('after ten million changes sum and deviation are within their bounds, and 0 when all is gone', () => {
  const state = changes(1000);
  const spread = new RunningSpread();
  play(state, 10_000_000, new Streams(2).uniform('spread'), (from, to) => spread.change(from, to));
  expectSpread(spread, state);
  spread.change(state.values[0]!, 0);
  expect([spread.sum, spread.standardDeviation(1000)]).toEqual([0, 0]);
});

test('after ten million changes numbers that are all alike deviate by no more than the bound', () => {
  const state = changes(1000);
  const spread = new RunningSpread();
  play(state, 10_000_000, new Streams(3).uniform('spread'), (from, to) => spread.change(from, to));
  for (let at = 0; at < 1000; at++) {
    spread.change(state.values[at]!, 12.3);
    state.values[at] = 12.3;
    state.count++;
  }
  expectSpread(spread, state);
});
