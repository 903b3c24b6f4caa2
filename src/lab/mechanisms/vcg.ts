import { cheapestAssignment } from '../assignment.js';
import { costOf, type Profile } from '../market.js';
import type { Mechanism, Setting } from '../mechanism.js';

/**
 * Several tasks at once, one a server at most: they go where they cost least together, and each winner is paid what its presence
 * saves the others, the cheapest assignment without it less what the others cost with it. Clarke (1971), "Multipart pricing of
 * public goods", and Groves (1973), "Incentives in teams".
 */
export const vcg: Mechanism = {
  title: 'several tasks go where they cost least together; winners are paid what they save the others',
  domain: { sells: 'several', leastServers: 1, coalitions: false },
  run(reports: Profile, { sizes }: Setting) {
    const shares = reports.map(() => sizes.map(() => 0));
    const payments = reports.map(() => 0);
    const best = cheapestAssignment(reports, sizes);
    for (const [task, server] of best.servers.entries()) {
      shares[server]![task] = 1;
      const others = reports.filter((_, other) => other !== server);
      const withoutIt = cheapestAssignment(others, sizes).cost;
      payments[server] = withoutIt - (best.cost - costOf(reports[server]!, sizes, task));
    }
    return { shares, payments };
  },
};
