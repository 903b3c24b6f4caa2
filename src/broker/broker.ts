import { isIP } from 'node:net';
import type { Redis } from 'ioredis';
import { addRemedy } from '../input/fault-in-words.js';
import { InputError } from '../input/input-error.js';
import type { BrokerAddress } from './broker-address.js';
import { checkServer, takeDatabase } from './server-terms.js';

/** All that vickrey keeps on a broker is under this name. */
export const prefix = 'vickrey';

/** Milliseconds between two tries to connect, at most. */
const mostWait = 2000;

/** Milliseconds after which it is told that a server says nothing; one that loads much from its disk may take long. */
const SILENCE = 10_000;

const withoutTls = 'redis:// is for a server without TLS';

/** A connection to a Redis or Valkey server, and what speaks to it. */
export interface Broker {
  readonly bullmq: typeof import('bullmq');
  /** Commands wait while the connection is away, and are sent again when it is back. */
  readonly redis: Redis;
  /** The address without secrets. */
  readonly shown: string;
  /** Harmless when called twice. */
  close(): void;
}

/**
 * Connects to a broker. A connection that is lost later is made again, as often as it takes.
 *
 * @param tell - told when a server does not answer, when the connection is lost, and when it is back
 * @param warn - told where the server may lose what it is told to keep
 * @throws InputError where the packages that speak to it are missing, the server does not let us in, lacks the
 *   database or is too old
 * @throws Error where there is no server
 */
export async function connectBroker(
  address: BrokerAddress,
  tell: (notice: string) => void = () => {},
  warn: (warning: string) => void = tell,
): Promise<Broker> {
  const { bullmq, ioredis } = await importPackages();
  const { host, port, username, password, database, tls, shown } = address;
  const redis = new ioredis.Redis({
    ...{ host, port, db: database, lazyConnect: true, maxRetriesPerRequest: null },
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: isIP(host) ? {} : { servername: host } }),
    retryStrategy: (times) => Math.min(100 * times, mostWait),
  });
  const errors: Error[] = [];
  redis.on('error', (error: Error) => errors.splice(0, 1, error));
  const what = tls ? `a broker with TLS (${withoutTls})` : 'a broker';
  const silent = setTimeout(() => tell(`${shown}: no answer yet, is it ${what}? still waiting`), SILENCE);
  try {
    await admitted(redis, address, errors);
    const warning = await checkServer(redis, shown);
    if (warning !== undefined) warn(warning);
  } catch (error) {
    redis.disconnect();
    throw error;
  } finally {
    clearTimeout(silent);
  }
  tellOfLosses(redis, shown, tell);
  return { bullmq, redis, shown, close: () => redis.disconnect() };
}

/** Optional dependencies: nothing but a broker needs them. */
async function importPackages() {
  try {
    return { bullmq: await import('bullmq'), ioredis: await import('ioredis') };
  } catch (error) {
    const [reason] = (error as Error).message.split(/\n| imported from /);
    const hint = 'npm install bullmq@6.7.0 ioredis@6.0.0';
    throw new InputError({ file: '--broker', message: `needs packages that are not here: ${reason}`, hint });
  }
}

/** @throws InputError where the server does not let us in or lacks the database, Error where there is none */
async function admitted(redis: Redis, address: BrokerAddress, errors: readonly Error[]): Promise<void> {
  try {
    await redis.connect();
    await takeDatabase(redis, address);
  } catch (error) {
    throw error instanceof InputError ? error : refusal(address, errors[0] ?? (error as Error));
  }
}

function refusal({ shown, tls }: BrokerAddress, error: Error): Error {
  const { message } = error;
  if (/^(NOAUTH|WRONGPASS|NOPERM|ERR)\b/.test(message)) {
    const hint = 'user and password: redis://USER:PASSWORD@HOST, or the password in VICKREY_BROKER_PASSWORD';
    const reason = message.startsWith('NOAUTH') ? 'a password is needed' : message;
    return new InputError({ file: shown, message: `does not let us in: ${reason}`, hint });
  }
  const { code = '' } = error as NodeJS.ErrnoException;
  const isPlain = tls && /^ERR_SSL|\bTLS\b/.test(`${code} ${message}`);
  const reason = isPlain ? 'it does not speak TLS' : message || code;
  const unreached = Object.assign(new Error(`cannot be reached: ${reason}`), {
    ...{ path: shown, code: 'EBROKER', errno: 0 },
  });
  if (isPlain) addRemedy(unreached, withoutTls);
  return unreached;
}

function tellOfLosses(redis: Redis, shown: string, tell: (notice: string) => void): void {
  let away = false;
  redis.on('close', () => {
    if (away || redis.status === 'end') return;
    away = true;
    tell(`${shown}: the connection is lost; trying again`);
  });
  redis.on('ready', () => {
    if (away) tell(`${shown}: connected again`);
    away = false;
  });
}
