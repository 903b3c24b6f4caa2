import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Job } from '../experiments/job.js';
import { documentText } from '../input/document-text.js';
import { InputError } from '../input/input-error.js';
import { modelFile, weightsNamed } from '../learning/neural/model-json.js';
import type { FilePath } from '../scenario/named-files.js';
import type { Broker } from './broker.js';
import type { Envelope } from './envelope.js';
import { contentKey, LARGEST_PARCEL, LONGEST_STEP, MOST_FILES, type Parcel, parcelSchema } from './parcel.js';
import { keptSeconds } from './run-queue.js';

/** Seconds after the end of a sweep that the broker keeps what nobody else needs. */
const SOON = 600;

/** Puts the contents of files on the broker, each once, and keeps them there. */
export class ParcelOffice {
  readonly #sent = new Map<string, Promise<Parcel | undefined>>();
  readonly #contents = new Set<string>();

  /** @param tell - told of what is too large to be sent */
  constructor(
    private readonly broker: Broker,
    private readonly tell: (notice: string) => void,
  ) {}

  /**
   * Those of a job's files that are not too large. Throws what the file system throws.
   *
   * @throws InputError where workers would not take them
   */
  async parcelsOf({ files }: Job): Promise<Envelope['parcels']> {
    const parcels: Envelope['parcels'] = {};
    for (const [name, { path, sha256 }] of Object.entries(files)) {
      const known = `${sha256} ${path}`;
      if (!this.#sent.has(known)) this.#sent.set(known, this.#send(name, path));
      const parcel = await this.#sent.get(known)!;
      if (parcel) parcels[name as FilePath] = parcel;
    }
    return parcels;
  }

  /** Puts off the day on which the broker forgets the contents. */
  async keep(): Promise<void> {
    const pipeline = this.broker.redis.pipeline();
    for (const sha256 of this.#contents) pipeline.expire(contentKey(sha256), keptSeconds);
    await pipeline.exec();
  }

  /** Has the broker forget the contents soon: a sweep that goes on sends them again. */
  async close(): Promise<void> {
    const pipeline = this.broker.redis.pipeline();
    for (const sha256 of this.#contents) pipeline.expire(contentKey(sha256), SOON);
    await pipeline.exec();
  }

  async #send(name: string, path: string): Promise<Parcel | undefined> {
    const files = await filesAt(path);
    const bytes = files.reduce((sum, file) => sum + statSync(file.path).size, 0);
    if (bytes > LARGEST_PARCEL) {
      const size = Math.round(bytes / 2 ** 20);
      this.tell(
        `${name}: ${path} has ${size} MiB, too much to be sent: workers need it at this path, and --files with a folder that holds it`,
      );
      return undefined;
    }
    const sent: Parcel['files'] = [];
    for (const { inner, path: file } of files) {
      const content = readFileSync(file);
      const sha256 = createHash('sha256').update(content).digest('hex');
      await this.broker.redis.set(contentKey(sha256), gzipSync(content, { level: 1 }), 'EX', keptSeconds);
      this.#contents.add(sha256);
      sent.push({ ...(inner !== undefined && { name: inner }), sha256 });
    }
    // A worker's system may know fewer names, and shorter ones.
    const parcel = { name: basename(path).replace(/[\\:]/g, '_').slice(-LONGEST_STEP), files: sent };
    if (parcelSchema.safeParse(parcel).success) return parcel;
    const most = MOST_FILES.toLocaleString('en');
    const message = `${name}: workers take ${most} files of networks, with names of ${LONGEST_STEP} characters, and this has ${sent.length}`;
    throw new InputError({ file: path, message, hint: 'make the runs here, without --broker' });
  }
}

/** The file at a path, or those of the networks that are saved in the folder there: what else it holds goes to nobody. */
async function filesAt(path: string): Promise<{ path: string; inner?: string }[]> {
  if (!statSync(path).isDirectory()) return [{ path }];
  const inners = new Set<string>();
  for (const model of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    if (basename(model) !== modelFile) continue;
    const text = await documentText(join(path, model)).catch(() => '');
    const weights = weightsNamed(text);
    if (weights !== undefined) inners.add(model).add(join(dirname(model), weights));
  }
  return [...inners]
    .map((inner) => ({ inner: inner.split('\\').join('/'), path: join(path, inner) }))
    .filter((file) => statSync(file.path, { throwIfNoEntry: false })?.isFile());
}
