import { isDeepStrictEqual } from 'node:util';
import { type FilePath, filePaths } from '../../scenario/named-files.js';
import { fileMembers, type GenesisBlock } from './block.js';
import type { LedgerDifference } from './ledger-difference.js';
import type { LedgerOrigin } from './ledger-writer.js';

type Sides = Omit<LedgerDifference, 'block' | 'auction'>;

/**
 * The first way in which a genesis differs from what this version would write of the same run: its seed, a file, the
 * bound of blocks, or a setting. Names of files say nothing where their contents are the same. Of another version,
 * settings that it did not have, and its bound, are passed over.
 */
export function genesisDifference(genesis: GenesisBlock, now: LedgerOrigin): LedgerDifference | undefined {
  const found = seedDifference(genesis, now) ?? fileDifference(genesis, now) ?? ruleDifference(genesis, now);
  return found && { block: 0, ...found };
}

function seedDifference({ seed }: GenesisBlock, now: LedgerOrigin): Sides | undefined {
  return seed === now.seed ? undefined : { field: 'seed', ledger: seed, replay: now.seed };
}

function fileDifference(genesis: GenesisBlock, { files }: LedgerOrigin): Sides | undefined {
  for (const field of filePaths) {
    const [ledger, replay] = [genesis[fileMembers[field]], files[field]];
    if (ledger !== replay) return { field, ledger, replay };
  }
  return undefined;
}

function ruleDifference(genesis: GenesisBlock, now: LedgerOrigin): Sides | undefined {
  const isOwn = genesis.version === now.version;
  const mostAuctions = now.block === 'round' ? now.mostAuctions : undefined;
  if (isOwn && genesis.mostAuctions !== mostAuctions) {
    return { field: 'mostAuctions', ledger: genesis.mostAuctions, replay: mostAuctions };
  }
  // As the ledger holds it: what JSON leaves out is left out.
  const scenario: unknown = JSON.parse(JSON.stringify(now.scenario));
  return settingDifference(genesis.scenario, scenario, [], isOwn);
}

/** The first setting that differs, in the order of the ledger. */
function settingDifference(
  ledger: unknown,
  replay: unknown,
  path: readonly string[],
  isOwn: boolean,
): Sides | undefined {
  if (isDeepStrictEqual(ledger, replay)) return undefined;
  const name = path.join('.');
  const isPassedOver = filePaths.includes(name as FilePath) || (ledger === undefined && !isOwn);
  if (isPassedOver) return undefined;
  if (!isMapping(ledger) || !isMapping(replay)) return { field: `scenario.${name}`, ledger, replay };
  for (const key of new Set([...Object.keys(ledger), ...Object.keys(replay)])) {
    const found = settingDifference(own(ledger, key), own(replay, key), [...path, key], isOwn);
    if (found) return found;
  }
  return undefined;
}

function own(mapping: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
