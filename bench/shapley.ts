import type { CharacteristicFunction } from '../dist/cooperative/characteristic-function.js';
import { orderPlans } from '../dist/cooperative/order-plans.js';
import { sampledShapley } from '../dist/cooperative/sampled-shapley.js';
import { shapleyByEnumeration, shapleyOf } from '../dist/cooperative/shapley.js';
import { games } from '../dist/market/games.js';
import { Streams } from '../dist/random/streams.js';
import { type Bench, SEED, timed } from './bench.js';
import type { Timing } from './results.js';

const game = games['load-equalisation'];
const uniform = new Streams(SEED).uniform('loads');

/**
 * Exact Shapley values of load equalisation, ns a coalition (there are 2ⁿ): from the game's own list of worths, and asking v for
 * each. The yardstick lists the members of each coalition anew and adds up n·2ⁿ marginals; values must agree within 10⁻⁹. Then
 * sampling, ns a player of an order, by how orders are drawn; the yardstick draws them independently.
 */
export const shapley: Bench = ({ quick }) => {
  const sizes = quick ? [10, 15] : [10, 15, 20];
  const turns = quick ? 3 : 7;
  return [
    ...sizes.flatMap((players) => [exact(players, 'worths', turns), exact(players, 'v', turns)]),
    ...(['antithetic', 'stratified'] as const).map((plan) => sampling(plan, quick ? 1000 : 10_000, turns)),
  ];
};

function exact(count: number, from: 'worths' | 'v', turns: number): Timing {
  const servers = fleet(count);
  const [found, expected] = [new Float64Array(count), new Float64Array(count)];
  const v = game.value(servers);
  // Some tens of milliseconds a turn.
  const times = Math.max(1, 2 ** (19 - count));
  const values = {
    worths: () => shapleyOf(count, game.worths(servers), found),
    v: () => shapleyByEnumeration(count, v, found),
  };
  const repeated = (run: () => void) => ({
    operations: times * 2 ** count,
    run() {
      for (let i = 0; i < times; i++) run();
    },
  });
  const result = timed(
    { bench: 'shapley', params: { players: count, from } },
    repeated(values[from]),
    { name: 'marginal by marginal', ...repeated(() => naive(count, v, expected)) },
    turns,
  );
  const largest = Math.max(...expected.map(Math.abs));
  if (found.some((value, i) => Math.abs(value - expected[i]!) > 1e-9 * largest))
    throw new Error('values differ');
  return result;
}

function sampling(name: 'antithetic' | 'stratified', orders: number, turns: number): Timing {
  const count = 20;
  const v = game.value(fleet(count));
  const [value, error] = [new Float64Array(count), new Float64Array(count)];
  const work = (plan: keyof typeof orderPlans) => ({
    operations: orders * count,
    run: () => {
      sampledShapley(count, v, { plan: orderPlans[plan], orders }, uniform, value, error);
    },
  });
  return timed(
    { bench: 'shapley', params: { players: count, orders, plan: name } },
    work(name),
    { name: 'independent', ...work('independent') },
    turns,
  );
}

function fleet(count: number) {
  const column = (): Float64Array => Float64Array.from({ length: count }, () => 100 * uniform());
  return { count, capacity: column(), load: column() };
}

/** By the formula, for each coalition and each player outside of it. */
function naive(players: number, v: CharacteristicFunction, out: Float64Array): void {
  const worth = new Float64Array(2 ** players);
  const size = new Uint8Array(2 ** players);
  const members = new Int32Array(players);
  for (let mask = 1; mask < worth.length; mask++) {
    let count = 0;
    for (let i = 0; i < players; i++) if (mask & (1 << i)) members[count++] = i;
    size[mask] = count;
    worth[mask] = v(members, count);
  }
  const weight = new Float64Array(players + 1);
  weight[0] = 1 / players;
  for (let s = 1; s < players; s++) weight[s] = (weight[s - 1]! * s) / (players - s);
  out.fill(0);
  for (let mask = 0; mask < worth.length; mask++) {
    const share = weight[size[mask]!]!;
    for (let i = 0; i < players; i++) {
      if ((mask & (1 << i)) === 0) out[i]! += share * (worth[mask | (1 << i)]! - worth[mask]!);
    }
  }
}
