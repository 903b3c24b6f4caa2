import { connectBroker } from '../broker/broker.js';
import type { BrokerAddress } from '../broker/broker-address.js';
import { BrokerRunner } from '../broker/broker-runner.js';
import { namesCode } from '../broker/envelope.js';
import { sweepName } from '../broker/sweep-name.js';
import type { SweepPlan } from '../experiments/sweep/plan.js';
import { InputError } from '../input/input-error.js';
import type { Interrupt } from './interrupt.js';

/** @throws InputError where a sweep asks for what workers do not do for others */
export function requireDataOnly({ points }: SweepPlan): void {
  if (!points.some(({ job }) => namesCode(job))) return;
  throw new InputError({
    file: '--broker',
    message: 'auction.mechanism names code, and a broker carries data only',
    hint: 'make the runs here, without --broker',
  });
}

/**
 * Has runs made by workers at a broker. At Ctrl-C, what no worker has begun is taken back.
 *
 * @param out - the folder of the sweep, if it has one: what was under way when it ended is fetched when it goes on
 */
export async function atBroker(
  address: BrokerAddress,
  out: string | undefined,
  interrupt: Interrupt,
  tell: (notice: string) => void,
): Promise<BrokerRunner> {
  const broker = await connectBroker(address, tell);
  const runner = await BrokerRunner.start(broker, sweepName(out), tell);
  interrupt.farewell(() => runner.withdraw());
  return runner;
}
