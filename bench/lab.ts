import fc from 'fast-check';
import { marketArbitrary } from '../dist/lab/arbitraries/market.js';
import { type Mechanism, ofTaskAuction } from '../dist/lab/mechanism.js';
import { mechanisms } from '../dist/lab/mechanisms.js';
import { properties } from '../dist/lab/properties.js';
import { type Bench, SEED, timed, type Work } from './bench.js';

/** Nothing that is said changes anything: the only one without a pair that lies. */
const fixed = ofTaskAuction({ sell: () => ({ winner: 0, payment: 1e9 }) }, {});

/** Mechanisms that have the property, so that every case is tried; a second price where none is named. */
const having: Partial<Record<keyof typeof properties, Mechanism>> = {
  'pair-strategyproofness': fixed,
  'repeated-truthfulness': mechanisms['leave-one-out'],
  'non-bossiness': mechanisms['first-price'],
};

/**
 * Cases of each property of the lab: ns a case, drawing it included. The yardstick is one sale of the mechanism, in a market like those that are
 * tried. Every property must hold.
 */
export const lab: Bench = ({ quick }) => {
  const names = Object.keys(properties) as (keyof typeof properties)[];
  return names.map((property) => {
    const mechanism = having[property] ?? mechanisms['second-price'];
    const work = cases(property, mechanism, quick ? 20 : 300);
    return timed(
      { bench: 'lab', params: { property } },
      work,
      { name: 'sale', ...sales(mechanism, quick ? 1000 : 20_000) },
      quick ? 1 : 7,
    );
  });
};

function cases(property: keyof typeof properties, mechanism: Mechanism, runs: number): Work {
  return {
    operations: runs,
    run() {
      const { verdict } = properties[property].check(mechanism, { runs, seed: SEED });
      if (verdict !== 'holds') throw new Error(`${property}: ${verdict}`);
    },
  };
}

function sales(mechanism: Mechanism, count: number): Work {
  const markets = fc.sample(marketArbitrary(mechanism.domain), { seed: SEED, numRuns: 100 });
  return {
    operations: count,
    run() {
      for (let i = 0; i < count; i++) {
        const market = markets[i % markets.length]!;
        mechanism.run(market.costs, market);
      }
    },
  };
}
