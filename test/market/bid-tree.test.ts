import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHILD, LEAST_ID, LINK, NODE, UNIFORM } from '../../src/market/bid-nodes.js';
import { INTERCEPT, SLOPE, SLOT } from '../../src/market/bid-slots.js';
import { BidTree, LEAF_SLOTS } from '../../src/market/bid-tree.js';
import { BidFunctions, STRIDE } from '../../src/market/bids.js';
import { FLOORS } from '../../src/market/load-grid.js';
import { PairNoise } from '../../src/random/pair-noise.js';
import { type Fleet, fleetOf, type Traits } from '../arbitraries/fleet.js';

/** What a child must be known by, and how deep its leaves are. */
interface Below {
  servers: number[];
  floors: number[];
  depth: number;
}

/** Walks the tree, checks all that its nodes say of their children, and returns the depth of the deepest leaf. */
function check(tree: BidTree, bids: BidFunctions): number {
  const walk = (child: number): Below => (child < 0 ? ofLeaf(~child) : ofNode(child));
  const ofLeaf = (leaf: number): Below => {
    const slots = Array.from({ length: tree.size[leaf]! }, (_, i) => leaf * LEAF_SLOTS + i);
    const floors = new Array<number>(FLOORS).fill(Number.POSITIVE_INFINITY);
    const of = new Float32Array(FLOORS);
    for (const slot of slots) {
      tree.grid.floorsOf(
        tree.slots.floats[SLOT * slot + SLOPE]!,
        tree.slots.floats[SLOT * slot + INTERCEPT]!,
        of,
      );
      for (let i = 0; i < FLOORS; i++) floors[i] = Math.min(floors[i]!, of[i]!);
    }
    return { servers: slots.map((slot) => tree.slots.serverIn(slot)), floors, depth: 0 };
  };
  const ofNode = (node: number): Below => {
    const children = [NODE * node, NODE * node + CHILD].map((place) => {
      const below = walk(tree.nodes.words[place + LINK]!);
      expect([...tree.nodes.floors.subarray(place, place + FLOORS)]).toEqual(below.floors);
      expect(tree.nodes.words[place + LEAST_ID]).toBe(Math.min(2 ** 31 - 1, ...below.servers));
      const rows = new Set(
        below.servers.map((id) => bids.coefficients.subarray(STRIDE * id, STRIDE * (id + 1)).join()),
      );
      // All equal servers below one child are known to be so, but for those that single precision took apart.
      if (tree.nodes.words[place + UNIFORM] === 1) expect(rows.size).toBe(1);
      return below;
    });
    const [left, right] = children as [Below, Below];
    return {
      servers: [...left.servers, ...right.servers],
      floors: left.floors.map((floor, i) => Math.min(floor, right.floors[i]!)),
      depth: 1 + Math.max(left.depth, right.depth),
    };
  };
  const { servers, depth } = walk(tree.root);
  expect(servers.sort((a, b) => a - b)).toEqual(Array.from({ length: tree.count }, (_, id) => id));
  return depth;
}

const server: Traits = { capacity: 100, load: 50, riskAversion: 0, targetLoadRatio: 0.5, sensitivity: 1 };

function planted(fleet: Fleet): { bids: BidFunctions; tree: BidTree } {
  const terms = { noise: 0.1, maximum: 1e9, capacityScale: 200 };
  const bids = new BidFunctions(fleet, terms, new PairNoise(1));
  const tree = new BidTree(bids);
  tree.grid.note(5);
  tree.grid.note(20);
  tree.pack();
  return { bids, tree };
}

describe('the tree of bids', () => {
  it('knows of every child what is below it, whatever moves', () => {
    const sensitivity = fc.oneof(fc.constantFrom(0, 1, 2), fc.double({ min: 0, max: 3, noNaN: true }));
    const move = fc.record({ id: fc.nat({ max: 499 }), sensitivity });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.array(move, { maxLength: 400 }), (count, moves) => {
        const fleet = fleetOf(Array<Traits>(count).fill(server), count);
        const { bids, tree } = planted(fleet);
        for (const { id, sensitivity } of moves) {
          fleet.sensitivity[id % count] = sensitivity;
          if (bids.refresh(id % count) && !tree.move(id % count)) tree.pack();
        }
        check(tree, bids);
      }),
      { seed: 2026, numRuns: 200 },
    );
  });

  it.each([
    ['rising', (step: number) => 1.01 ** step],
    ['falling', (step: number) => 1.01 ** -step],
    ['swinging', (step: number) => 1 + Math.sin(step)],
    ['spiralling inwards', (step: number) => 1 + (-1) ** step / (step + 1)],
  ])('stays shallow where bids change one by one, %s', (_, sensitivity) => {
    const count = 2000;
    const fleet = fleetOf(Array<Traits>(count).fill(server), count);
    const { bids, tree } = planted(fleet);
    let packed = 0;
    for (let step = 0; step < 3 * count; step++) {
      const id = (step * 7919) % count;
      fleet.sensitivity[id] = sensitivity(step);
      bids.refresh(id);
      if (!tree.move(id)) {
        tree.pack();
        packed++;
      }
      if (step % 100 === 0)
        expect(check(tree, bids)).toBeLessThanOrEqual(Math.ceil(2 * Math.log2(count / 8)) + 1);
    }
    expect(packed).toBe(0);
  });
});
