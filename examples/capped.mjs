/** A first idea: nobody should be paid more than one and a half times what it asked for. docs/lab.md shows what the lab thinks of it. */
export default {
  title: 'second price, and at most one and a half times the winning bid',
  sell(bids) {
    const winner = bids.indexOf(Math.min(...bids));
    const others = bids.filter((_, server) => server !== winner);
    return { winner, payment: Math.min(...others, 1.5 * bids[winner]) };
  },
};
