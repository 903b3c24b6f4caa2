import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  costInterval,
  dearBid,
  dearPayment,
  type Fault,
  isFound,
  losingInterval,
  manyServers,
  rareMarket,
  shareInterval,
} from '../../bench/lab-faults.js';
import { ofTaskAuction } from '../../src/lab/mechanism.js';
import { properties } from '../../src/lab/properties.js';
import { Streams } from '../../src/random/streams.js';
import { root } from '../cli/vickrey.js';

/** How many of so many seeds find the fault, with as many cases as the command has by default. */
function found(fault: Fault, seeds: number): number {
  const isFoundBy = (seed: number) =>
    isFound(fault, new Streams(seed).uniform('lab/fault')(), (auction, onFound) => {
      properties[fault.property].check(ofTaskAuction(auction, {}), { runs: 300, seed, onFound });
    });
  return Array.from({ length: seeds }, (_, i) => i + 1).filter(isFoundBy).length;
}

const page = readFileSync(join(root, 'docs/lab.md'), 'utf8');

/** What docs/lab.md tells of a fault: the share of so many seeds that find it. */
function told({ property, name }: Fault): { seeds: number; share: number } {
  const row = page.split('\n').find((line) => line.startsWith(`| \`${property}\` | ${name} | `));
  const [, seeds, percent] = row!.match(/ (\d+) \| ([\d.]+) % \|$/)!;
  return { seeds: Number(seeds), share: Number(percent) / 100 };
}

describe('docs/lab.md claims no more power than the search has', () => {
  // Four standard deviations of the difference of two shares; near 0 and 1 those of 1 %.
  it.each([
    [rareMarket(100), 50],
    [rareMarket(1000), 100],
    [dearPayment(100), 20],
    [dearPayment(5000), 100],
    [dearBid(100), 10],
    [dearBid(5000), 8],
    [manyServers(6), 10],
    [shareInterval(0.001), 10],
    [shareInterval(0.00001), 8],
    [costInterval(0.001), 8],
    [losingInterval(0.01), 30],
    [losingInterval(0.001), 50],
  ])('$name, of $property', (fault, seeds) => {
    const { share, seeds: before } = told(fault);
    const deviation = Math.sqrt(Math.max(share * (1 - share), 0.01) * (1 / seeds + 1 / before));
    expect(Math.abs(found(fault, seeds) / seeds - share)).toBeLessThan(4 * deviation);
  });

  it('more servers than are tried hide a fault', () => {
    expect(told(manyServers(7)).share).toBe(0);
    expect(found(manyServers(7), 3)).toBe(0);
  });
});
