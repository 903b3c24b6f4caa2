import { Option } from '@commander-js/extra-typings';
import { type BrokerAddress, brokerAddress } from '../broker/broker-address.js';

/** The environment variable that holds the password, where command lines are seen by others. */
const passwordVariable = 'VICKREY_BROKER_PASSWORD';

/** `--broker URL` */
export function brokerOption(description: string) {
  return new Option(
    '--broker <url>',
    `${description}: redis://user:password@host:port/database, rediss:// for TLS; the password may be in ${passwordVariable}`,
  ).argParser((text): BrokerAddress => brokerAddress(text, process.env[passwordVariable]));
}

/** `--key FILE` */
export function keyOption() {
  return new Option(
    '--key <file>',
    'sign what goes over the broker with the key in a file, 32 characters or more, that sweeps and workers have and nobody else',
  );
}
