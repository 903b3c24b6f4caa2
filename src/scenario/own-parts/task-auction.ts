import { InputError } from '../../input/input-error.js';
import type { TaskAuction } from '../../market/mechanism.js';
import type { NamedAuction } from '../../market/sold-by.js';

/** What a file of a mechanism looks like, for those whose file does not. */
const FORM =
  'a mechanism is for example: export default { sell(bids) { return { winner: 0, payment: bids[0] } } }';

/** The mechanism of one task that a file exports. @throws InputError if that is none */
export function taskAuctionOf(exported: unknown, file: string): NamedAuction {
  if (!isTaskAuction(exported)) {
    throw new InputError({ file, message: 'exports no mechanism as its default', hint: FORM });
  }
  const { title, leastServers } = exported;
  return {
    ...(title !== undefined && { title }),
    ...(leastServers !== undefined && { leastServers }),
    file,
    sell: (bids) => exported.sell(bids),
  };
}

function isTaskAuction(value: unknown): value is TaskAuction {
  if (typeof value !== 'object' || value === null || !('sell' in value)) return false;
  const { title, leastServers } = value as Partial<TaskAuction>;
  return (
    typeof value.sell === 'function' &&
    (title === undefined || typeof title === 'string') &&
    (leastServers === undefined || (Number.isInteger(leastServers) && leastServers >= 1))
  );
}
