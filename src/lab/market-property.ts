import fc from 'fast-check';
import { marketArbitrary, reportArbitrary, withBusy } from './arbitraries/market.js';
import { checkedMechanism } from './checked-mechanism.js';
import type { LabMarket, Profile } from './market.js';
import type { Domain, Mechanism } from './mechanism.js';
import { type Property, property } from './property.js';
import { simplerMarkets, simplerProfiles } from './simpler.js';
import type { Counterexample } from './verdict.js';

/** What is drawn beside a market. */
export interface Draws {
  /** Reports to try, at least as long as a row of the market. */
  readonly tried: Profile;
  /** Two servers, from 0, maybe the same. */
  readonly pair: readonly [number, number];
}

/** What makes a property of mechanisms that shows in one market at a time. */
interface MarketPropertyTerms {
  readonly title: string;
  /** Servers beyond the fewest that a mechanism takes; 0 by default. */
  readonly moreServers?: number;
  violation(mechanism: Mechanism, market: LabMarket, draws: Draws): Counterexample | undefined;
}

const REPORTS = 4;
const MANY = 1000;

/** A property of mechanisms that is tried on arbitrary markets. */
export function marketProperty({
  title,
  moreServers = 0,
  violation,
}: MarketPropertyTerms): Property<Mechanism> {
  const domainOf = ({ domain }: Mechanism): Domain => ({
    ...domain,
    leastServers: domain.leastServers + moreServers,
  });
  interface Case extends Draws {
    readonly market: LabMarket;
  }
  return property<Mechanism, Case>({
    title,
    cases: (mechanism) =>
      fc.record({
        market: marketArbitrary(domainOf(mechanism)),
        tried: fc.array(reportArbitrary(domainOf(mechanism)), { minLength: REPORTS, maxLength: REPORTS }),
        pair: fc.tuple(fc.nat({ max: MANY }), fc.nat({ max: MANY })),
      }),
    *simpler(mechanism, example) {
      for (const market of simplerMarkets(example.market, domainOf(mechanism)))
        yield { ...example, market: withBusy(market, mechanism.domain) };
      for (const tried of simplerProfiles(example.tried)) yield { ...example, tried };
    },
    violation(mechanism, { market, tried, pair }) {
      const { length } = market.costs;
      return violation(checkedMechanism(mechanism), market, {
        tried,
        pair: [pair[0] % length, pair[1] % length],
      });
    },
  });
}
