import { readCsv } from '../input/csv.js';
import type { CsvRow } from '../input/csv-row.js';
import { InputError } from '../input/input-error.js';
import { TextFile } from '../input/text-file.js';
import { plainWords } from './plain-words.js';
import { type ListedServer, listedServerSchema } from './schema.js';
import { mostServers } from './sizes.js';

const COLUMNS = Object.keys(listedServerSchema.shape);

/** What a file of servers holds. */
export interface ServerFile {
  readonly servers: readonly ListedServer[];
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly sha256: string;
}

/**
 * The servers of a CSV file, plain or packed with gzip, that has any of the columns of `servers.list`, one row a server. What a file or a
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
): Promise<ServerFile> {
  const servers: ListedServer[] = [];
  const file = new TextFile(path);
  await readCsv(
    file,
    { required: [], optional: COLUMNS },
    {
      row(row) {
        const server = serverOf(row, coalitions);
        if (servers.length === most) throw row.refusal(COLUMNS[0]!, `the file has more than ${most} servers`);
        servers.push(server);
      },
    },
  );
  if (servers.length === 0) throw new InputError({ file: path, message: 'the file holds no server' });
  return { servers, sha256: file.sha256() };
}

function serverOf(row: CsvRow, coalitions: number): ListedServer {
  const written = COLUMNS.filter((column) => row.text(column) !== '').map((column) => [
    column,
    row.number(column),
  ]);
  const result = listedServerSchema.safeParse(Object.fromEntries(written), { error: plainWords });
  if (!result.success) {
    const [issue] = result.error.issues;
    throw row.refusal(String(issue!.path[0]), issue!.message);
  }
  const { coalition } = result.data;
  if (coalition === undefined || coalition < coalitions) return result.data;
  throw row.refusal('coalition', coalitionMessage(coalition, coalitions));
}

/** Why a coalition id is refused. */
export function coalitionMessage(coalition: number, coalitions: number): string {
  return `must be below servers.coalitions (${coalitions}), got ${coalition}`;
}
