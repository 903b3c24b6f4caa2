import { test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { changes, play, Spread, set } from './running.js';

test('after ten million changes sum and deviation are within their bounds, with all but one number gone', () => {
  const state = changes(1000);
  const spread = new Spread();
  play(state, 10_000_000, new Streams(2).uniform('spread'), (from, to) => spread.change(from, to));
  spread.expectWithin(state);
});

test('after ten million changes numbers that are all alike deviate by no more than the bound', () => {
  const state = changes(1000);
  const spread = new Spread();
  play(state, 10_000_000, new Streams(3).uniform('spread'), (from, to) => spread.change(from, to));
  for (let at = 0; at < 1000; at++) spread.change(set(state, at, 12.3), 12.3);
  spread.expectWithin(state);
});
