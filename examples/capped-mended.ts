import type { TaskAuction } from 'vickrey/lab';

/** The mend: what a server is paid at most stands before it speaks, and nothing is bought above it. */
const CAP = 30;

export default {
  title: `second price, and at most ${CAP}`,
  sell(bids: readonly number[]) {
    const winner = bids.findIndex((bid) => bid === Math.min(...bids) && bid <= CAP);
    if (winner < 0) return { winner, payment: 0 };
    const others = bids.filter((_, server) => server !== winner);
    return { winner, payment: Math.min(...others, CAP) };
  },
} satisfies TaskAuction;
