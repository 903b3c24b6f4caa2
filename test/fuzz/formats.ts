import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { envelopeSchema, openEnvelope } from '../../src/broker/envelope.js';
import { ParcelShelf } from '../../src/broker/parcel-shelf.js';
import { resultPosted } from '../../src/broker/posted-result.js';
import { Roster } from '../../src/broker/roster.js';
import { sweepsNotice, workersNotice } from '../../src/broker/roster-notices.js';
import { runId } from '../../src/broker/run-queue.js';
import { differenceFrom } from '../../src/cli/ledger-replay.js';
import { MarketEnvironment } from '../../src/environment/market-environment.js';
import { readRequest } from '../../src/environment/requests.js';
import { type Job, jobKey } from '../../src/experiments/job.js';
import { RunRecord } from '../../src/experiments/store/run-record.js';
import { readManifest } from '../../src/experiments/store/sweep-manifest.js';
import { loadSweep } from '../../src/experiments/sweep/load-sweep.js';
import { InputError } from '../../src/input/input-error.js';
import { checkedMechanism } from '../../src/lab/checked-mechanism.js';
import { mechanisms } from '../../src/lab/mechanisms.js';
import { modelJson } from '../../src/learning/neural/model-json.js';
import { OwnCodeFailure } from '../../src/market/own-code-failure.js';
import { soldBy } from '../../src/market/sold-by.js';
import { verifyLedger } from '../../src/output/ledger/verify-ledger.js';
import { loadScenario, prepareScenario } from '../../src/scenario/load.js';
import { readSavedNetwork } from '../../src/scenario/saved-network.js';
import { readServerFile } from '../../src/scenario/server-file.js';
import { version } from '../../src/simulation/version.js';
import { readTrace } from '../../src/workload/trace-format.js';
import { traceFormats } from '../../src/workload/trace-formats.js';

/** Something that the project reads. */
export interface Format {
  /** Reads it, and throws what its reader throws. */
  read(path: string): unknown;
  /** Whether an error is how this format is refused. */
  isRefusal(error: Error): boolean;
  /** Files that lie beside it. */
  readonly beside?: Readonly<Record<string, string | Uint8Array>>;
  /** Whether it may write to its folder. */
  readonly writes?: true;
}

const isInputError = (error: Error): boolean => error instanceof InputError;

/** A refusal that the reader tells in its result. */
class Refused extends Error {}

const isRefused = (error: Error): boolean => error instanceof Refused;

function trace(name: keyof typeof traceFormats): Format {
  const read = (path: string) => readTrace(traceFormats[name], { path, name: basename(path) });
  return { read, isRefusal: isInputError };
}

async function readLedger(path: string): Promise<void> {
  const verdict = verifyLedger(path);
  if (!verdict.ok) throw new Refused(`${path}:${verdict.line}: ${verdict.reason}`);
  await differenceFrom(path, { directory: '.' });
}

async function readRecord(path: string): Promise<void> {
  const record = await RunRecord.open(path);
  record.close();
}

const shape = { inputs: 2, hidden: [2], outputs: 1 };

/** Of such a network, all of them 0. */
const weights = new Uint8Array(4 * (3 * 2 + 3));

async function converse(path: string): Promise<void> {
  const environment = new MarketEnvironment(
    await prepareScenario({ servers: { count: 2 }, time: { rounds: 2 } }),
  );
  environment.reset();
  for (const line of readFileSync(path, 'utf8').replace(/\n$/, '').split('\n')) {
    if (environment.agents.length === 0) environment.reset();
    const request = readRequest(line);
    if (request.request === 'reset') environment.reset({ seed: request.seed, options: request.options });
    if (request.request === 'step') environment.step(request.action as number[]);
  }
}

/** JSON, with texts for what JSON has no words for. */
function valueIn(path: string): unknown {
  const others: Record<string, unknown> = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, '1n': 1n };
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text, (_, value) =>
      typeof value === 'string' && Object.hasOwn(others, value) ? others[value] : value,
    );
  } catch {
    return text;
  }
}

function sell(path: string): void {
  const returned = valueIn(path);
  soldBy({ file: path, sell: () => returned as never }, [1, 2, 3]);
}

function share(path: string): void {
  const returned = valueIn(path);
  const mechanism = { ...mechanisms['second-price']!, run: () => returned as never };
  checkedMechanism(mechanism).run([[1], [2]], { sizes: [1] } as never);
}

/** As it comes from BullMQ, which reads the JSON, for the run that it is of where it is one. */
function openJob(path: string): void {
  const posted = valueIn(path);
  const parsed = envelopeSchema.safeParse(posted);
  const key = parsed.success ? jobKey(parsed.data.job) : 'none';
  openEnvelope(posted, runId('a-sweep', key), undefined);
}

const isNoEnvelope = (error: Error): boolean => error.message.startsWith('is not a run of vickrey: ');

function readResult(path: string): void {
  const posted = readFileSync(path, 'utf8');
  const [, key = 'none'] = /"key": ?"([0-9a-f]{64})"/.exec(posted) ?? [];
  const job = { version, metrics: ['fairness', 'sojourn-p99'] } as unknown as Job;
  const result = resultPosted(posted, { sweep: 'a-sweep', id: runId('a-sweep', key), job, key: undefined });
  if (!result) throw new Refused('no result');
}

const server = 'capacity\n64\n32\n';

/** Contents of a file as they lie at a broker: gzip of what has a hash that is known. */
async function unpackParcel(path: string): Promise<void> {
  // A shelf has its folder among the temporary ones.
  process.env.TMPDIR = dirname(path);
  const redis = { strlen: async () => statSync(path).size, getBuffer: async () => readFileSync(path) };
  const shelf = new ParcelShelf({ redis } as never);
  const sha256 = createHash('sha256').update(server).digest('hex');
  try {
    await shelf.borrow({ name: 's.csv', files: [{ sha256 }] });
  } finally {
    shelf.close();
  }
}

/** An entry of the roster, and what is said of it. */
async function listen(path: string): Promise<void> {
  const transaction = {
    ...{ zadd: () => {}, zremrangebyscore: () => {}, zrange: () => {} },
    exec: async () => [[null, [readFileSync(path, 'utf8')]]],
  };
  const redis = { time: async () => ['0'], multi: () => transaction, status: 'end' };
  const own = { role: 'sweep', version: '0.2.0', commit: null, host: 'here', id: 'own', runs: 0 } as const;
  let notices: string[] = [];
  const roster = new Roster({ redis } as never, own, (others) => {
    notices = [workersNotice(own, others), sweepsNotice(own, others)];
  });
  await roster.start();
  await roster.stop();
  throw new Refused(notices.join('\n'));
}

/** Everything that the project reads, by a name. */
export const formats = {
  scenario: { read: (path) => loadScenario(path), isRefusal: isInputError },
  sweep: {
    read: (path) => loadSweep(path),
    isRefusal: isInputError,
    beside: { 'few.yaml': 'servers: { count: 2 }\ntime: { rounds: 2 }\n' },
  },
  'trace-csv': trace('csv'),
  'trace-azure-llm': trace('azure-llm'),
  'trace-swf': trace('swf'),
  servers: { read: (path) => readServerFile(path), isRefusal: isInputError },
  ledger: { read: readLedger, isRefusal: (error) => isRefused(error) || isInputError(error) },
  record: { read: readRecord, isRefusal: () => false, writes: true },
  manifest: {
    read: (path) => {
      const like = { version: '0.2.0', design: '0'.repeat(64) };
      const found = readManifest(path, like);
      if (typeof found === 'string') throw new Refused(found);
    },
    isRefusal: (error) => isRefused(error) || isInputError(error),
  },
  network: {
    read: (path) => readSavedNetwork(path, shape),
    isRefusal: isInputError,
    beside: { 'weights.bin': weights },
  },
  weights: {
    read: (path) => readSavedNetwork(join(dirname(path), 'model.json'), shape),
    isRefusal: isInputError,
    beside: { 'model.json': modelJson(shape, 'a test') },
  },
  environment: { read: converse, isRefusal: isInputError },
  sale: { read: sell, isRefusal: (error) => error instanceof OwnCodeFailure },
  shares: { read: share, isRefusal: (error) => error instanceof OwnCodeFailure },
  envelope: { read: openJob, isRefusal: isNoEnvelope },
  result: { read: readResult, isRefusal: isRefused },
  parcel: { read: unpackParcel, isRefusal: isInputError, writes: true },
  roster: { read: listen, isRefusal: isRefused },
} satisfies Record<string, Format>;
