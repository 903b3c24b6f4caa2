import type { Redis } from 'ioredis';
import { InputError } from '../input/input-error.js';
import type { BrokerAddress } from './broker-address.js';

/** The oldest Redis whose commands are used. */
const OLDEST = [6, 2] as const;

/**
 * Takes the database of an address, for a connection falls back to database 0 where the server lacks it.
 *
 * @throws InputError where the server does not have it; what it says where it does not let us ask
 */
export async function takeDatabase(redis: Redis, { database, shown }: BrokerAddress): Promise<void> {
  if (database === 0) return;
  try {
    await redis.select(database);
  } catch (error) {
    const { message: reason } = error as Error;
    if (!reason.startsWith('ERR')) throw error;
    const count = Number(await setting(redis, 'databases'));
    const has = count > 0 ? `, it has ${count}` : '';
    const hint =
      count > 1 ? `end the address with a number from /0 to /${count - 1}` : 'leave the number out';
    const message = `has no database ${database}${has} (${reason})`;
    throw new InputError({ file: shown, message, hint });
  }
}

/**
 * Holds a server against what a broker has to be.
 *
 * @returns a warning where it may throw away what it is told to keep
 * @throws InputError where it is too old
 */
export async function checkServer(redis: Redis, shown: string): Promise<string | undefined> {
  const about = await redis.info().catch(() => '');
  const version = /^redis_version:(\d+)\.(\d+)/m.exec(about);
  if (version && isBefore([Number(version[1]), Number(version[2])])) {
    const message = `is of version ${version[1]}.${version[2]}`;
    throw new InputError({
      file: shown,
      message,
      hint: `a broker is Redis ${OLDEST.join('.')} or later, or Valkey`,
    });
  }
  const policy = /^maxmemory_policy:([\w-]+)/m.exec(about)?.[1];
  if (policy === undefined || policy === 'noeviction') return undefined;
  return `${shown}: may throw away runs and results where its memory is full (${policy}); set maxmemory-policy noeviction there`;
}

function isBefore([major, minor]: readonly [number, number]): boolean {
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

/** A setting of the server; undefined where it does not tell. */
async function setting(redis: Redis, name: string): Promise<string | undefined> {
  const answer = await redis.config('GET', name).catch(() => undefined);
  return Array.isArray(answer) ? String(answer[1]) : (answer as Record<string, string> | undefined)?.[name];
}
