import { register } from 'node:module';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { shortened } from '../input/harmless.js';
import { InputError } from '../input/input-error.js';
import { requireReadable } from '../input/input-file.js';
import type { TaskAuction } from '../market/mechanism.js';
import type { NamedAuction } from '../market/sold-by.js';

/** What a file of a mechanism looks like, for those whose file does not. */
const FORM =
  'a mechanism is for example: export default { sell(bids) { return { winner: 0, payment: bids[0] } } }';

/** Characters that are told of why a file cannot be run. */
const LONGEST_TOLD = 500;

const EXTENSIONS = ['.js', '.mjs', '.ts', '.mts'];

/**
 * Runs a JavaScript or TypeScript file whose default export is a mechanism of one task.
 *
 * @throws InputError if there is no such file, it cannot be run, or exports something else
 */
export async function importTaskAuction(file: string): Promise<NamedAuction> {
  const exported = await importDefault(file);
  if (isTaskAuction(exported)) return named(exported, file);
  throw new InputError({ file, message: 'exports no mechanism as its default', hint: FORM });
}

async function importDefault(file: string): Promise<unknown> {
  requireReadable(file);
  const extension = extname(file).toLowerCase();
  if (!EXTENSIONS.includes(extension)) {
    throw new InputError({ file, message: `is no file of ${EXTENSIONS.join(', ')}`, hint: FORM });
  }
  if (extension.endsWith('ts')) readTypeScript();
  try {
    const { default: exported } = (await import(pathToFileURL(resolve(file)).href)) as { default: unknown };
    return exported;
  } catch (error) {
    throw new InputError({ file, message: `cannot be run: ${shortened(String(error), LONGEST_TOLD)}` });
  }
}

/** Has `import` understand TypeScript where Node itself does not. Harmless when called again. */
function readTypeScript(): void {
  const isNative = 'typescript' in process.features && process.features.typescript !== false;
  if (!isNative) register('./typescript-hooks.js', import.meta.url);
}

function named(auction: TaskAuction, file: string): NamedAuction {
  const { title, leastServers } = auction;
  return {
    ...(title !== undefined && { title }),
    ...(leastServers !== undefined && { leastServers }),
    file,
    sell: (bids) => auction.sell(bids),
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
