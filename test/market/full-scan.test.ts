import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BidFunctions } from '../../src/market/bids.js';
import { FullScan } from '../../src/market/full-scan.js';
import type { LowestTwo, WinnerDetermination } from '../../src/market/winner-determination.js';
import { PairNoise } from '../../src/random/pair-noise.js';
import { Streams } from '../../src/random/streams.js';

const value = (...common: number[]) =>
  fc.oneof(fc.constantFrom(...common), fc.double({ min: 0, max: 100, noNaN: true }));

const server = fc.record({
  capacity: value(50, 50, 100, 1e-3).filter((capacity) => capacity > 0),
  load: value(0, 25, 1e5),
  sensitivity: value(0, 1, 1e100),
  riskAversion: value(0, 0, 0.5),
  targetLoadRatio: value(0.5, 0),
});

function bidFunctions(
  servers: readonly (typeof server extends fc.Arbitrary<infer T> ? T : never)[],
  noise: number,
  maximum = 1000,
) {
  const column = (name: keyof (typeof servers)[number]) => Float64Array.from(servers, (each) => each[name]);
  const bidders = {
    count: servers.length,
    capacity: column('capacity'),
    load: column('load'),
    sensitivity: column('sensitivity'),
    riskAversion: column('riskAversion'),
    targetLoadRatio: column('targetLoadRatio'),
  };
  return new BidFunctions(bidders, { noise, maximum, capacityScale: 200 }, new PairNoise(77));
}

const emptyResult = (): LowestTwo => ({ winner: 0, winningBid: 0, runnerUp: 0, secondPrice: 0 });

/** The two lowest of all bids, sorted. */
function sorted(bids: BidFunctions, taskLoad: number): LowestTwo {
  const order = Array.from({ length: bids.bidders.count }, (_, id) => ({
    id,
    bid: bids.bid(id, taskLoad),
  })).sort((a, b) => a.bid - b.bid || a.id - b.id);
  const [first, second] = [order[0]!, order[1]];
  return {
    winner: first.id,
    winningBid: first.bid,
    runnerUp: second?.id ?? -1,
    secondPrice: (second ?? first).bid,
  };
}

describe('the full scan', () => {
  test('finds the two lowest bids of any servers, with noise, ties and clamped bids, to the last bit', () => {
    const property = fc.property(
      fc.array(server, { minLength: 1, maxLength: 20 }),
      fc.constantFrom(0, 0.1, 5, 1e-300),
      fc.constantFrom(1000, 10, 1e300),
      value(10, 1e-6, 1e5),
      fc.nat(),
      (servers, noise, maximum, taskLoad, task) => {
        const bids = bidFunctions(servers, noise, maximum);
        bids.pairNoise.turnTo(task, 0);
        const found = emptyResult();
        new FullScan(bids).determine({ load: taskLoad }, found);
        expect(found).toEqual(sorted(bids, taskLoad));
      },
    );
    fc.assert(property, { seed: 1, numRuns: 3000 });
  });

  test('does so across its blocks of 2,048 servers, auction after auction, as loads change', () => {
    const uniform = new Streams(3).uniform('servers');
    const servers = Array.from({ length: 5000 }, () => ({
      capacity: 50 + 50 * uniform(),
      load: 0,
      sensitivity: 0.5 + uniform(),
      riskAversion: uniform() / 2,
      targetLoadRatio: 0.5,
    }));
    const bids = bidFunctions(servers, 0.1);
    const scan: WinnerDetermination = new FullScan(bids);
    const found = emptyResult();
    for (let task = 0; task < 100; task++) {
      bids.pairNoise.turnTo(task, 0);
      const taskLoad = 5 + 15 * uniform();
      scan.determine({ load: taskLoad }, found);
      expect(found).toEqual(sorted(bids, taskLoad));
      bids.bidders.load[found.winner]! += 20 * taskLoad;
      bids.refresh(found.winner);
      scan.serverChanged(found.winner);
    }
  });

  test('gives ties at the maximum to the lowest ids', () => {
    const equal = { capacity: 50, load: 0, sensitivity: 1, riskAversion: 0, targetLoadRatio: 0.5 };
    const bids = bidFunctions([equal, equal, equal], 0.1, 5);
    bids.pairNoise.turnTo(0, 0);
    const found = emptyResult();
    new FullScan(bids).determine({ load: 10 }, found);
    expect(found).toEqual({ winner: 0, winningBid: 5, runnerUp: 1, secondPrice: 5 });
  });
});
