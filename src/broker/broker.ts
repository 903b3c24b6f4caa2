import { isIP } from 'node:net';
import type { Redis } from 'ioredis';
import { InputError } from '../input/input-error.js';
import type { BrokerAddress } from './broker-address.js';

/** All that vickrey keeps on a broker is under this name. */
export const prefix = 'vickrey';

/** Milliseconds between two tries to connect, at most. */
const mostWait = 2000;

/** Milliseconds after which it is told that a server says nothing; one that loads much from its disk may take long. */
const SILENCE = 10_000;

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
 * @throws InputError where the packages that speak to it are missing, or the server does not let us in
 * @throws Error where there is no server
 */
export async function connectBroker(
  address: BrokerAddress,
  tell: (notice: string) => void = () => {},
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
  const silent = setTimeout(() => tell(`${shown}: no answer yet, is it a broker? still waiting`), SILENCE);
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw refusal(shown, errors[0] ?? (error as Error));
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

function refusal(shown: string, error: Error): Error {
  const { message } = error;
  if (/^(NOAUTH|WRONGPASS|NOPERM|ERR)\b/.test(message)) {
    const hint = 'user and password: redis://USER:PASSWORD@HOST, or the password in VICKREY_BROKER_PASSWORD';
    const reason = message.startsWith('NOAUTH') ? 'a password is needed' : message;
    return new InputError({ file: shown, message: `does not let us in: ${reason}`, hint });
  }
  return Object.assign(new Error(`cannot be reached: ${message || (error as NodeJS.ErrnoException).code}`), {
    ...{ path: shown, code: 'EBROKER', errno: 0 },
  });
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
