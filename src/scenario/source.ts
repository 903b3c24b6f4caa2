import type { Trace } from '../workload/trace.js';
import type { BidNetworks } from './bid-networks.js';
import { type CodePath, codePaths } from './code-paths.js';
import type { ListedServers } from './listed-servers.js';
import type { NamedCode } from './named-code.js';
import { type FilePath, filePaths, type NamedFiles } from './named-files.js';

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
  readonly code: readonly NamedCode[];
  readonly bidNetworks: BidNetworks | undefined;
}

/** The source of a scenario whose files were found and read. */
export function sourceOf(written: unknown, { found }: NamedFiles, contents: Contents): ScenarioSource {
  const hashOf = (at: FilePath) => () => contents.code.find(({ path }) => path === at)!.sha256;
  const hashes: Record<FilePath, () => string> = {
    ...(Object.fromEntries(codePaths.map((path) => [path, hashOf(path)])) as Record<CodePath, () => string>),
    'servers.file': () => contents.listed!.sha256!,
    'arrivals.file': () => contents.trace!.sha256,
    'learning.neural.load': () => contents.bidNetworks!.sha256!,
  };
  const files = filePaths
    .filter((path) => found.has(path))
    .map((path) => [path, { path: found.get(path)!, sha256: hashes[path]() }]);
  return { written, files: Object.fromEntries(files) };
}
