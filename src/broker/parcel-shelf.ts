import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Job } from '../experiments/job.js';
import { InputError } from '../input/input-error.js';
import type { FilePath } from '../scenario/named-files.js';
import type { Broker } from './broker.js';
import type { Envelope } from './envelope.js';
import { contentKey, type Parcel } from './parcel.js';

/** Bytes that the contents of one file may unpack to. */
const mostBytes = 2 ** 30;

const unpacked = promisify(gunzip);

/** Fetches contents of files from the broker into a folder of this process, each parcel once. */
export class ParcelShelf {
  #folder: string | undefined;
  readonly #fetched = new Map<string, Promise<string>>();

  constructor(private readonly broker: Broker) {}

  /**
   * The job, with its files where they are on this machine.
   *
   * @throws InputError where contents are not on the broker, or not what they should be
   */
  async unpack({ job, parcels }: Envelope): Promise<Job> {
    const files: Job['files'] = { ...job.files };
    for (const [name, parcel] of Object.entries(parcels)) {
      const file = job.files[name as FilePath];
      if (file) files[name as FilePath] = { ...file, path: await this.#pathOf(parcel) };
    }
    return { ...job, files };
  }

  /** Removes the folder. */
  close(): void {
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
  }

  #pathOf(parcel: Parcel): Promise<string> {
    const place = createHash('sha256').update(JSON.stringify(parcel)).digest('hex');
    const before = this.#fetched.get(place);
    if (before) return before;
    this.#folder ??= mkdtempSync(join(tmpdir(), 'vickrey-worker-'));
    const fetched = this.#fetch(parcel, join(this.#folder, place));
    this.#fetched.set(place, fetched);
    // What failed once may be there the next time.
    fetched.catch(() => this.#fetched.delete(place));
    return fetched;
  }

  async #fetch({ name, files }: Parcel, place: string): Promise<string> {
    const path = join(place, name);
    for (const file of files) {
      const target = file.name === undefined ? path : join(path, file.name);
      const content = await this.#content(file.sha256, name);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    return path;
  }

  async #content(sha256: string, name: string): Promise<Buffer> {
    const packed = await this.broker.redis.getBuffer(contentKey(sha256));
    if (!packed) {
      const hint = 'start the sweep again: it sends them again';
      throw new InputError({ file: name, message: 'its contents are no longer on the broker', hint });
    }
    const content = await unpacked(packed, { maxOutputLength: mostBytes }).catch(() => undefined);
    if (content && createHash('sha256').update(content).digest('hex') === sha256) return content;
    throw new InputError({ file: name, message: 'its contents on the broker are damaged' });
  }
}
