import { orderPlans } from '../cooperative/order-plans.js';
import { sampledShapley } from '../cooperative/sampled-shapley.js';
import { shapleyOf } from '../cooperative/shapley.js';
import type { System } from '../engine/system.js';
import type { Game } from '../market/game.js';
import { games } from '../market/games.js';
import type { Streams } from '../random/streams.js';
import { EventKind } from './events.js';
import type { Market } from './market.js';

/** Shapley values of the servers, one a server, and their standard errors. */
export interface ShapleyValues {
  readonly value: Float64Array;
  /** All 0 unless the values are sampled. */
  readonly error: Float64Array;
}

/** Values the servers at the end of each round, or at each sample, for which they are recorded. */
export function shapleySystem(
  market: Market,
  values: ShapleyValues,
  isRecorded: (round: number) => boolean,
  streams: Streams,
): System {
  const value = (_time: number, round: number): void => {
    if (isRecorded(round)) valueServers(market, values, streams, round);
  };
  return { name: 'shapley', on: { [EventKind.RoundEnd]: value, [EventKind.Sample]: value } };
}

/** Writes the Shapley values of the current state. Sampling draws from a stream of the round's own. */
export function valueServers(
  { scenario, world }: Market,
  { value, error }: ShapleyValues,
  streams: Streams,
  round: number,
): void {
  const { servers } = world;
  const { method, permutations, sampling, precision } = scenario.metrics.shapley;
  const game: Game = games[scenario.metrics.shapley.game];
  if (method === 'closed-form') return game.closedForm(servers, value);
  if (method === 'enumeration') return shapleyOf(servers.count, game.worths(servers), value);
  const uniform = streams.uniform(`shapley/${round}`);
  const terms = { plan: orderPlans[sampling], orders: permutations, ...(precision && { precision }) };
  sampledShapley(servers.count, game.value(servers), terms, uniform, value, error);
}
