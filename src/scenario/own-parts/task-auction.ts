import { InputError } from '../../input/input-error.js';
import type { TaskAuction } from '../../market/mechanism.js';
import { thrownInWords } from '../../market/returned-in-words.js';
import type { NamedAuction } from '../../market/sold-by.js';

/** What a file of a mechanism looks like, for those whose file does not. */
const FORM =
  'a mechanism is for example: export default { sell(bids) { return { winner: 0, payment: bids[0] } } }';

/** The mechanism of one task that a file exports. @throws InputError if that is none */
export function taskAuctionOf(exported: unknown, file: string): NamedAuction {
  let read: Partial<TaskAuction>;
  try {
    read = readOnce(exported);
  } catch (error) {
    throw new InputError({ file, message: `cannot be read: ${thrownInWords(error)}` });
  }
  const { leastServers, sell, title } = read;
  const isAuction =
    typeof sell === 'function' &&
    (title === undefined || typeof title === 'string') &&
    (leastServers === undefined || (Number.isInteger(leastServers) && leastServers >= 1));
  if (!isAuction) throw new InputError({ file, message: 'exports no mechanism as its default', hint: FORM });
  return {
    ...(title !== undefined && { title }),
    ...(leastServers !== undefined && { leastServers }),
    file,
    sell: (bids) => (exported as TaskAuction).sell(bids),
  };
}

/** What is said of a mechanism; a getter may say something else each time. */
function readOnce(exported: unknown): Partial<TaskAuction> {
  if (typeof exported !== 'object' || exported === null) return {};
  const { leastServers, sell, title } = exported as TaskAuction;
  return { leastServers, sell, title } as Partial<TaskAuction>;
}
