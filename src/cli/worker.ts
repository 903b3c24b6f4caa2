import { totalmem } from 'node:os';
import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { connectBroker } from '../broker/broker.js';
import type { BrokerAddress } from '../broker/broker-address.js';
import { BrokerWorker, type WorkerTerms } from '../broker/broker-worker.js';
import { OwnFiles } from '../broker/own-files.js';
import { brokerOption, keyOption } from './broker-option.js';
import { endNow } from './guard-end.js';
import { readKey } from './read-key.js';
import { WorkerLog } from './worker-log.js';
import { WorkerStop } from './worker-stop.js';
import { workersOption } from './workers-option.js';

/** Seconds that a run may take where nothing else is said. */
const USUAL_SECONDS = 6 * 3600;

/** Longer than timers go. */
const MOST_SECONDS = 2e6;

const MIB = 2 ** 20;

/** MiB that any run takes. */
const LEAST_MEMORY = 64;

/** `vickrey worker --broker URL` */
export function workerCommand() {
  return new Command('worker')
    .description('do runs of sweeps that are started elsewhere: vickrey sweep … --broker URL')
    .addOption(brokerOption('where runs are fetched, a Redis or Valkey server').makeOptionMandatory())
    .addOption(workersOption())
    .addOption(keyOption())
    .option('--files <dir>', 'folders of which runs may read files that did not come with them', collect)
    .option('--timeout <seconds>', 'end a run that takes longer', seconds, USUAL_SECONDS)
    .option(
      '--memory <mib>',
      'end a run that takes more (default: its share of 80 % of the machine)',
      mebibytes,
    )
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
  key?: string;
  files?: string[];
  timeout: number;
  memory?: number;
  idle?: number;
  json?: true;
  quiet?: true;
}

async function work({ broker: address, idle, ...options }: WorkerOptions): Promise<void> {
  const log = new WorkerLog(options);
  const { key, workers: runs, timeout, memory = shareOfMemory(runs) } = options;
  const terms = {
    ...{ runs, memory, seconds: timeout },
    key: key === undefined ? undefined : await readKey(key),
    files: await OwnFiles.in(options.files ?? []),
  };
  const wait = idle === undefined ? undefined : setTimeout(endUnanswered, 1000 * idle, log, idle);
  const worker = await startWorker(address, terms, log).finally(() => clearTimeout(wait));
  const stop = new WorkerStop(worker, log, idle);
  try {
    log.ready(address.shown, terms);
    await worker.work();
    log.end();
  } finally {
    stop.release();
  }
  // Where the broker is away, BullMQ leaves timers behind that nothing ends.
  endNow(0);
}

async function startWorker(
  address: BrokerAddress,
  terms: WorkerTerms,
  log: WorkerLog,
): Promise<BrokerWorker> {
  const broker = await connectBroker(address, (notice) => log.notice(notice));
  return BrokerWorker.start(broker, terms, log);
}

/** Ends a worker that has waited for its broker for all the time that it may be idle. */
function endUnanswered(log: WorkerLog, idle: number): void {
  log.idle(idle, true);
  log.end();
  endNow(0);
}

function shareOfMemory(runs: number): number {
  const all = process.constrainedMemory() || totalmem();
  return Math.max(LEAST_MEMORY, Math.floor((0.8 * Math.min(all, totalmem())) / runs / MIB));
}

function collect(folder: string, before: string[] = []): string[] {
  return [...before, folder];
}

function seconds(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= MOST_SECONDS) return value;
  throw new InvalidArgumentError(`seconds above 0, at most ${MOST_SECONDS.toLocaleString('en')}.`);
}

function mebibytes(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= LEAST_MEMORY) return value;
  throw new InvalidArgumentError(`MiB, a whole number from ${LEAST_MEMORY}.`);
}
