import type { Profile } from '../market.js';
import type { Mechanism, Setting } from '../mechanism.js';
import { lowestTwo } from '../order.js';
import { secondPriceUpTo } from './paper-reserve.js';

/**
 * The paper's auction as it stands (docs/model.md): second price; the reserve, which does not bind, changes no payment; a winner that is
 * overloaded shares task and payment in halves with a partner of its coalition, each bearing its share of its own cost. Of servers
 * that all but one are idle, the partner is that of the lowest id.
 */
export const paper: Mechanism = {
  title: "the paper's: second price, and an overloaded winner shares with a partner of its coalition",
  domain: { sells: 'one-task', leastServers: 2, coalitions: true },
  run(reports: Profile, { groups, busy }: Setting) {
    const { winner, second } = lowestTwo(reports.map(([bid]) => bid!));
    const isPartner = (server: number) => server !== winner && groups[server] === groups[winner];
    const partner = winner === busy ? groups.findIndex((_, server) => isPartner(server)) : -1;
    const part = partner < 0 ? 1 : 1 / 2;
    const share = (server: number) => (server === winner || server === partner ? part : 0);
    return {
      shares: reports.map((_, server) => [share(server)]),
      payments: reports.map((_, server) => share(server) * second),
    };
  },
  repeated: {
    start: () => [],
    round: (bids, memory) => ({ sale: secondPriceUpTo(bids, Number.POSITIVE_INFINITY), memory }),
  },
  scenario: { auction: { payment: 'second-price' }, coalition: { overload: 0, partners: 1 } },
};
