import { ofTaskAuction } from '../mechanism.js';
import { reserveTerms, secondPriceUpTo } from './paper-reserve.js';

const { initial, factor } = reserveTerms;
const scenario = {
  auction: { payment: 'second-price' as const, reserve: { ...reserveTerms, binding: true } },
};

/**
 * The paper's auction where its reserve binds, without coalitions. The memory is the reserve: after a round with a sale it is
 * factor × the winning bid, so that the winner itself writes what it is paid at most in the next.
 */
export const bindingReserve = ofTaskAuction(
  {
    title: "the paper's second price under its adaptive reserve, where that binds; no coalitions",
    sell: (bids) => secondPriceUpTo(bids, initial),
  },
  {
    scenario,
    repeated: {
      start: () => [initial],
      round(bids, [reserve]) {
        const sale = secondPriceUpTo(bids, reserve!);
        return { sale, memory: [sale.winner < 0 ? reserve! : factor * bids[sale.winner]!] };
      },
      scenario,
    },
  },
);
