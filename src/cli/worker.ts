import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { connectBroker } from '../broker/broker.js';
import type { BrokerAddress } from '../broker/broker-address.js';
import { BrokerWorker } from '../broker/broker-worker.js';
import { brokerOption } from './broker-option.js';
import { endNow } from './guard-end.js';
import { WorkerLog } from './worker-log.js';
import { workersOption } from './workers-option.js';

/** `vickrey worker --broker URL` */
export function workerCommand() {
  return new Command('worker')
    .description('do runs of sweeps that are started elsewhere: vickrey sweep … --broker URL')
    .addOption(brokerOption('where runs are fetched, a Redis or Valkey server').makeOptionMandatory())
    .addOption(workersOption())
    .option('--idle <seconds>', 'end after so long without a run (default: never)', seconds)
    .option('--json', 'print what is done on stdout, in lines of JSON')
    .option('--quiet', 'print failures and warnings only')
    .addHelpText(
      'after',
      '\nCtrl-C finishes what runs; again, or SIGTERM, gives it back for others to do. The exit code is 0 then.',
    )
    .action(work);
}

interface WorkerOptions {
  broker: BrokerAddress;
  workers: number;
  idle?: number;
  json?: true;
  quiet?: true;
}

async function work({ broker: address, workers, idle, ...style }: WorkerOptions): Promise<void> {
  const log = new WorkerLog(style);
  const broker = await connectBroker(address, (notice) => log.notice(notice));
  const worker = await BrokerWorker.start(broker, workers, log);
  const stop = stopping(worker, log);
  const clock = idle === undefined ? undefined : endWhenIdle(worker, log, idle);
  try {
    log.ready(broker.shown, workers);
    await worker.work();
    log.end();
  } finally {
    clearInterval(clock);
    stop.release();
  }
}

/** Has signals end the worker: in order, and at once where they are repeated. */
function stopping(worker: BrokerWorker, log: WorkerLog): { release(): void } {
  let asked = 0;
  const end = (signal: NodeJS.Signals): void => {
    asked += signal === 'SIGTERM' ? 2 : 1;
    if (asked === 1 && worker.running > 0) {
      log.notice(`finishing what runs (${worker.running}): Ctrl-C again gives it back`);
      return worker.stop();
    }
    if (asked > 3) endNow(1);
    if (worker.running > 0) log.notice(`giving back what runs (${worker.running})`);
    worker.giveBack();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  return { release: () => process.off('SIGINT', end).off('SIGTERM', end) };
}

function endWhenIdle(worker: BrokerWorker, log: WorkerLog, idle: number): NodeJS.Timeout {
  let since = performance.now();
  let done = log.done;
  return setInterval(() => {
    if (worker.running > 0 || log.done !== done) since = performance.now();
    done = log.done;
    if (performance.now() - since >= 1000 * idle) worker.stop();
  }, 100);
}

function seconds(text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('seconds above 0, for example 60.');
}
