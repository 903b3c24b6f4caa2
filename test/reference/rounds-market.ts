import type { RoundsClock } from '../../src/scenario/clock.js';
import type { Scenario } from '../../src/scenario/schema.js';
import { exactSum } from '../statistics/exact.js';
import { decimal } from './decimal.js';
import { NeuralBids, neuralRules } from './neural-bids.js';
import { normalAt, pairUniform, streamKey, streamOf, uniformAt } from './restated-random.js';

/**
 * The rounds market of docs/model.md, said again as plainly as it goes: objects, arrays, sort and filter. It was
 * written from the text alone and shares no code with src, so that what both get right is what the text says.
 * Slow on purpose. What docs/model.md sums up in twice the precision of doubles is summed up without rounding here.
 */

export interface MarketServer {
  capacity: number;
  sensitivity: number;
  riskAversion: number;
  targetLoadRatio: number;
  processingRate: number;
  coalition: number;
}

export interface MarketTask {
  /** Time of arrival in rounds; tasks are in order of it. */
  time: number;
  load: number;
  /** 0 gold, 1 silver, 2 bronze. */
  sla: number;
  complexity: number;
  latency: number;
}

export interface AuctionOutcome {
  auction: number;
  time: number;
  task: number;
  load: number;
  /** One a server, in order of id. */
  bids: number[];
  /** −1 where the task was not sold. */
  winner: number;
  winningBid: number;
  secondPrice: number;
  payment: number;
  status: 'assigned' | 'assigned-coalition' | 'assigned-above-reserve' | 'retried' | 'rejected';
  partners: number[];
}

export interface ServerOutcome {
  load: number;
  sensitivity: number;
  shapley: number;
  revenue: number;
  cost: number;
}

export interface RoundOutcome {
  round: number;
  tasks: number;
  reserve: number;
  fairness: number;
  welfare: number;
  jain: number;
  gini: number;
  utilisation: number;
  load: number;
  counts: Record<AuctionOutcome['status'], number>;
  meanWinningBid: number;
  meanSecondPrice: number;
  payments: number;
  completed: number;
  unfinished: number;
  violations: number[];
  predictionError: number;
  servers: ServerOutcome[];
}

export interface Completion {
  task: number;
  waiting: number;
  sojourn: number;
}

export interface MarketOutcome {
  auctions: AuctionOutcome[];
  rounds: RoundOutcome[];
  completions: Completion[];
  /** What the networks that act on bids have learnt, one list of weights each. */
  networks: number[][];
  stop: 'complete' | 'drained' | 'stalled';
}

interface Part {
  task: number;
  left: number;
}

interface Seller extends MarketServer {
  id: number;
  load: number;
  revenue: number;
  cost: number;
  queue: Part[];
  /** How often each arm was credited, and the mean of its rewards. */
  counts: number[];
  values: number[];
  /** Q-values by state. */
  table: Record<number, number[]>;
  /** What the last step did and saw. */
  last?: { action: number; error: number; state: number };
  weight: number;
}

/** What an auction hears of a server: what it was at a time. */
interface Heard {
  time: number;
  load: number;
  sensitivity: number;
  weight: number;
}

interface TaskState {
  arrivalRound: number;
  firstWork?: number;
  partsLeft: number;
  tries: number;
}

interface Bid {
  server: number;
  bid: number;
  features: number;
  predicted: number;
}

/** The rules, one by one, so that a test can break each and see that the comparison notices. */
export const textRules = {
  ...neuralRules,
  clampedRatio: (load: number, capacity: number) => Math.min(load / capacity, 1),
  baseBid: (sensitivity: number, ratio: number, taskLoad: number) => sensitivity * ratio + taskLoad,
  riskFactor: (aversion: number, ratio: number, target: number) => 1 + aversion * Math.max(0, ratio - target),
  finalBid: (bid: number, noise: number, scale: number, maximum: number) =>
    Math.min((bid + noise) * scale, maximum),
  noiseAttempt: (tries: number) => tries,
  hasHeard: (then: number, delay: number, now: number) => then + delay <= now,
  costsAreOld: false,
  sharesByOldLoads: true,
  order: (a: { server: number; bid: number }, b: { server: number; bid: number }) =>
    a.bid - b.bid || a.server - b.server,
  isAboveReserve: (bid: number, reserve: number) => bid > reserve,
  isOverloaded: (ratio: number, threshold: number) => ratio > threshold,
  isFree: (ratio: number, threshold: number) => ratio < threshold,
  partnerOrder: (a: { ratio: number; id: number }, b: { ratio: number; id: number }) =>
    a.ratio - b.ratio || a.id - b.id,
  /** By marginal value, in place of the least load ratio. */
  partnerValueOrder: (a: { load: number; id: number }, b: { load: number; id: number }) =>
    a.load - b.load || a.id - b.id,
  addsValue: (load: number, taskLoad: number, members: readonly { load: number }[]) =>
    load < (sum(members.map((member) => member.load)) + taskLoad / 2) / members.length,
  secondPricePayment: (lowest: number, others: readonly number[], reserve: number) =>
    Math.min(
      ...(others.length > 0 ? [others[0]!] : reserve < Number.POSITIVE_INFINITY ? [] : [lowest]),
      reserve,
    ),
  lie: (bid: number, { says, times }: { says?: number | undefined; times?: number | undefined }) =>
    says ?? bid * times!,
  liesAreClamped: true,
  lieOfTaskFirst: true,
  liesAreCosts: false,
  costSeesNoise: false,
  unsoldBidsMoveReserve: false,
  reserveMovesFirst: false,
  learningBeforeProcessing: false,
  retriesAfterArrivals: false,
  loadAfterRound: (load: number, rate: number) => Math.max(0, load - rate),
  sojourn: (arrival: number, completion: number) => completion - arrival + 1,
  reward: (before: number, now: number) => before - now,
  creditsCurrentAction: false,
  /** Late where it completes after its deadline, a decimal time. */
  isViolation: (sojourn: number, latency: number, arrival: number) =>
    arrival + sojourn > decimal(arrival + latency),
  state: (ratio: number, states: number) => Math.min(Math.floor(10 * ratio), states - 1),
};

export type MarketRules = typeof textRules;

export interface MarketInput {
  scenario: Omit<Scenario, 'time'> & { time: RoundsClock };
  servers: readonly MarketServer[];
  tasks: readonly MarketTask[];
  /** Who wins, −1 for nobody, and what is paid; the lowest bid where it is absent. */
  mechanism?: { sell(bids: readonly number[]): { winner: number; payment: number } };
}

const SENSITIVITY_CEILING = 1e100;

/** Runs the market of `input` under the rules of the text, or under `overrides` of them. */
export function runMarket(input: MarketInput, overrides: Partial<MarketRules> = {}): MarketOutcome {
  const rules: MarketRules = { ...textRules, ...overrides };
  const { scenario, tasks } = input;
  const { bidding, auction: terms, coalition, learning } = scenario;
  const noiseKey = streamKey(scenario.seed, 'bids/noise');
  const learningKey = streamKey(scenario.seed, 'learning');
  const weights = streamOf(scenario.seed, 'predictor/weights');
  const predictor = bidding.predictor.kind === 'linear' ? bidding.predictor : undefined;
  const neural =
    bidding.neural === 'none' ? undefined : new NeuralBids(scenario, input.servers.length, rules);

  const sellers: Seller[] = input.servers.map((server, id) => ({
    ...server,
    id,
    load: 0,
    revenue: 0,
    cost: 0,
    queue: [],
    counts: [0, 0, 0],
    values: [0, 0, 0],
    table: {},
    weight: predictor ? 0.8 + 0.4 * weights() : Number.NaN,
  }));
  const ratePerRound = sum(input.servers.map(({ processingRate }) => processingRate));
  const auctions: AuctionOutcome[] = [];
  const rounds: RoundOutcome[] = [];
  const completions: Completion[] = [];
  const states: Record<number, TaskState> = {};
  let reserve = terms.reserve.initial;
  let retrying: number[] = [];
  let predictionErrors: number[] = [];
  let windowOfReserve: number[] = [];

  const { delay } = scenario.information;
  /** All that ever was of each server. */
  const histories = sellers.map((seller): Heard[] => [{ ...seller, time: Number.NEGATIVE_INFINITY }]);

  function remember(time: number): void {
    for (const [id, { load, sensitivity, weight }] of sellers.entries()) {
      histories[id]!.push({ time, load, sensitivity, weight });
    }
  }

  /** A server as an auction at `now` knows it. */
  function known(seller: Seller, now: number): Seller {
    if (delay === 0) return seller;
    const heard = histories[seller.id]!.filter(({ time }) => rules.hasHeard(time, delay, now)).at(-1)!;
    return { ...seller, ...heard };
  }

  /** The price that a server expects, as an auction that hears of it late knows it: a line in the task's load. */
  function knownPrice(
    { load, capacity, sensitivity, riskAversion, weight }: Seller,
    taskLoad: number,
  ): number {
    const idle = rules.clampedRatio(load, capacity) + 0 + sensitivity + riskAversion;
    return weight * taskLoad + weight * idle;
  }

  /** The bid of a server that is known to be `seen`, with what the task costs it as it is. */
  function bidOf(seller: Seller, seen: Seller, task: number, tries: number): Bid & { honest: number } {
    const own = ownBid(seller, task, tries);
    if (seen === seller) return own;
    const { features, honest, predicted } = own;
    const old = ownBid(seen, task, tries, knownPrice(seen, tasks[task]!.load));
    return { ...old, honest: rules.costsAreOld ? old.honest : honest, features, predicted };
  }

  /** The bid of WP 4 and 7.3, stage by stage. */
  function ownBid(seller: Seller, task: number, tries: number, expected?: number): Bid & { honest: number } {
    const taskLoad = tasks[task]!.load;
    const ratio = rules.clampedRatio(seller.load, seller.capacity);
    const base = rules.baseBid(seller.sensitivity, ratio, taskLoad);
    const adjusted = base * rules.riskFactor(seller.riskAversion, ratio, seller.targetLoadRatio);
    const acted = neural ? adjusted * neural.factor(seller, taskLoad, auctions.length) : adjusted;
    const scale = 1 + seller.capacity / bidding.capacityScale;
    const features = ratio + taskLoad + seller.sensitivity + seller.riskAversion;
    const predicted = expected ?? seller.weight * features;
    const shaded =
      predictor && predictor.shading > 0 ? acted + predictor.shading * (predicted / scale - acted) : acted;
    const noise =
      bidding.noise > 0
        ? bidding.noise * pairUniform(noiseKey, task, rules.noiseAttempt(tries), seller.id)
        : 0;
    const bid = said(seller.id, task, rules.finalBid(shaded, noise, scale, bidding.maximum));
    const honest = rules.finalBid(adjusted, rules.costSeesNoise ? noise : 0, scale, bidding.maximum);
    return {
      server: seller.id,
      bid,
      honest: rules.liesAreCosts ? bid : honest,
      features,
      predicted,
    };
  }

  /** What a server says where it would bid `bid`. */
  function said(server: number, task: number, bid: number): number {
    const own = (bidding.lies ?? []).filter((lie) => lie.server === server);
    const about = own.find((lie) => lie.task === task);
    const always = own.find((lie) => lie.task === undefined);
    const lie = rules.lieOfTaskFirst ? (about ?? always) : (always ?? about);
    if (!lie) return bid;
    const claim = rules.lie(bid, lie);
    return rules.liesAreClamped ? Math.min(claim, bidding.maximum) : claim;
  }

  /** Each member's load, the winner first. */
  function split(members: readonly Seller[], taskLoad: number): number[] {
    if (coalition.split === 'equal') return members.map(() => taskLoad / members.length);
    const spare = members.map((member) => Math.max(0, member.capacity - member.load));
    const claims =
      coalition.split === 'proportional'
        ? spare
        : shapleyByPermutations(members.length, (players) =>
            Math.min(taskLoad, sum(players.map((player) => spare[player]!))),
          );
    const total = sum(claims);
    if (!(total > 0)) return members.map(() => taskLoad / members.length);
    return claims.map((claim) => taskLoad * (claim / total));
  }

  /** Whom an overloaded winner, one of `seen`, shares a task with, in the order in which they are chosen. */
  function partnersOf(winner: Seller, seen: readonly Seller[], taskLoad: number): Seller[] {
    const byValue = coalition.choice === 'marginal-value';
    const ranked = seen
      .filter((other) => other !== winner && other.coalition === winner.coalition)
      .map((other) => ({ ...other, ratio: other.load / other.capacity }))
      .filter(({ ratio }) => rules.isFree(ratio, coalition.partner))
      .sort(byValue ? rules.partnerValueOrder : rules.partnerOrder)
      .slice(0, coalition.partners)
      .map(({ id }) => seen[id]!);
    if (!byValue) return ranked;
    const last = ranked.findIndex(
      (partner, i) => !rules.addsValue(partner.load, taskLoad, [winner, ...ranked.slice(0, i)]),
    );
    return last < 0 ? ranked : ranked.slice(0, last);
  }

  function updateReserve(): void {
    if (windowOfReserve.length > 0) {
      reserve = terms.reserve.factor * (exactSum(windowOfReserve) / windowOfReserve.length);
    }
    windowOfReserve = [];
  }

  /** Sells one task, or does not. */
  function hold(task: number, round: number): void {
    const state = states[task]!;
    const { load } = tasks[task]!;
    const seen = sellers.map((seller) => known(seller, round));
    const all = sellers.map((seller) => bidOf(seller, seen[seller.id]!, task, state.tries));
    const sale = input.mechanism?.sell(all.map(({ bid }) => bid));
    const byBid = [...all].sort(rules.order);
    const ranked = sale
      ? byBid.sort((a, b) => +(b.server === sale.winner) - +(a.server === sale.winner))
      : byBid;
    const isSold = sale?.winner !== -1;
    const best = ranked[0]!;
    const others = ranked.slice(1);
    const secondPrice = others.length > 0 ? others[0]!.bid : best.bid;
    if (rules.reserveMovesFirst) {
      windowOfReserve.push(best.bid);
      updateReserve();
    }
    const dear = rules.isAboveReserve(best.bid, reserve);
    const outcome: AuctionOutcome = {
      auction: auctions.length,
      time: round,
      task,
      load,
      bids: all.map(({ bid }) => bid),
      winner: best.server,
      winningBid: isSold ? best.bid : Number.NaN,
      secondPrice: isSold ? secondPrice : Number.NaN,
      payment: 0,
      status: dear ? 'assigned-above-reserve' : 'assigned',
      partners: [],
    };
    auctions.push(outcome);
    const winner = sellers[best.server]!;
    const runnerUp = others.length > 0 ? sellers[others[0]!.server] : undefined;
    const note = () => neural?.note(winner, runnerUp, load, outcome.auction);

    if (!isSold || (terms.reserve.binding && dear)) {
      outcome.winner = -1;
      const again = terms.unsold === 'retry' && state.tries < terms.retries;
      outcome.status = again ? 'retried' : 'rejected';
      state.tries += 1;
      if (again) retrying.push(task);
      else delete states[task];
      if (rules.unsoldBidsMoveReserve) windowOfReserve.push(best.bid);
      if (rules.notesUnsold) note();
      return;
    }
    note();

    const binding = terms.reserve.binding ? reserve : Number.POSITIVE_INFINITY;
    // A payment of −0 is one of 0.
    outcome.payment =
      (sale && sale.payment + 0) ??
      {
        'second-price': rules.secondPricePayment(
          best.bid,
          others.map(({ bid }) => bid),
          binding,
        ),
        'first-price': best.bid,
        none: 0,
      }[terms.payment as 'none'];

    const seenWinner = seen[winner.id]!;
    const partners = rules.isOverloaded(seenWinner.load / seenWinner.capacity, coalition.overload)
      ? partnersOf(seenWinner, seen, load)
      : [];
    if (partners.length > 0) {
      outcome.status = 'assigned-coalition';
      outcome.partners = partners.map(({ id }) => id);
    }

    const seenMembers = [seenWinner, ...partners];
    const members = seenMembers.map(({ id }) => sellers[id]!);
    const parts = partners.length > 0 ? split(rules.sharesByOldLoads ? seenMembers : members, load) : [load];
    state.partsLeft = parts.filter((part) => part > 0).length;
    for (const [place, member] of members.entries()) {
      const part = parts[place]!;
      const share = part / load;
      member.load += part;
      if (part > 0) member.queue.push({ task, left: part * effort(task) });
      member.revenue += outcome.payment * share;
      member.cost += (terms.cost === 'bid' ? all[member.id]!.honest : load) * share;
    }

    windowOfReserve.push(best.bid);
    if (terms.reserve.update === 'auction') updateReserve();
    if (predictor) learnPrices(ranked.slice(0, 2), secondPrice, predictor.rate);
  }

  /** The winner and the runner-up, whose bids made the price, learn from it. */
  function learnPrices(pair: Bid[], price: number, rate: number): void {
    predictionErrors.push(Math.abs(price - pair[0]!.predicted));
    for (const { server, features, predicted } of pair) {
      const gain = rate * features * features < 2 ? rate * features : 1 / features;
      sellers[server]!.weight += gain * (price - predicted);
    }
  }

  /** Work in a unit of a task's load. */
  function effort(task: number): number {
    return scenario.tasks.complexityActs ? tasks[task]!.complexity : 1;
  }

  /** First in, first out; returns the processing done and the tasks that completed. */
  function work(round: number): { done: number; completed: number[] } {
    const completed: number[] = [];
    let done = 0;
    for (const seller of sellers) {
      if (seller.queue.length === 0) {
        seller.load = Math.max(0, seller.load - seller.processingRate);
        continue;
      }
      // Where the load itself is worked off, it says when a server has nothing left, not the parts' differences.
      const load = rules.loadAfterRound(seller.load, seller.processingRate);
      const allDone = !scenario.tasks.complexityActs && load === 0;
      let budget = seller.processingRate;
      let workedOff = 0;
      const rounding = 1e-12 * budget;
      while (seller.queue.length > 0 && (budget > rounding || allDone)) {
        const part = seller.queue[0]!;
        const state = states[part.task]!;
        state.firstWork ??= round;
        if (part.left > budget + rounding && !allDone) {
          part.left -= budget;
          workedOff += budget / effort(part.task);
          budget = 0;
        } else {
          budget -= part.left;
          workedOff += part.left / effort(part.task);
          seller.queue.shift();
          state.partsLeft -= 1;
          if (state.partsLeft === 0) completed.push(part.task);
        }
      }
      done += seller.processingRate - Math.max(0, budget);
      if (!scenario.tasks.complexityActs) seller.load = load;
      else seller.load = seller.queue.length === 0 ? 0 : Math.max(0, seller.load - workedOff);
    }
    return { done, completed };
  }

  function actions(seller: Seller, ratio: number, round: number): void {
    const error = Math.abs(ratio - seller.targetLoadRatio);
    const state = rules.state(ratio, learning.states);
    const qValues = (which: number) => (seller.table[which] ??= [0, 0, 0]);
    const credit = (action: number, reward: number) => {
      if (learning.mode === 'bandit') {
        seller.counts[action]! += 1;
        seller.values[action]! += (reward - seller.values[action]!) / seller.counts[action]!;
      } else {
        const row = qValues(seller.last!.state);
        row[action]! +=
          learning.alpha * (reward + learning.gamma * Math.max(...qValues(state)) - row[action]!);
      }
    };
    if (seller.last && !rules.creditsCurrentAction) {
      credit(seller.last.action, rules.reward(seller.last.error, error));
    }
    const action =
      learning.mode === 'q-learning' || learning.policy === 'epsilon-greedy'
        ? epsilonGreedy(learning.mode === 'bandit' ? seller.values : qValues(state), seller.id, round)
        : learning.policy === 'ucb1'
          ? ucb1(seller)
          : thompson(seller, round);
    if (seller.last && rules.creditsCurrentAction) {
      credit(action, rules.reward(seller.last.error, error));
    }
    const factor = [1 + learning.rate, 1 - learning.rate, 1][action]!;
    setSensitivity(seller, seller.sensitivity * factor);
    seller.last = { action, error, state };
  }

  function epsilonGreedy(values: number[], server: number, round: number): number {
    if (uniformAt(learningKey, server, round, 0) < learning.epsilon) {
      return Math.floor(uniformAt(learningKey, server, round, 1) * 3);
    }
    return values.indexOf(Math.max(...values));
  }

  function ucb1({ values, counts }: Seller): number {
    if (counts.includes(0)) return counts.indexOf(0);
    const total = sum(counts);
    const bounds = values.map((value, arm) => value + Math.sqrt((2 * Math.log(total)) / counts[arm]!));
    return bounds.indexOf(Math.max(...bounds));
  }

  function thompson({ id, values, counts }: Seller, round: number): number {
    const samples = values.map((mean, arm) => {
      const n = counts[arm]!;
      return (mean * n) / (n + 1) + Math.sqrt(1 / (n + 1)) * normalAt(learningKey, id, round, 2 * arm);
    });
    return samples.indexOf(Math.max(...samples));
  }

  function setSensitivity(seller: Seller, changed: number): void {
    if (changed === seller.sensitivity) return;
    seller.sensitivity = Math.min(SENSITIVITY_CEILING, Math.max(scenario.servers.sensitivityFloor, changed));
  }

  function learn(round: number): void {
    for (const seller of sellers) {
      const ratio = seller.load / seller.capacity;
      if (learning.mode === 'continuous') {
        const step = learning.rate * (ratio - seller.targetLoadRatio);
        setSensitivity(seller, seller.sensitivity * (1 + step));
      } else if (learning.mode === 'random') {
        const action = Math.floor(uniformAt(learningKey, seller.id, round, 0) * 3);
        setSensitivity(seller, seller.sensitivity * [1 + learning.rate, 1 - learning.rate, 1][action]!);
      } else if (learning.mode !== 'none') {
        actions(seller, ratio, round);
      }
    }
  }

  /** One round from its start to the metrics at its end. */
  function play(round: number, arriving: number[]): { done: number } {
    const from = auctions.length;
    predictionErrors = [];
    const again = retrying;
    retrying = [];
    for (const task of arriving) states[task] = { arrivalRound: round, partsLeft: 0, tries: 0 };
    for (const task of rules.retriesAfterArrivals ? [...arriving, ...again] : [...again, ...arriving]) {
      hold(task, round);
      remember(round);
    }

    if (rules.learningBeforeProcessing) learn(round);
    const { done, completed } = work(round);
    if (rules.networksLearnFirst) neural?.endRound();
    if (!rules.learningBeforeProcessing) learn(round);
    remember(round + 1);
    if (!rules.networksLearnFirst) neural?.endRound();
    if (terms.reserve.update === 'round') updateReserve();

    const violations = [0, 0, 0];
    for (const task of completed) {
      const { arrivalRound, firstWork } = states[task]!;
      const sojourn = rules.sojourn(arrivalRound, round);
      completions.push({ task, waiting: firstWork! - arrivalRound, sojourn });
      if (rules.isViolation(sojourn, tasks[task]!.latency, arrivalRound)) violations[tasks[task]!.sla]! += 1;
      delete states[task];
    }

    const held = auctions.slice(from);
    const sold = held.filter(({ winner }) => winner >= 0);
    const loads = sellers.map(({ load }) => load);
    const ratios = sellers.map(({ load, capacity }) => load / capacity);
    const counted = (status: AuctionOutcome['status']) =>
      held.filter((auction) => auction.status === status).length;
    rounds.push({
      round,
      tasks: arriving.length,
      reserve,
      fairness: populationDeviation(loads),
      welfare:
        0 -
        exactSum(
          sellers.map(({ load, capacity, targetLoadRatio }) => Math.abs(load - capacity * targetLoadRatio)),
        ),
      jain: jainIndex(ratios),
      gini: giniCoefficient(ratios),
      utilisation: ratePerRound > 0 ? done / ratePerRound : Number.NaN,
      load: exactSum(loads),
      counts: {
        assigned: counted('assigned'),
        'assigned-coalition': counted('assigned-coalition'),
        'assigned-above-reserve': counted('assigned-above-reserve'),
        retried: counted('retried'),
        rejected: counted('rejected'),
      },
      meanWinningBid: mean(sold.map(({ winningBid }) => winningBid)),
      meanSecondPrice: mean(sold.map(({ secondPrice }) => secondPrice)),
      payments: sum(held.map(({ payment }) => payment)),
      completed: completed.length,
      unfinished: Object.keys(states).length,
      violations,
      predictionError: mean(predictionErrors),
      servers: sellers.map(({ load, sensitivity, capacity, revenue, cost }) => ({
        load,
        sensitivity,
        shapley: capacity - load,
        revenue,
        cost,
      })),
    });
    return { done };
  }

  const last = scenario.time.rounds - 1;
  for (let round = 0; ; round++) {
    const arriving = [...tasks.keys()].filter(
      (task) => round <= last && Math.floor(tasks[task]!.time) === round,
    );
    const { done } = play(round, arriving);
    if (round < last) continue;
    const networks = neural?.weights() ?? [];
    const outcome = (stop: MarketOutcome['stop']) => ({ auctions, rounds, completions, networks, stop });
    if (!scenario.time.drain) return outcome('complete');
    if (Object.keys(states).length === 0) return outcome('drained');
    if (done === 0 && retrying.length === 0) return outcome('stalled');
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** NaN where there are none. */
function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function populationDeviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) * (value - centre))));
}

/** (Σ x)² / (n Σ x²); 1 where all are 0. */
function jainIndex(values: readonly number[]): number {
  const squares = sum(values.map((value) => value * value));
  return squares === 0 ? 1 : (sum(values) * sum(values)) / (values.length * squares);
}

/** Mean absolute difference of all pairs over twice the mean; 0 where all are 0. */
function giniCoefficient(values: readonly number[]): number {
  const differences = values.flatMap((a) => values.map((b) => Math.abs(a - b)));
  return sum(values) === 0 ? 0 : mean(differences) / (2 * mean(values));
}

/** Shapley values by their definition: the mean marginal contribution over all n! orders of joining. */
export function shapleyByPermutations(players: number, value: (coalition: number[]) => number): number[] {
  const orders = permutations(Array.from({ length: players }, (_, player) => player));
  const totals = new Array<number>(players).fill(0);
  for (const order of orders) {
    for (const [place, player] of order.entries()) {
      totals[player]! += value(order.slice(0, place + 1)) - value(order.slice(0, place));
    }
  }
  return totals.map((total) => total / orders.length);
}

function permutations(items: number[]): number[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}
