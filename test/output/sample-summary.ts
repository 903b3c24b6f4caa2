import type { SummaryDocument } from '../../src/output/summary-document.js';

const trend = {
  first: 20,
  last: 25.5,
  mean: 23.25,
  standardDeviation: 1.5,
  lateMean: 24.5,
  lateStandardDeviation: 0.25,
};
const nothing = { mean: null, halfWidth: null, least: null, p50: null, p90: null, p99: null, p999: null };
const times = { mean: 1.5, halfWidth: null, least: null, p50: 1, p90: 3, p99: 5, p999: 8 };

/** A summary with a ledger; every value is another. */
export const summarySample: SummaryDocument = {
  scenario: 'two servers',
  seed: 42,
  version: '1.2.3',
  digest: 'd1'.repeat(32),
  clock: 'rounds',
  time: 150,
  stop: 'complete',
  tasks: {
    arrived: 1234,
    assigned: 1000,
    coalition: 180,
    aboveReserve: 24,
    rejected: 30,
    completed: 1190,
    unfinished: 14,
    lost: 0,
  },
  measured: 1190,
  auctions: { total: 1240, retried: 6, reassigned: 0 },
  reserve: 25.5,
  fairness: 3.456789,
  welfare: -31.5,
  utilisation: 0.87654321,
  window: { tasks: 1234, unserved: 44 / 1234, fairness: 3.25, messages: 4936 },
  waiting: nothing,
  sojourn: times,
  classes: {
    gold: { waiting: nothing, sojourn: times },
    silver: { waiting: nothing, sojourn: nothing },
    bronze: { waiting: nothing, sojourn: nothing },
  },
  slaViolations: { gold: 1, silver: 2, bronze: 4, penalty: 11 },
  money: { payments: 12345.678, costs: 12000, utilities: 345.678 },
  messages: 4960,
  trends: {
    reserve: trend,
    fairness: { ...trend, last: 3.456789 },
    welfare: { ...trend, first: -100, last: -31.5, mean: -50, lateMean: -40 },
    totalLoad: { ...trend, last: 98765.4321 },
  },
  servers: [
    { server: 0, load: 31.25, sensitivity: 1.0625, utility: 200, shapley: 12.5 },
    { server: 1, load: 0, sensitivity: 0.1, utility: -0.5, shapley: 60 },
  ],
  firstAuctions: [
    {
      auction: 0,
      time: 0,
      task: 0,
      load: 7.5,
      winner: 1,
      partners: [0],
      winningBid: 9.25,
      secondPrice: 9.5,
      payment: 9.5,
      status: 'assigned-coalition',
    },
    {
      auction: 1,
      time: 0,
      task: 1,
      load: 17,
      winner: null,
      partners: [],
      winningBid: 30,
      secondPrice: 31,
      payment: 0,
      status: 'rejected',
    },
  ],
  ledger: { blocks: 152, events: 1240, head: 'ee'.repeat(32) },
  firstBlocks: [
    { index: 0, kind: 'genesis', events: 0, hash: 'a0'.repeat(32) },
    { index: 1, kind: 'round', events: 2, hash: 'a1'.repeat(32) },
  ],
  timing: {
    cpuSeconds: 0.5,
    wallSeconds: 0.25,
    auctionsPerSecond: 4960,
    eventsPerSecond: 6000,
    peakRssBytes: 2 ** 27,
  },
};
