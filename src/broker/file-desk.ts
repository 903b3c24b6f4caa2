import { fileURLToPath } from 'node:url';
import type { Job } from '../experiments/job.js';
import { failureOf, type Result } from '../experiments/result.js';
import type { FilePath } from '../scenario/named-files.js';
import type { Broker } from './broker.js';
import type { Envelope } from './envelope.js';
import type { OwnFiles } from './own-files.js';
import { type Borrowed, ParcelShelf } from './parcel-shelf.js';

/** A job whose files are at hand, until it is closed. */
export interface OpenDesk {
  /** With its files where they are on this machine. */
  readonly job: Job;
  /** A result that names files as the sweep does: where they are here tells it nothing. */
  inNamesOfSweep(result: Result): Result;
  /** To be called once. */
  close(): void;
}

/** Has the files of jobs at hand: those that came with them, and those of this machine that they may read. No others. */
export class FileDesk {
  readonly #shelf: ParcelShelf;

  constructor(
    broker: Broker,
    private readonly own: OwnFiles,
  ) {
    this.#shelf = new ParcelShelf(broker);
  }

  /**
   * @param signal - ends the wait for files
   * @throws InputError where a file is neither sent nor one that may be read, or what was sent is damaged
   * @throws the reason of the signal
   */
  async open({ job, parcels }: Envelope, signal: AbortSignal): Promise<OpenDesk> {
    const borrowed: Borrowed[] = [];
    const close = (): void => {
      for (const parcel of borrowed) parcel.giveBack();
    };
    try {
      const files: Job['files'] = {};
      for (const [name, file] of Object.entries(job.files) as [
        FilePath,
        NonNullable<Job['files'][FilePath]>,
      ][]) {
        const parcel = parcels[name];
        if (parcel) borrowed.push(await this.#shelf.borrow(parcel, signal));
        files[name] = { ...file, path: parcel ? borrowed.at(-1)!.path : await this.own.find(name, file) };
      }
      const here = { ...job, files };
      return { job: here, inNamesOfSweep: (result) => renamed(result, here, job), close };
    } catch (error) {
      close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#shelf.close();
  }
}

/** Where the code of vickrey is, which a stack names. */
const home = fileURLToPath(new URL('../../', import.meta.url));

/** A result of a job as it is here, in the names of files that it has there. */
function renamed(result: Result, here: Job, there: Job): Result {
  const failure = failureOf(result);
  if (!failure) return result;
  const pairs = Object.entries(here.files).map(([name, { path }]) => [
    path,
    there.files[name as FilePath]!.path,
  ]);
  const inNames = (text: string): string =>
    pairs.reduce((said, [own, other]) => said.replaceAll(own!, other!), text).replaceAll(home, '');
  const { message, stack } = failure;
  return {
    ...result,
    outcome: {
      failure: { message: inNames(message), ...(stack !== undefined && { stack: inNames(stack) }) },
    },
  };
}
