import type { Trace } from '../workload/trace.js';
import type { BidNetworks } from './bid-networks.js';
import type { ListedServers } from './listed-servers.js';
import { type FilePath, filePaths, type NamedFiles } from './named-files.js';
import type { NamedMechanism } from './named-mechanism.js';

/** A file, or a folder of files, that a scenario names. */
export interface SourceFile {
  /** Absolute. */
  readonly path: string;
  /** SHA-256 of what was read of it, hexadecimal. */
  readonly sha256: string;
}

/** What a scenario was loaded from. */
export interface ScenarioSource {
  /** The scenario as it was written, overrides in their places: plain data, without defaults. */
  readonly written: unknown;
  /** By where it names them. */
  readonly files: Readonly<Partial<Record<FilePath, SourceFile>>>;
}

/** What was read of the files of a scenario. */
interface Contents {
  readonly listed: ListedServers | undefined;
  readonly trace: Trace | undefined;
  readonly mechanism: NamedMechanism | undefined;
  readonly bidNetworks: BidNetworks | undefined;
}

/** The source of a scenario whose files were found and read. */
export function sourceOf(written: unknown, { found }: NamedFiles, contents: Contents): ScenarioSource {
  const hashes: Record<FilePath, () => string> = {
    'servers.file': () => contents.listed!.sha256!,
    'arrivals.file': () => contents.trace!.sha256,
    'auction.mechanism': () => contents.mechanism!.sha256,
    'learning.neural.load': () => contents.bidNetworks!.sha256!,
  };
  const files = filePaths
    .filter((path) => found.has(path))
    .map((path) => [path, { path: found.get(path)!, sha256: hashes[path]() }]);
  return { written, files: Object.fromEntries(files) };
}
