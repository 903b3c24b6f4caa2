import type { Summary } from '../../src/simulation/summary.js';
import type { AuctionOutcome, MarketInput, MarketOutcome } from './rounds-market.js';

export type Compared = Pick<
  Summary,
  | 'tasks'
  | 'auctions'
  | 'time'
  | 'stop'
  | 'reserve'
  | 'fairness'
  | 'welfare'
  | 'utilisation'
  | 'window'
  | 'waiting'
  | 'sojourn'
  | 'slaViolations'
  | 'money'
  | 'messages'
>;

/** The part of a summary that the compared runs must share, counted from single auctions and completions. */
export function summaryOf({ scenario, servers, tasks }: MarketInput, outcome: MarketOutcome): Compared {
  const { auctions, rounds, completions, stop } = outcome;
  const count = (status: AuctionOutcome['status']) =>
    auctions.filter((auction) => auction.status === status).length;
  const last = rounds.at(-1)!;
  const arrived = tasks.filter(({ time }) => time < scenario.time.rounds).length;
  const [gold, silver, bronze] = [0, 1, 2].map((sla) =>
    rounds.reduce((total, { violations }) => total + violations[sla]!, 0),
  ) as [number, number, number];
  const revenue = last.servers.reduce((total, server) => total + server.revenue, 0);
  const costs = last.servers.reduce((total, server) => total + server.cost, 0);
  const weights = scenario.tasks.slaPenalty;
  const measured = rounds.slice(0, scenario.time.rounds);
  const mean = (name: 'fairness' | 'utilisation') =>
    measured.reduce((total, round) => total + round[name], 0) / measured.length;
  const counted = (sla: number, violations: number) =>
    completions.some(({ task }) => tasks[task]!.sla === sla) ? violations : null;
  const utilisation = mean('utilisation');
  return {
    tasks: {
      arrived,
      assigned: count('assigned'),
      coalition: count('assigned-coalition'),
      aboveReserve: count('assigned-above-reserve'),
      rejected: count('rejected'),
      completed: completions.length,
      unfinished: last.unfinished,
      lost: 0,
    },
    auctions: { total: auctions.length, retried: count('retried'), reassigned: 0 },
    time: rounds.length,
    stop,
    reserve: last.reserve,
    fairness: last.fairness,
    welfare: last.welfare,
    utilisation: Number.isNaN(utilisation) ? null : utilisation,
    window: {
      tasks: arrived,
      unserved: arrived === 0 ? null : 1 - completions.length / arrived,
      fairness: mean('fairness'),
      messages: 2 * servers.length * auctions.filter(({ time }) => time < scenario.time.rounds).length,
    },
    waiting: times(completions.map(({ waiting }) => waiting)),
    sojourn: times(completions.map(({ sojourn }) => sojourn)),
    slaViolations: {
      gold: counted(0, gold),
      silver: counted(1, silver),
      bronze: counted(2, bronze),
      penalty:
        completions.length === 0
          ? null
          : gold * weights.gold + silver * weights.silver + bronze * weights.bronze,
    },
    money: { payments: revenue, costs, utilities: revenue - costs },
    messages: 2 * servers.length * auctions.length,
  };
}

/** Quantile q is the smallest value that at least q of all do not exceed; above the median, of 10 values beyond it at least. */
function times(values: number[]): Summary['waiting'] {
  // Rounds have no intervals.
  const none = { halfWidth: null, least: null };
  if (values.length === 0) return { mean: null, ...none, p50: null, p90: null, p99: null, p999: null };
  const sorted = [...values].sort((a, b) => a - b);
  const quantile = (q: number) => sorted[Math.ceil(q * sorted.length) - 1]!;
  const far = (q: number, fewest: number) => (values.length < fewest ? null : quantile(q));
  return {
    mean: values.reduce((total, value) => total + value, 0) / values.length,
    ...none,
    p50: quantile(0.5),
    p90: far(0.9, 100),
    p99: far(0.99, 1000),
    p999: far(0.999, 10_000),
  };
}
