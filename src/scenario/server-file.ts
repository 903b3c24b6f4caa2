import { readCsv } from '../input/csv.js';
import { InputError } from '../input/input-error.js';
import { InputFile } from '../input/input-file.js';
import { plainWords } from './plain-words.js';
import { type ListedServer, listedServerSchema } from './schema.js';
import { mostServers } from './sizes.js';

const COLUMNS = Object.keys(listedServerSchema.shape);

/**
 * The servers of a CSV file that has any of the columns of `servers.list`, one row a server. What a file or a
 * row leaves out (an empty cell) is absent.
 *
 * @param coalitions - how many coalitions there are, where the scenario says so
 * @param most - servers that the file may have
 * @throws InputError at whatever does not fit, or if there is no row
 */
export async function readServerFile(
  path: string,
  coalitions = Number.POSITIVE_INFINITY,
  most = mostServers,
): Promise<ListedServer[]> {
  const servers: ListedServer[] = [];
  for await (const row of readCsv(new InputFile(path), { required: [], optional: COLUMNS })) {
    const written = COLUMNS.filter((column) => row.text(column) !== '').map((column) => [
      column,
      row.number(column),
    ]);
    const result = listedServerSchema.safeParse(Object.fromEntries(written), { error: plainWords });
    if (!result.success) {
      const [issue] = result.error.issues;
      throw row.refusal(String(issue!.path[0]), issue!.message);
    }
    if (result.data.coalition !== undefined && result.data.coalition >= coalitions) {
      throw row.refusal('coalition', coalitionMessage(result.data.coalition, coalitions));
    }
    if (servers.length === most) throw row.refusal(COLUMNS[0]!, `the file has more than ${most} servers`);
    servers.push(result.data);
  }
  if (servers.length === 0) throw new InputError({ file: path, message: 'the file holds no server' });
  return servers;
}

/** Why a coalition id is refused. */
export function coalitionMessage(coalition: number, coalitions: number): string {
  return `must be below servers.coalitions (${coalitions}), got ${coalition}`;
}
