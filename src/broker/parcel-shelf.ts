import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { InputError } from '../input/input-error.js';
import type { Broker } from './broker.js';
import { contentKey, LARGEST_PARCEL, type Parcel } from './parcel.js';
import { unlessAborted } from './waiting.js';

/** Bytes of parcels that nobody uses and that are kept all the same, for the next run. */
const MOST_IDLE = 2 * LARGEST_PARCEL;

/** Bytes that a file takes on a disk, at least. */
const SMALLEST = 4096;

const unpacked = promisify(gunzip);

/** A parcel on the shelf. */
interface Stored {
  readonly place: string;
  /** Where the file or the folder is. */
  readonly path: Promise<string>;
  users: number;
  bytes: number;
}

/** A parcel that is in use. */
export interface Borrowed {
  readonly path: string;
  /** To be called once: it may go then. */
  giveBack(): void;
}

/**
 * Fetches contents of files from the broker into a folder of this process, each parcel once for as long as it is used. Of those that
 * are not, the last stay.
 */
export class ParcelShelf {
  #folder: string | undefined;
  #places = 0;
  /** Those given back last are at the end. */
  readonly #stored = new Map<string, Stored>();
  readonly #closing = new AbortController();

  /** @param mostIdle - bytes of parcels that are kept when nobody uses them */
  constructor(
    private readonly broker: Broker,
    private readonly mostIdle = MOST_IDLE,
  ) {}

  /**
   * @param signal - ends the wait, not the fetching: another may wait for it
   * @throws InputError where contents are not on the broker, are too large, or not what they should be
   * @throws the reason of the signal
   */
  async borrow(parcel: Parcel, signal?: AbortSignal): Promise<Borrowed> {
    const name = createHash('sha256').update(JSON.stringify(parcel)).digest('hex');
    const stored = this.#stored.get(name) ?? this.#store(parcel, name);
    this.#stored.set(name, stored);
    stored.users++;
    const giveBack = (): void => {
      stored.users--;
      // Another may be there by then, in place of one that could not be fetched.
      if (this.#stored.get(name) === stored) {
        this.#stored.delete(name);
        this.#stored.set(name, stored);
      }
      this.#clear();
    };
    try {
      return { path: await unlessAborted(stored.path, signal), giveBack };
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  /** Removes the folder. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled([...this.#stored.values()].map(({ path }) => path));
    if (this.#folder) await removed(this.#folder);
  }

  #store(parcel: Parcel, name: string): Stored {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'vickrey-worker-'));
    // One that goes may still be on the way out.
    const place = join(this.#folder, `${this.#places++}`);
    const stored: Stored = {
      place,
      users: 0,
      bytes: 0,
      path: this.#fetch(parcel, place, (more) => grow(more)),
    };
    const grow = (more: number): void => {
      stored.bytes += more;
    };
    stored.path.catch(() => {
      // What failed once may be there the next time.
      if (this.#stored.get(name) === stored) this.#stored.delete(name);
    });
    return stored;
  }

  #clear(): void {
    const idle = [...this.#stored].filter(([, { users }]) => users === 0);
    let bytes = idle.reduce((sum, [, stored]) => sum + stored.bytes, 0);
    for (const [name, stored] of idle) {
      if (bytes <= this.mostIdle) return;
      bytes -= stored.bytes;
      this.#stored.delete(name);
      // Nobody may wait any more for one that is still being fetched.
      stored.path.catch(() => {}).then(() => removed(stored.place));
    }
  }

  /** @throws InputError, which tells nothing of this machine */
  async #fetch({ name, files }: Parcel, place: string, grow: (bytes: number) => void): Promise<string> {
    const path = join(place, name);
    try {
      let left = LARGEST_PARCEL;
      for (const file of files) {
        this.#closing.signal.throwIfAborted();
        const target = file.name === undefined ? path : join(path, file.name);
        const content = await this.#content(file.sha256, name, left);
        const bytes = Math.max(SMALLEST, content.length);
        left -= bytes;
        await mkdir(dirname(target), { recursive: true });
        await writeFile(target, content);
        grow(bytes);
      }
      return path;
    } catch (error) {
      await removed(place);
      if (error instanceof InputError) throw error;
      throw new InputError({ file: name, message: 'its contents cannot be unpacked on the worker' });
    }
  }

  async #content(sha256: string, name: string, mostBytes: number): Promise<Buffer> {
    const { redis } = this.broker;
    // Contents that do not get smaller get a little larger.
    const packed = (await redis.strlen(contentKey(sha256))) <= 2 * LARGEST_PARCEL;
    const content = packed ? await redis.getBuffer(contentKey(sha256)) : undefined;
    if (content === null) {
      const hint = 'start the sweep again: it sends them again';
      throw new InputError({ file: name, message: 'its contents are no longer on the broker', hint });
    }
    const whole =
      content && (await unpacked(content, { maxOutputLength: mostBytes + 1 }).catch(() => undefined));
    if (whole && whole.length <= mostBytes && createHash('sha256').update(whole).digest('hex') === sha256) {
      return whole;
    }
    throw new InputError({ file: name, message: 'its contents on the broker are damaged, or too large' });
  }
}

/** Where that fails, the system's own cleaning of temporary files is left. */
async function removed(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => {});
}
