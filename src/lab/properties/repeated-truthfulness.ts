import fc from 'fast-check';
import { Streams } from '../../random/streams.js';
import { estimateOf, halfWidth } from '../../statistics/estimate.js';
import { cost } from '../arbitraries/costs.js';
import { bestResponse, type Response, simplerResponse } from '../best-response.js';
import { threshold } from '../lies.js';
import type { Mechanism, RepeatedAuction } from '../mechanism.js';
import { type CheckTerms, property } from '../property.js';
import { leaveOut, part } from '../reduction.js';
import { lookAtLies, replayScenario } from '../replay.js';
import { simplifyProfile } from '../simpler-markets.js';
import type { Counterexample, Measured } from '../verdict.js';
import { costsInWords, difference, figure } from '../words.js';

/**
 * Markets whose exploitability is measured: as many as cases are tried, so many at most, of so many servers of costs U[10, 30], the same in all
 * rounds; each over so many rounds.
 */
const measured = { markets: 100, servers: 4, lowest: 10, width: 20, horizons: [2, 4, 6], level: 0.95 };

/** Repeated play: lying about today's bids to move tomorrow's prices. The others tell the truth in every round. */
export const repeatedTruthfulness = property<Mechanism, { costs: readonly number[]; rounds: number }>({
  title: 'over several rounds no server gains by lying in some of them, where others tell the truth',
  inapplicable: ({ repeated }) => (repeated ? undefined : 'it remembers nothing: every round is the first'),
  cases: ({ domain }) =>
    fc.record({
      costs: fc.array(cost, {
        minLength: domain.leastServers,
        maxLength: domain.leastServers + 3,
        size: 'max',
      }),
      rounds: fc.integer({ min: 2, max: 4 }),
    }),
  simplify({ domain }, reduction) {
    leaveOut(
      reduction,
      ({ costs }) => costs.length,
      domain.leastServers,
      ({ costs, rounds }, server) => ({ costs: costs.toSpliced(server, 1), rounds }),
    );
    const { costs, rounds } = reduction.best;
    const ascending = costs.toSorted((a, b) => a - b);
    if (ascending.some((each, server) => each !== costs[server]))
      reduction.attempt({ costs: ascending, rounds });
    for (let fewer = 2; fewer < rounds; fewer++)
      if (reduction.attempt({ ...reduction.best, rounds: fewer })) break;
    simplifyProfile(
      part(
        reduction,
        ({ costs }) => [costs],
        (into, [costs]) => ({ ...into, costs: costs! }),
      ),
    );
  },
  violation({ repeated, unreplayable }, { costs, rounds }) {
    for (const server of costs.keys()) {
      const response = bestResponse(repeated!, costs, server, rounds);
      const { truthful, lying } = response;
      const least = threshold({ costs: [costs] }, truthful, lying);
      if (lying - truthful > least)
        return told(repeated!, costs, simplerResponse(repeated!, costs, response), unreplayable);
    }
    return undefined;
  },
  measure: ({ repeated }, terms) =>
    measured.horizons.map((rounds) => exploitability(repeated!, rounds, terms)),
});

function told(
  auction: RepeatedAuction,
  costs: readonly number[],
  { server, said, truthful, lying }: Response,
  unreplayable = 'the engine has no such auction',
): Counterexample {
  const gain = difference(truthful, lying);
  const lies = [...said.entries()]
    .filter(([, says]) => says !== costs[server])
    .map(([task, says]) => ({ server, task, says }));
  const rounds = lies.map(({ task, says }) => `${figure(says)} in round ${task}`).join(', ');
  const words = `server ${server} says ${rounds} of ${said.length} in place of ${figure(costs[server]!)} and gains ${figure(gain)}: utility ${figure(lying)} in place of ${figure(truthful)} (${costsInWords(costs.map((one) => [one]))})`;
  const scenario = auction.scenario
    ? replayScenario(words, costs, lies, auction.scenario, said.length)
    : unreplayable;
  return {
    words,
    figures: { costs, server, said, truthful, lying, gain },
    ...(typeof scenario === 'string' ? { unreplayable: scenario } : { scenario, look: lookAtLies }),
  };
}

/** What the server that lies best gains by it. The same markets for every number of rounds. */
function exploitability(auction: RepeatedAuction, rounds: number, { runs, seed }: CheckTerms): Measured {
  const markets = Math.max(2, Math.min(runs, measured.markets));
  const { servers, lowest, width, level } = measured;
  const uniform = new Streams(seed).uniform('lab/exploitability');
  const gains = Array.from({ length: markets }, () => {
    const costs = Array.from({ length: servers }, () => lowest + width * uniform());
    const responses = costs.map((_, server) => bestResponse(auction, costs, server, rounds));
    return Math.max(...responses.map(({ truthful, lying }) => lying - truthful));
  });
  const estimate = estimateOf(gains);
  const half = halfWidth(estimate, level);
  return {
    name: `gain of the best liar over ${rounds} rounds`,
    mean: estimate.mean,
    low: estimate.mean - half,
    high: estimate.mean + half,
    level,
    count: markets,
  };
}
