import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinearPredictor } from '../../src/learning/linear-predictor.js';
import { BidIndex } from '../../src/market/bid-index.js';
import { BidFunctions, type BidTerms } from '../../src/market/bids.js';
import { FullScan } from '../../src/market/full-scan.js';
import type { LowestTwo } from '../../src/market/winner-determination.js';
import { PairNoise } from '../../src/random/pair-noise.js';
import { type Fleet, fleetOf, fleetTraits, type Traits, traits } from '../arbitraries/fleet.js';

/** What can happen between two auctions. `server` is taken modulo the fleet. */
type Change =
  | { kind: 'load'; server: number; load: number }
  | { kind: 'learn'; server: number; factor: number }
  | { kind: 'round'; rate: number; factor: number }
  | { kind: 'leave'; server: number }
  | { kind: 'join'; traits: Traits }
  | { kind: 'weight'; server: number; weight: number }
  | { kind: 'auction'; load: number };

const server = fc.nat({ max: 1000 });
const taskLoad = fc.oneof(
  fc.constantFrom(5, 12.5, 20),
  fc.double({ min: 1e-6, max: 25, noNaN: true }),
  fc.double({ min: 25, max: 1e9, noNaN: true }),
);
const auction: fc.Arbitrary<Change> = fc.record({ kind: fc.constant('auction'), load: taskLoad });
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: auction },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('load'), server, load: fc.constantFrom(0, 0, 10, 30, 120) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('learn'), server, factor: fc.constantFrom(0.9, 1.1, 1.05) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('round'),
      rate: fc.constantFrom(5, 50),
      factor: fc.constantFrom(1, 1.1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave'), server }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('join'), traits }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('weight'), server, weight: fc.constantFrom(-1, 0, 0.5, 3) }),
  },
);
const terms: fc.Arbitrary<BidTerms & { shading: number }> = fc.record({
  noise: fc.constantFrom(0, 0.1, 5),
  maximum: fc.constantFrom(1000, 1000, 20, 1e-3),
  capacityScale: fc.constantFrom(200, 10),
  shading: fc.constantFrom(0, 0, 0, 0.3, 1),
});
const story = fc.record({
  servers: fleetTraits(300),
  terms,
  changes: fc.array(change, { minLength: 1, maxLength: 60, size: 'max' }),
});
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

/** Plays a story on both and returns the auctions whose outcomes differ. */
function differences({ servers, terms, changes }: Story, create = BidFunctions): [LowestTwo, LowestTwo][] {
  const fleet: Fleet = fleetOf(servers, servers.length + changes.length);
  const weights = new Float64Array(servers.length + changes.length).fill(1);
  const predictor = terms.shading > 0 ? new LinearPredictor(fleet, weights, 0.01, terms.shading) : undefined;
  const noise = new PairNoise(1);
  const bids = new create(fleet, terms, noise, predictor);
  const [scan, index] = [new FullScan(bids), new BidIndex(bids)];
  const found: [LowestTwo, LowestTwo][] = [];
  const refresh = (id: number): void => {
    bids.refresh(id);
    index.serverChanged(id);
  };
  for (const [number, step] of [...changes, { kind: 'auction', load: 7 } as const].entries()) {
    if (step.kind === 'auction') {
      noise.turnTo(number, 0);
      const [expected, actual] = [empty(), empty()];
      scan.determine(step.load, expected);
      index.determine(step.load, actual);
      if (
        Object.entries(expected).some(([key, value]) => !Object.is(value, actual[key as keyof LowestTwo]))
      ) {
        found.push([expected, actual]);
      }
    } else if (step.kind === 'round') {
      for (let id = 0; id < fleet.count; id++) {
        fleet.load[id] = Math.max(0, fleet.load[id]! - step.rate);
        fleet.sensitivity[id]! *= step.factor;
        refresh(id);
      }
    } else if (step.kind === 'join') {
      const id = fleet.count++;
      for (const [name, value] of Object.entries(step.traits)) fleet[name as keyof Traits][id] = value;
      refresh(id);
    } else {
      const id = step.server % fleet.count;
      if (step.kind === 'load') fleet.load[id] = step.load;
      if (step.kind === 'learn') fleet.sensitivity[id]! *= step.factor;
      if (step.kind === 'weight') weights[id] = step.weight;
      refresh(id);
      if (step.kind === 'leave') {
        bids.withdraw(id);
        index.serverChanged(id);
      }
    }
  }
  return found;
}

function empty(): LowestTwo {
  return { winner: 0, winningBid: 0, runnerUp: 0, secondPrice: 0 };
}

describe('the index', () => {
  it('finds the two lowest bids of the scan, bit for bit, after any interleaving of changes', () => {
    fc.assert(
      fc.property(story, (told) => {
        expect(differences(told)).toEqual([]);
      }),
      { seed: 2026, numRuns: 1500 },
    );
  });

  it('would be caught with a bound that is too tight by a millionth', () => {
    class TooTight extends BidFunctions {
      override lowerLine(id: number, out: Float64Array): void {
        super.lowerLine(id, out);
        out[0]! *= 1 + 1e-6;
        out[1]! *= 1 + 1e-6;
      }
    }
    const { failed } = fc.check(
      fc.property(story, (told) => differences(told, TooTight).length === 0),
      { seed: 2026, numRuns: 1500 },
    );
    expect(failed).toBe(true);
  });
});
