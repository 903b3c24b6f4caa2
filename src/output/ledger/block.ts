import { z } from 'zod';
import type { FilePath } from '../../scenario/named-files.js';
import { auctionEvent } from '../../systems/auction-event.js';
import { type AuctionRecord, auctionStatuses } from '../../systems/records.js';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const index = z.int().min(0);
/** JSON has no word for a number that is not finite; such a one is written as null. */
const number = z.number().nullable();

const event = z.strictObject({
  auction: index,
  time: number,
  task: index,
  load: number,
  winner: index.nullable(),
  partners: z.array(index),
  winningBid: number,
  secondPrice: number,
  payment: number,
  status: z.enum(auctionStatuses),
});

/** An auction as the ledger holds it; `winner` is null where the task was not sold. */
export type LedgerEvent = z.output<typeof event>;

/** Where the genesis holds the SHA-256 of a file that the scenario names, by where that names it. */
export const fileMembers = {
  'arrivals.file': 'traceSha256',
  'learning.neural.load': 'networksSha256',
  'servers.file': 'serversSha256',
  'auction.mechanism': 'mechanismSha256',
  'auction.payment.module': 'paymentSha256',
  'balancer.module': 'balancerSha256',
  'coalition.split.module': 'splitSha256',
  'learning.mode.module': 'learnerSha256',
} as const satisfies Record<FilePath, string>;

/** Auctions that a block of a round holds at most; what more there are in the round are in further blocks of it. */
export const mostAuctions = 10_000;

const genesis = z.strictObject({
  index,
  kind: z.literal('genesis'),
  version: z.string(),
  seed: index,
  scenario: z.record(z.string(), z.unknown()),
  /** Auctions of a block at most; versions before 0.2.0 had no such bound. */
  mostAuctions: z.int().min(1).optional(),
  traceSha256: digest.optional(),
  networksSha256: digest.optional(),
  serversSha256: digest.optional(),
  mechanismSha256: digest.optional(),
  paymentSha256: digest.optional(),
  balancerSha256: digest.optional(),
  splitSha256: digest.optional(),
  learnerSha256: digest.optional(),
  previous: digest,
});

const contents = { events: z.array(event), merkleRoot: digest, previous: digest };
const round = z.strictObject({ index, kind: z.literal('round'), round: index, ...contents });
const auction = z.strictObject({ index, kind: z.literal('auction'), ...contents });

const seal = z.strictObject({
  index,
  kind: z.literal('seal'),
  blocks: index,
  events: index,
  previous: digest,
});

/**
 * What a line of the ledger holds, but for its hash. The keys' order here is their order in the file: parsing puts
 * them into it, so that a parsed block printed again is the canonical text.
 */
export const blockSchema = z.discriminatedUnion('kind', [genesis, round, auction, seal]);

export type Block = z.output<typeof blockSchema>;
export type GenesisBlock = z.output<typeof genesis>;

/** The `previous` of the first block. */
export const noHash = '0'.repeat(64);

/** Canonical JSON of an auction: no white space, keys in the order of {@link LedgerEvent}, shortest numbers. */
export function eventText(record: Readonly<AuctionRecord>): string {
  return JSON.stringify(auctionEvent(record));
}
