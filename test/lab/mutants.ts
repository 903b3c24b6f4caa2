import { costOf, type Outcome, type Profile } from '../../src/lab/market.js';
import {
  type Mechanism,
  ofTaskAuction,
  type RepeatedAuction,
  type Setting,
} from '../../src/lab/mechanism.js';
import { bindingReserve } from '../../src/lab/mechanisms/binding-reserve.js';
import { firstPrice } from '../../src/lab/mechanisms/first-price.js';
import { generalisedSecondPrice } from '../../src/lab/mechanisms/generalised-second-price.js';
import { leaveOneOut } from '../../src/lab/mechanisms/leave-one-out.js';
import { paper } from '../../src/lab/mechanisms/paper.js';
import { secondPriceUpTo } from '../../src/lab/mechanisms/paper-reserve.js';
import { postedPrice } from '../../src/lab/mechanisms/posted-price.js';
import { secondPrice } from '../../src/lab/mechanisms/second-price.js';
import { vcg } from '../../src/lab/mechanisms/vcg.js';
import type { mechanisms } from '../../src/lab/mechanisms.js';
import { lowestTwo } from '../../src/lab/order.js';

/**
 * Mechanisms with one mistake each, of the kind that is easily made. Properties must tell every one of them from the mechanism that it is
 * a mutant of.
 */

type Change = (outcome: Outcome, reports: Profile, setting: Setting) => Partial<Outcome>;

/** `mechanism` whose outcome is changed. */
function changed(mechanism: Mechanism, change: Change): Mechanism {
  return {
    ...mechanism,
    run(reports, setting) {
      const outcome = mechanism.run(reports, setting);
      return { ...outcome, ...change(outcome, reports, setting) };
    },
  };
}

const sells = (
  sell: (bids: readonly number[]) => { winner: number; payment: number },
  repeated?: RepeatedAuction,
): Mechanism => ofTaskAuction({ sell }, repeated ? { repeated } : {});

const first = (reports: Profile): number[] => reports.map(([bid]) => bid!);

const winnerOf = ({ shares }: Outcome): number => shares.findIndex((row) => row.some((share) => share > 0));

/** Only the payment of the winner of one task is another. */
const pays = (
  mechanism: Mechanism,
  payment: (bids: readonly number[], winner: number) => number,
): Mechanism =>
  changed(mechanism, (outcome, reports) => {
    const winner = winnerOf(outcome);
    return {
      payments: outcome.payments.map((was, server) =>
        server === winner ? payment(first(reports), winner) : was,
      ),
    };
  });

/** A task for everybody who asks the lowest price. */
const toAllTied = (mechanism: Mechanism): Mechanism =>
  changed(mechanism, ({ payments }, reports) => {
    const bids = first(reports);
    const lowest = Math.min(...bids);
    return {
      shares: bids.map((bid) => [bid === lowest ? 1 : 0]),
      payments: bids.map((bid) => (bid === lowest ? Math.max(...payments) : 0)),
    };
  });

const remembers = (mechanism: Mechanism, round: RepeatedAuction['round']): Mechanism => ({
  ...mechanism,
  repeated: { ...mechanism.repeated!, round },
});

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

export const mutants: Record<keyof typeof mechanisms, Record<string, Mechanism>> = {
  'first-price': {
    'the second price is paid': pays(firstPrice, (bids) => lowestTwo(bids).second),
    'half of the bid is paid': pays(firstPrice, (bids) => lowestTwo(bids).lowest / 2),
    'the highest bid wins': sells((bids) => {
      const payment = Math.max(...bids);
      return { winner: bids.indexOf(payment), payment };
    }),
    'a tie is given twice': toAllTied(firstPrice),
  },
  'second-price': {
    "the payment is off by the runner-up's index": pays(
      secondPrice,
      (bids) => lowestTwo(bids).second + lowestTwo(bids).runnerUp,
    ),
    'the third price is paid': pays(secondPrice, (bids) => sorted(bids)[2] ?? sorted(bids)[1]!),
    'the bid is paid': pays(secondPrice, (bids) => lowestTwo(bids).lowest),
    'the mean of bid and second price is paid': pays(
      secondPrice,
      (bids) => (lowestTwo(bids).lowest + lowestTwo(bids).second) / 2,
    ),
    'the bid of the next id is paid': pays(secondPrice, (bids, winner) => bids[(winner + 1) % bids.length]!),
    'the highest bid wins': sells((bids) => {
      const highest = Math.max(...bids);
      return { winner: bids.indexOf(highest), payment: sorted(bids).at(-2)! };
    }),
    'a tie is given twice': toAllTied(secondPrice),
    'the runner-up is paid for its trouble': changed(secondPrice, ({ payments }, reports) => {
      const { runnerUp } = lowestTwo(first(reports));
      return { payments: payments.map((payment, server) => (server === runnerUp ? 0.5 : payment)) };
    }),
  },
  'posted-price': {
    'the bid is paid': pays(postedPrice, (bids, winner) => bids[winner]!),
    'who asks for more takes it': sells((bids) => {
      const winner = bids.findIndex((bid) => bid >= 10);
      return { winner, payment: winner < 0 ? 0 : 10 };
    }),
    'the price is the first bid': sells((bids) => ({
      winner: bids.findIndex((bid) => bid <= bids[0]!),
      payment: bids[0]!,
    })),
  },
  vcg: {
    'bids are paid': changed(vcg, (outcome, reports, { sizes }) => ({
      payments: reports.map((row, server) => {
        const task = outcome.shares[server]!.indexOf(1);
        return task < 0 ? 0 : costOf(row, sizes, task);
      }),
    })),
    "the winner's own cost is left out of what it is paid": changed(vcg, (outcome, reports, { sizes }) => ({
      payments: outcome.payments.map((payment, server) => {
        const task = outcome.shares[server]!.indexOf(1);
        return task < 0 ? 0 : payment - costOf(reports[server]!, sizes, task);
      }),
    })),
    'tasks go one by one to the cheapest that is left': changed(vcg, (_, reports, { sizes }) => {
      const taken = new Set<number>();
      for (const task of sizes.keys()) {
        const asks = reports.map((row, server) =>
          taken.has(server) ? Number.POSITIVE_INFINITY : row[task]!,
        );
        taken.add(lowestTwo(asks).winner);
      }
      const order = [...taken];
      const shares = reports.map((_, server) => sizes.map((_, task) => (order[task] === server ? 1 : 0)));
      const payments = reports.map((_, server) => {
        const task = order.indexOf(server);
        if (task < 0) return 0;
        const others = reports.filter((_, other) => !order.includes(other));
        return Math.min(...others.map((row) => row[task]!));
      });
      return { shares, payments };
    }),
    'payments go to the next id': changed(vcg, ({ payments }) => ({
      payments: [payments.at(-1)!, ...payments.slice(0, -1)],
    })),
    'what winners save is shared among them': changed(vcg, ({ payments, shares }) => {
      const total = payments.reduce((sum, payment) => sum + payment, 0);
      const winners = shares.filter((row) => row.includes(1)).length;
      return { payments: shares.map((row) => (row.includes(1) ? total / winners : 0)) };
    }),
  },
  gsp: {
    'bids are paid': changed(generalisedSecondPrice, ({ shares }, reports, { sizes }) => ({
      payments: shares.map((row, server) => {
        const task = row.indexOf(1);
        return task < 0 ? 0 : costOf(reports[server]!, sizes, task);
      }),
    })),
    'the lowest bid takes the smallest task': {
      ...generalisedSecondPrice,
      run(reports, setting) {
        const sizes = setting.sizes.map((size) => -size);
        const { shares, payments } = generalisedSecondPrice.run(reports, { ...setting, sizes });
        return { shares, payments: payments.map((payment) => Math.abs(payment)) };
      },
    },
    'the size of the task is left out of the payment': changed(
      generalisedSecondPrice,
      ({ payments, shares }, _, { sizes }) => ({
        payments: payments.map((payment, server) => {
          const task = shares[server]!.indexOf(1);
          return task < 0 ? 0 : payment / sizes[task]!;
        }),
      }),
    ),
    'everybody is paid the highest bid': changed(
      generalisedSecondPrice,
      ({ shares }, reports, { sizes }) => ({
        payments: shares.map((row) => {
          const task = row.indexOf(1);
          return task < 0 ? 0 : Math.max(...first(reports)) * sizes[task]! * 2;
        }),
      }),
    ),
  },
  paper: {
    'nobody shares': { ...paper, run: (reports, setting) => paper.run(reports, { ...setting, busy: -1 }) },
    'the winner is paid in full, and the partner as well': changed(paper, ({ payments }) => ({
      payments: payments.map((payment) => payment * 2),
    })),
    'the partner is paid and does nothing': changed(paper, (outcome, reports) => ({
      shares: outcome.shares.map((_, server) => [server === lowestTwo(first(reports)).winner ? 1 : 0]),
    })),
    'the binding reserve is remembered': { ...paper, repeated: bindingReserve.repeated! },
  },
  'binding-reserve': {
    'the reserve is taken from the wrong side': sells((bids) => {
      const { winner, lowest } = lowestTwo(bids);
      return lowest >= 25 ? { winner, payment: 25 } : { winner: -1, payment: 0 };
    }, bindingReserve.repeated),
    'the reserve caps no payment': sells((bids) => {
      const { winner, lowest, second } = lowestTwo(bids);
      return lowest <= 25 ? { winner, payment: second } : { winner: -1, payment: 0 };
    }, bindingReserve.repeated),
    'the reserve is paid': sells((bids) => {
      const { winner, lowest } = lowestTwo(bids);
      return lowest <= 25 ? { winner, payment: 25 } : { winner: -1, payment: 0 };
    }, bindingReserve.repeated),
    'the reserve follows the second price': remembers(bindingReserve, (bids, [reserve]) => {
      const sale = secondPriceUpTo(bids, reserve!);
      return { sale, memory: [sale.winner < 0 ? reserve! : 1.5 * lowestTwo(bids).second] };
    }),
    'the reserve never moves': remembers(bindingReserve, (bids, [reserve]) => ({
      sale: secondPriceUpTo(bids, reserve!),
      memory: [reserve!],
    })),
  },
  'leave-one-out': {
    'nobody is left out': remembers(leaveOneOut, (bids, reserves) => ({
      sale: leaveOneOut.repeated!.round(bids, reserves).sale,
      memory: reserves.map(() => 1.5 * Math.min(...bids)),
    })),
    'each has the reserve of the next id': remembers(leaveOneOut, (bids, reserves) => ({
      sale: leaveOneOut.repeated!.round(bids, [...reserves.slice(1), reserves[0]!]).sale,
      memory: leaveOneOut.repeated!.round(bids, reserves).memory,
    })),
    'the reserve caps no payment': pays(leaveOneOut, (bids) => lowestTwo(bids).second),
  },
};
