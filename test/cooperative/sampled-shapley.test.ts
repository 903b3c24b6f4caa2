import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CharacteristicFunction } from '../../src/cooperative/characteristic-function.js';
import type { OrderPlan } from '../../src/cooperative/order-plan.js';
import { independent } from '../../src/cooperative/order-plans/independent.js';
import { orderPlans } from '../../src/cooperative/order-plans.js';
import { sampledShapley } from '../../src/cooperative/sampled-shapley.js';
import { Streams } from '../../src/random/streams.js';
import { estimateOf } from '../../src/statistics/estimate.js';
import { game, lookUp } from '../arbitraries/game.js';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function sampled(
  players: number,
  v: CharacteristicFunction,
  terms: { plan: OrderPlan; orders: number; precision?: number },
  seed = 1,
) {
  const value = new Float64Array(players);
  const error = new Float64Array(players);
  const sample = sampledShapley(players, v, terms, new Streams(seed).uniform('orders'), value, error);
  return { value: [...value], error: [...error], ...sample };
}

const weights = [1, 2, 3, 4];
const total: CharacteristicFunction = (members, size) =>
  sum([...members.subarray(0, size)].map((player) => weights[player]!));

describe.each(Object.entries<OrderPlan>(orderPlans))('%s orders', (_, plan) => {
  const everyOrder = fc.integer({ min: 1, max: 7 }).chain((players) =>
    fc.shuffledSubarray(
      Array.from({ length: players }, (_, i) => i),
      { minLength: players },
    ),
  );

  test('are permutations of the players', () => {
    const property = fc.property(everyOrder, fc.nat(), (drawn, seed) => {
      const base = Int32Array.from(drawn);
      const places = base.slice();
      shuffle(places, new Streams(seed).uniform('places'));
      for (let index = 0; index < plan.blockSize(drawn.length); index++) {
        const order = new Int32Array(drawn.length).fill(-1);
        plan.write(order, index, base, places);
        expect([...order].sort((a, b) => a - b)).toEqual([...drawn.keys()]);
        expect([...base]).toEqual(drawn);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  test('are each by itself as likely as any other', () => {
    const players = 4;
    const all = permutations([0, 1, 2, 3]);
    for (const places of all) {
      for (let index = 0; index < plan.blockSize(players); index++) {
        const images = all.map((base) => {
          const order = new Int32Array(players);
          plan.write(order, index, Int32Array.from(base), Int32Array.from(places));
          return order.join();
        });
        expect(new Set(images).size).toBe(all.length);
      }
    }
  });

  test('give values that sum to the worth of all players, whatever the sample', () => {
    const orders = fc.integer({ min: 2, max: 50 });
    const property = fc.property(game, orders, fc.nat(), (table, n, seed) => {
      const { value } = sampled(table.players, lookUp(table), { plan, orders: n }, seed);
      expect(Math.abs(sum(value) - table.worth.at(-1)!)).toBeLessThanOrEqual(
        1e-9 * Math.max(1, ...table.worth.map(Math.abs)),
      );
    });
    fc.assert(property, { seed: 2, numRuns: 200 });
  });

  test('are exact with no error in an additive game', () => {
    const { value, error } = sampled(4, total, { plan, orders: 10 });
    expect(value).toEqual(weights);
    expect(error).toEqual([0, 0, 0, 0]);
  });

  test('come in whole blocks, two at least', () => {
    const size = plan.blockSize(4);
    expect(sampled(4, total, { plan, orders: 101 })).toMatchObject({
      blocks: Math.ceil(101 / size),
      orders: Math.ceil(101 / size) * size,
    });
    expect(sampled(4, total, { plan, orders: 1 }).blocks).toBe(2);
  });

  test('have the standard error of their block means', () => {
    const v: CharacteristicFunction = (members, size) => total(members, size) ** 2;
    const size = plan.blockSize(4);
    const orders = 40 * size;
    const { value, error } = sampled(4, v, { plan, orders }, 5);
    // The same draws, block by block.
    const uniform = new Streams(5).uniform('orders');
    const base = Int32Array.of(0, 1, 2, 3);
    const places = base.slice();
    const blockMeans = Array.from({ length: 40 }, () => {
      shuffle(base, uniform);
      if (plan.permutations === 2) shuffle(places, uniform);
      const marginals = [0, 0, 0, 0];
      for (let index = 0; index < size; index++) {
        const order = new Int32Array(4);
        plan.write(order, index, base, places);
        for (const [place, player] of order.entries()) {
          marginals[player]! += v(order, place + 1) - v(order, place);
        }
      }
      return marginals.map((marginal) => marginal / size);
    });
    for (const player of base.keys()) {
      const expected = estimateOf(blockMeans.map((means) => means[player]!));
      expect(value[player]).toBeCloseTo(expected.mean, 10);
      expect(error[player]).toBeCloseTo(expected.error, 10);
    }
  });

  test('stop as soon as every value is as precise as wanted, not before 30 blocks, and never beyond the orders allowed', () => {
    const v: CharacteristicFunction = (members, size) => total(members, size) ** 2;
    const [loose, tight] = [0.2, 0.02].map((precision) => sampled(4, v, { plan, orders: 1e5, precision }));
    expect(loose!.blocks).toBeGreaterThanOrEqual(30);
    expect(tight!.blocks).toBeGreaterThanOrEqual(loose!.blocks);
    for (const { error } of [loose!, tight!]) {
      const wanted = (error === loose!.error ? 0.2 : 0.02) * 25;
      expect(Math.max(...error) * 1.96).toBeLessThanOrEqual(wanted);
    }
    const cubes: CharacteristicFunction = (members, size) => total(members, size) ** 3;
    expect(sampled(4, cubes, { plan, orders: 160, precision: 1e-9 }).orders).toBe(160);
    expect(sampled(4, total, { plan, orders: 1e5, precision: 1e-12 }).blocks).toBe(30);
  });

  test('are repeated by the same stream', () => {
    const property = fc.property(game, fc.nat(), (table, seed) => {
      const once = () => sampled(table.players, lookUp(table), { plan, orders: 20 }, seed);
      expect(once()).toEqual(once());
    });
    fc.assert(property, { seed: 3, numRuns: 50 });
  });
});

test('a reversed order takes out what marginals owe linearly to those who came before', () => {
  // (Σ w)²: a marginal is w² + 2 w · (Σ before), and before and after are all the others.
  const v: CharacteristicFunction = (members, size) => total(members, size) ** 2;
  const { value, error } = sampled(4, v, { plan: orderPlans.antithetic, orders: 20 });
  for (const [player, weight] of weights.entries()) expect(value[player]).toBeCloseTo(10 * weight, 12);
  for (const each of error) expect(each).toBeLessThan(1e-12);
});

test('every player stands at every place just once in a block of strata', () => {
  const property = fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(), (players, seed) => {
    const [base, places] = [0, 1].map(() => Int32Array.from({ length: players }, (_, i) => i));
    const uniform = new Streams(seed).uniform('block');
    for (const each of [base!, places!]) shuffle(each, uniform);
    const seen = Array.from({ length: players }, () => new Set<number>());
    for (let index = 0; index < players; index++) {
      const order = new Int32Array(players);
      orderPlans.stratified.write(order, index, base!, places!);
      for (const [place, player] of order.entries()) seen[player]!.add(place);
    }
    expect(seen.map(({ size }) => size)).toEqual(new Array(players).fill(players));
  });
  fc.assert(property, { seed: 4, numRuns: 100 });
});

test('strata take out what a value owes to places alone', () => {
  // A worth that depends on the size alone gives every player each step once.
  const v: CharacteristicFunction = (_members, size) => size ** 3;
  const { value, error } = sampled(4, v, { plan: orderPlans.stratified, orders: 20 });
  expect(value).toEqual([16, 16, 16, 16]);
  expect(error).toEqual([0, 0, 0, 0]);
  expect(Math.min(...sampled(4, v, { plan: independent, orders: 20 }).error)).toBeGreaterThan(1);
});

function permutations(items: readonly number[]): number[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

/** Fisher–Yates, from the end. */
function shuffle(order: Int32Array, uniform: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
}
