import fc from 'fast-check';
import { marketArbitrary, reportArbitrary, withBusy } from './arbitraries/market.js';
import { checkedMechanism } from './checked-mechanism.js';
import type { LabMarket, Profile } from './market.js';
import type { Domain, Mechanism } from './mechanism.js';
import { type Property, property } from './property.js';
import { part } from './reduction.js';
import { simplifyMarket, simplifyProfile } from './simpler-markets.js';
import type { Counterexample } from './verdict.js';

/** What is drawn beside a market. */
export interface Draws {
  /** Reports to try, at least as long as a row of the market. */
  readonly tried: Profile;
  /** Two servers, from 0, maybe the same. */
  readonly pair: readonly [number, number];
}

/** What makes a property of mechanisms that shows in one market at a time. */
export interface MarketPropertyTerms {
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
    simplify(mechanism, reduction) {
      const { domain } = mechanism;
      const market = part(
        reduction,
        (from) => from.market,
        (into, market) => ({ ...into, market: withBusy(market, domain) }),
      );
      simplifyMarket(market, domainOf(mechanism));
      simplifyProfile(
        part(
          reduction,
          ({ tried }) => tried,
          (into, tried) => ({ ...into, tried }),
        ),
      );
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
