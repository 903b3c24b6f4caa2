import { MechanismFailure } from '../market/mechanism-failure.js';
import type { LabMarket, Outcome, Profile } from './market.js';
import type { Mechanism } from './mechanism.js';

/**
 * The mechanism, whose outcomes are looked at before anybody reckons with them: any comparison with what is no number is false, and
 * properties would seem to hold.
 *
 * @throws MechanismFailure, of `run`, where a share is not in [0, 1], a payment not finite, or there is not one of each a server
 */
export function checkedMechanism(mechanism: Mechanism): Mechanism {
  const run: Mechanism['run'] = (reports, setting) => {
    const outcome = mechanism.run(reports, setting);
    const wrong = wrongWith(outcome, reports, setting);
    if (wrong === undefined) return outcome;
    throw new MechanismFailure(`the mechanism ${wrong} (reports ${JSON.stringify(reports)})`);
  };
  return Object.assign(Object.create(mechanism) as Mechanism, { run });
}

function wrongWith(
  { shares, payments }: Outcome,
  { length }: Profile,
  { sizes }: Pick<LabMarket, 'sizes'>,
): string | undefined {
  if (payments.length !== length) return `has ${payments.length} payments for ${length} servers`;
  if (shares.length !== length) return `has ${shares.length} rows of shares for ${length} servers`;
  for (const payment of payments) if (!Number.isFinite(payment)) return `pays ${payment}, which is no amount`;
  for (const row of shares) {
    if (row.length !== sizes.length) return `has ${row.length} shares of ${sizes.length} tasks`;
    for (const share of row) if (!(share >= 0 && share <= 1)) return `gives ${share} of a task`;
  }
  return undefined;
}
