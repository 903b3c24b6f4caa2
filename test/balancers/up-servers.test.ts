import { expect, it } from 'vitest';
import { UpServers } from '../../src/balancers/up-servers.js';
import { Streams } from '../../src/random/streams.js';
import { chiSquare, chiSquareBounds } from '../random/chi-square.js';
import { fleetOf } from './fleet.js';

it('draws every server that is up as often, while servers fail and come back (chi-square, 1e-6 either way)', () => {
  const fleet = fleetOf({ rates: new Array(24).fill(1) });
  const streams = new Streams(4);
  const [uniform, failures] = [streams.uniform('balancer'), streams.uniform('failures')];
  const servers = new UpServers(fleet, uniform);
  const ranks = new Array<number>(12).fill(0);
  const out = new Int32Array(2);
  for (let i = 0; i < 200_000; i++) {
    // Twelve are up at any time: two change places now and then.
    if (i === 0) for (let server = 0; server < 12; server++) flip(server);
    else if (i % 5 === 0) {
      const ups = [...fleet.up.keys()].filter((server) => fleet.up[server] === 1);
      const downs = [...fleet.up.keys()].filter((server) => fleet.up[server] === 0);
      flip(ups[Math.floor(12 * failures())]!);
      flip(downs[Math.floor(12 * failures())]!);
    }
    const rank = (server: number) => fleet.up.subarray(0, server).reduce((sum, up) => sum + up, 0);
    if (i % 2 === 0) ranks[rank(servers.draw())]!++;
    else if (servers.drawDistinct(2, out) === 2) ranks[rank(out[i % 4 === 1 ? 0 : 1]!)]!++;
  }
  expect(servers.count).toBe(12);
  const [low, high] = chiSquareBounds(11);
  expect(chiSquare(ranks)).toBeGreaterThan(low);
  expect(chiSquare(ranks)).toBeLessThan(high);

  function flip(server: number): void {
    fleet.up[server] = 1 - fleet.up[server]!;
    servers.refresh(server);
  }
});
