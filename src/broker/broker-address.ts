import { InputError } from '../input/input-error.js';

/** Where a Redis or Valkey server is, and who asks. */
export interface BrokerAddress {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  readonly database: number;
  /** Whether all that is said is encrypted, and the server's certificate checked. */
  readonly tls: boolean;
  /** The address without secrets, to be shown. */
  readonly shown: string;
}

const form = 'redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE], or rediss:// for TLS';

/**
 * The address that a URL says. Port 6379 and database 0 unless it says others.
 *
 * @param password - that of a URL without one
 * @throws InputError where it is no such URL; its text is not repeated, for it may hold a password
 */
export function brokerAddress(text: string, password?: string): BrokerAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const database = /^\/?(\d{1,5})?$/.exec(url?.pathname ?? '');
  const isRedis = url?.protocol === 'redis:' || url?.protocol === 'rediss:';
  if (!url || !isRedis || !database || url.hostname === '' || url.search !== '' || url.hash !== '') {
    throw new InputError({ file: '--broker', message: 'is not the address of a broker', hint: form });
  }
  const { protocol, hostname, port } = url;
  const username = decoded(url.username);
  const secret = decoded(url.password) || password;
  const number = Number(database[1] ?? 0);
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? 6379 : Number(port),
    ...(username && { username }),
    ...(secret && { password: secret }),
    database: number,
    tls: protocol === 'rediss:',
    shown: `${protocol}//${hostname}:${port === '' ? 6379 : port}${number === 0 ? '' : `/${number}`}`,
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    const hint = 'percent-encode what is no letter or digit in user and password';
    throw new InputError({ file: '--broker', message: 'has a broken user or password', hint });
  }
}
