import { InputError } from '../input/input-error.js';
import type { NamedFiles } from './named-files.js';
import type { OverriddenDocument } from './override.js';
import type { ListedServer, Scenario, ScenarioInput } from './schema.js';
import { coalitionMessage, readServerFile } from './server-file.js';

/** Servers that are given one by one. */
export interface ListedServers {
  readonly servers: readonly ListedServer[];
  /** SHA-256 of the file that they are from, hexadecimal. */
  readonly sha256?: string;
}

/**
 * The servers that a scenario gives one by one, in `servers.list` or `servers.file`; `undefined` where it
 * gives their number.
 *
 * @throws InputError if it gives both, if the file cannot be found or read, or if their number is not `servers.count`
 * or a coalition id not below `servers.coalitions`, where the scenario gives these
 */
export async function readListedServers(
  { servers }: Scenario,
  document: OverriddenDocument,
  files: NamedFiles,
): Promise<ListedServers | undefined> {
  const { list, file } = servers;
  const said = (document.value as ScenarioInput).servers;
  if (list && file !== undefined) {
    const message = 'servers.file: servers are given by list already';
    throw new InputError({
      ...document.placeOfKey(['servers', 'file']),
      message,
      hint: 'remove list or file',
    });
  }
  if (file !== undefined) {
    const path = await files.find(file, 'servers.file');
    const read = await readServerFile(path, said?.coalitions);
    checkCount('file', read.servers, said?.count, document);
    return read;
  }
  if (!list) return undefined;
  if (said?.coalitions !== undefined) checkCoalitions(list, said.coalitions, document);
  checkCount('list', list, said?.count, document);
  return { servers: list };
}

/** @throws InputError unless `servers` are as many as the scenario says, where it does */
function checkCount(
  source: 'list' | 'file',
  servers: readonly ListedServer[],
  count: number | undefined,
  document: OverriddenDocument,
): void {
  if (count === undefined || count === servers.length) return;
  throw new InputError({
    ...document.placeOf(['servers', 'count']),
    message: `servers.count: ${count} is not the number of servers that servers.${source} gives, ${servers.length}`,
    hint: `leave it out: servers.${source} says how many`,
  });
}

function checkCoalitions(
  list: readonly ListedServer[],
  coalitions: number,
  document: OverriddenDocument,
): void {
  const problems = [...list.entries()]
    .filter(([, { coalition = 0 }]) => coalition >= coalitions)
    .map(([index, { coalition = 0 }]) => ({
      ...document.placeOf(['servers', 'list', index, 'coalition']),
      message: `servers.list.${index}.coalition: ${coalitionMessage(coalition, coalitions)}`,
    }));
  if (problems.length > 0) throw new InputError(problems);
}
