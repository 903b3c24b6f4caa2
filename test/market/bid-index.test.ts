import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinearPredictor } from '../../src/learning/linear-predictor.js';
import { ActorCritic, actorCriticDefaults, criticShape } from '../../src/learning/neural/actor-critic.js';
import { ActorCriticAgent } from '../../src/learning/neural/actor-critic-agent.js';
import { BidActor } from '../../src/learning/neural/bid-actor.js';
import { glorotUniform } from '../../src/learning/neural/glorot.js';
import { BidIndex } from '../../src/market/bid-index.js';
import { type BidAdjustment, BidFunctions, type BidTerms } from '../../src/market/bids.js';
import { FullScan } from '../../src/market/full-scan.js';
import { Screen } from '../../src/market/screen.js';
import type { LowestTwo, OfferedTask, WinnerDetermination } from '../../src/market/winner-determination.js';
import { CounterDraws } from '../../src/random/counter-draws.js';
import { mix, PairNoise } from '../../src/random/pair-noise.js';
import { Streams } from '../../src/random/streams.js';
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
    arbitrary: fc.record({
      kind: fc.constant('learn'),
      server,
      factor: fc.constantFrom(0.9, 1.1, 1.05, 1 + 1e-12, 1 - 1e-12),
    }),
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
/** `eta`: how far servers adjust their bids; `undefined` where they do not. */
type Terms = BidTerms & { shading: number; eta: number | undefined };

const terms: fc.Arbitrary<Terms> = fc.record({
  noise: fc.constantFrom(0, 0.1, 5, 1e-13),
  maximum: fc.constantFrom(1000, 1000, 20, 1e-3),
  capacityScale: fc.constantFrom(200, 10),
  shading: fc.constantFrom(0, 0, 0, 0.3, 1),
  eta: fc.constantFrom(undefined, undefined, 0.1, 0.5, 1),
});
const story = fc.record({
  servers: fleetTraits(300),
  terms,
  changes: fc.array(change, { minLength: 1, maxLength: 60, size: 'max' }),
});
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

interface Adjustment extends BidAdjustment {
  turnTo(auction: number): void;
}

/** Any action for any (server, auction), in place of a network; `claim` times the least factor is what it says. */
function hashed(eta: number, claim = 1): Adjustment {
  const choices = [1 + eta, 1 - eta, 1];
  let current = 0;
  return {
    least: (1 - eta) * claim,
    turnTo: (auction) => {
      current = auction;
    },
    factors(servers, count, _taskLoad, out) {
      for (let i = 0; i < count; i++) out[i] = choices[mix(servers[i]!, current, 77) % 3]!;
    },
  };
}

/** What a network of random weights does, by draws of (server, auction). */
function acted(eta: number, fleet: Fleet): Adjustment {
  const shape = { inputs: 4, hidden: [16], outputs: 3 };
  const uniform = new Streams(5).uniform('weights');
  const policy = glorotUniform(shape, uniform);
  const critic = glorotUniform(criticShape(shape), uniform);
  const networks = new ActorCritic({ ...actorCriticDefaults, shape, policy, critic });
  const agent = new ActorCriticAgent(networks, 32, new CounterDraws(3));
  const nothing = new Float64Array(0);
  const columns = { ...fleet, revenue: nothing, cost: nothing };
  return new BidActor(columns, [agent], {
    rate: eta,
    reward: 'error-reduction',
    frozen: true,
    stepsPerRound: 0,
  });
}

/** Plays a story on a scan and on another method, and returns the auctions whose outcomes differ. */
function differences(
  { servers, terms, changes }: Story,
  method: (bids: BidFunctions) => WinnerDetermination,
  create = BidFunctions,
  adjust: (eta: number, fleet: Fleet) => Adjustment = (eta) => hashed(eta),
): [LowestTwo, LowestTwo][] {
  const fleet: Fleet = fleetOf(servers, servers.length + changes.length);
  const weights = new Float64Array(servers.length + changes.length).fill(1);
  const predictor = terms.shading > 0 ? new LinearPredictor(fleet, weights, 0.01, terms.shading) : undefined;
  const noise = new PairNoise(1);
  const adjustment = terms.eta === undefined ? undefined : adjust(terms.eta, fleet);
  const bids = new create(fleet, terms, noise, predictor, adjustment);
  const [scan, other] = [new FullScan(bids), method(bids)];
  const found: [LowestTwo, LowestTwo][] = [];
  const refresh = (id: number): void => {
    // As the market does: who bids as before is not told.
    if (bids.refresh(id)) other.serverChanged(id);
  };
  for (const [number, step] of [...changes, { kind: 'auction', load: 7 } as const].entries()) {
    if (step.kind === 'auction') {
      noise.turnTo(number, 0);
      adjustment?.turnTo(number);
      const [expected, actual] = [empty(), empty()];
      scan.determine(step, expected);
      other.determine(step, actual);
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
        other.serverChanged(id);
      }
    }
  }
  return found;
}

function empty(): LowestTwo {
  return { winner: 0, winningBid: 0, runnerUp: 0, secondPrice: 0 };
}

const methods: [string, (bids: BidFunctions) => WinnerDetermination][] = [
  ['the index', (bids) => new BidIndex(bids)],
  ['the screen', (bids) => new Screen(bids)],
];

/** A screen that gives ties to the greatest id: it counts ids backwards. */
class TiesToGreatest extends Screen {
  override determine(task: OfferedTask, out: LowestTwo): void {
    super.determine(task, out);
    if (out.winner >= 0) out.winner = backwards(out.winner);
    if (out.runnerUp >= 0) out.runnerUp = backwards(out.runnerUp);
  }

  protected override offer(id: number, bid: number): void {
    super.offer(backwards(id), bid);
  }
}

function backwards(id: number): number {
  return 1e6 - id;
}

/** Whether a story has another outcome than on the scan. */
function isCaught(
  method: (bids: BidFunctions) => WinnerDetermination,
  create = BidFunctions,
  adjust?: (eta: number) => Adjustment,
): boolean {
  const property = fc.property(story, (told) => differences(told, method, create, adjust).length === 0);
  return fc.check(property, { seed: 2026, numRuns: 1500, endOnFailure: true }).failed;
}

describe.each(methods)('%s', (_, method) => {
  it('finds the two lowest bids of the scan, bit for bit, after any interleaving of changes', () => {
    fc.assert(
      fc.property(story, (told) => {
        expect(differences(told, method)).toEqual([]);
      }),
      { seed: 2026, numRuns: 1500 },
    );
  });

  it('finds them where a network acts on every bid', () => {
    const acting = story.map((told) => ({ ...told, terms: { ...told.terms, eta: told.terms.eta ?? 0.2 } }));
    fc.assert(
      fc.property(acting, (told) => {
        expect(differences(told, method, BidFunctions, acted)).toEqual([]);
      }),
      { seed: 2027, numRuns: 200 },
    );
  });

  it('would be caught with a least factor that is too high by a millionth', () => {
    expect(isCaught(method, BidFunctions, (eta) => hashed(eta, 1 + 1e-6))).toBe(true);
  });

  it('would be caught with a bound that is too tight by a millionth', () => {
    class TooTight extends BidFunctions {
      override lowerLine(id: number, out: Float64Array): void {
        super.lowerLine(id, out);
        out[0]! *= 1 + 1e-6;
        out[1]! *= 1 + 1e-6;
      }
    }
    expect(isCaught(method, TooTight)).toBe(true);
  });
});

it('a screen that gives ties to the greatest id would be caught', () => {
  expect(isCaught((bids) => new TiesToGreatest(bids))).toBe(true);
});
