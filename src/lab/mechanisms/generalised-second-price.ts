import type { Profile } from '../market.js';
import type { Mechanism, Setting } from '../mechanism.js';

/**
 * Several tasks of different sizes, one a server: the lowest bid for a unit takes the largest task, the next the next, and each is paid the
 * bid that follows its own. Truthful for one task only. Edelman, Ostrovsky and Schwarz (2007), "Internet advertising and the
 * generalized second-price auction", American Economic Review 97.
 */
export const generalisedSecondPrice: Mechanism = {
  title: 'the lowest bids take the largest tasks, and each is paid the next bid a unit',
  domain: { sells: 'sizes', leastServers: 1, coalitions: false },
  run(reports: Profile, { sizes }: Setting) {
    const shares = reports.map(() => sizes.map(() => 0));
    const payments = reports.map(() => 0);
    const ranking = reports
      .map((_, server) => server)
      .sort((a, b) => reports[a]![0]! - reports[b]![0]! || a - b);
    const largest = sizes.map((_, task) => task).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
    for (const [place, task] of largest.entries()) {
      const [server, next] = [ranking[place]!, ranking[place + 1]!];
      shares[server]![task] = 1;
      payments[server] = reports[next]![0]! * sizes[task]!;
    }
    return { shares, payments };
  },
};
