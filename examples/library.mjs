// The library in ten lines: one market under every payment rule, on the same arrivals.
//
//     node examples/library.mjs
//
//     rule          paid to the servers   their utility   lowest bid         (units of price)
import { prepareScenario, simulate } from 'vickrey';

for (const payment of ['second-price', 'first-price', 'none']) {
  const loaded = await prepareScenario({ learning: { mode: 'none' }, auction: { payment } });
  const bids = [];
  const { money } = simulate(loaded, { observers: [{ auction: ({ winningBid }) => bids.push(winningBid) }] });
  const lowest = Math.min(...bids);
  console.log(payment.padEnd(12), money.payments.toFixed(0), money.utilities.toFixed(0), lowest.toFixed(3));
}
