import { shortened } from '../input/harmless.js';
import { OwnCodeFailure } from '../market/own-code-failure.js';
import { returnedInWords } from '../market/returned-in-words.js';
import type { LabMarket, Outcome, Profile } from './market.js';
import type { Mechanism } from './mechanism.js';

/** Characters of the reports that are told. */
const LONGEST_TOLD = 200;

/**
 * The mechanism, whose outcomes are looked at before anybody reckons with them: any comparison with what is no number is false, and
 * properties would seem to hold.
 *
 * @throws OwnCodeFailure, of `run`, where that throws, a share is not in [0, 1], a payment not finite, or there is not one of
 *   each a server
 */
export function checkedMechanism(mechanism: Mechanism): Mechanism {
  const run: Mechanism['run'] = (reports, setting) => {
    const said = `reports ${shortened(JSON.stringify(reports), LONGEST_TOLD)}`;
    let wrong: string | undefined;
    try {
      const outcome = mechanism.run(reports, setting);
      wrong = wrongWith(outcome, reports, setting);
      if (wrong === undefined) return outcome;
    } catch (error) {
      if (error instanceof OwnCodeFailure) throw error;
      const thrown = shortened(String(error), LONGEST_TOLD);
      const message = `the mechanism fails at ${said}: ${thrown}`;
      throw new OwnCodeFailure(message, { cause: error, fault: `throws ${thrown}` });
    }
    throw new OwnCodeFailure(`the mechanism ${wrong} (${said})`, { fault: wrong });
  };
  return Object.assign(Object.create(mechanism) as Mechanism, { run });
}

function wrongWith(
  outcome: unknown,
  { length }: Profile,
  { sizes }: Pick<LabMarket, 'sizes'>,
): string | undefined {
  const { payments, shares } = (outcome ?? {}) as Partial<Record<keyof Outcome, unknown>>;
  if (!Array.isArray(payments) || !Array.isArray(shares))
    return `returns ${returnedInWords(outcome)}, no outcome`;
  if (payments.length !== length) return `has ${payments.length} payments for ${length} servers`;
  if (shares.length !== length) return `has ${shares.length} rows of shares for ${length} servers`;
  for (const payment of payments)
    if (!Number.isFinite(payment)) return `pays ${returnedInWords(payment)}, which is no amount`;
  for (const row of shares) {
    if (!Array.isArray(row) || row.length !== sizes.length)
      return `has ${returnedInWords(row)} for the shares of ${sizes.length} tasks`;
    for (const share of row)
      if (typeof share !== 'number' || !(share >= 0 && share <= 1))
        return `gives ${returnedInWords(share)} of a task`;
  }
  return undefined;
}
