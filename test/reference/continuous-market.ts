import type { ContinuousClock } from '../../src/scenario/clock.js';
import type { Scenario } from '../../src/scenario/schema.js';
import { exactSum } from '../statistics/exact.js';
import { decimal, decimalDifference } from './decimal.js';
import { pairUniform, streamKey } from './restated-random.js';
import type { AuctionOutcome, MarketServer, MarketTask } from './rounds-market.js';

/**
 * The market of docs/continuous-time.md, said again as plainly as it goes: a list of events that is sorted anew for each, and
 * arrays of objects. It shares no code with src. One slot a server, first in, first out; constant times between failures;
 * no learner or the continuous one.
 */

export interface ContinuousInput {
  scenario: Omit<Scenario, 'time'> & { time: ContinuousClock };
  servers: readonly MarketServer[];
  tasks: readonly MarketTask[];
}

export interface ContinuousOutcome {
  auctions: Omit<AuctionOutcome, 'bids'>[];
  completions: { task: number; waiting: number; sojourn: number }[];
  violations: number[];
  lost: number;
  reassigned: number;
  unfinished: number;
  reserve: number;
  time: number;
  servers: { load: number; sensitivity: number; revenue: number; cost: number }[];
}

/** Of simultaneous events the kind that stands first here runs first. */
const kinds = [
  'departure',
  'repair',
  'failure',
  'learning',
  'reserve',
  'last',
  'retry',
  'arrival',
  'end',
] as const;
type Kind = (typeof kinds)[number];

/** A broken rule may keep a run from ending. */
const MOST_EVENTS = 20_000;

interface Event {
  time: number;
  kind: Kind;
  run: () => void;
}

interface Part {
  task: number;
  server: Seller;
  load: number;
  work: number;
  left: number;
  /** When it is done, where it is served. */
  due?: number;
  departure?: Event;
}

/** What an auction hears of a server: what it was at a time. */
interface Heard {
  time: number;
  up: boolean;
  load: number;
  sensitivity: number;
}

interface Seller extends MarketServer {
  id: number;
  up: boolean;
  load: number;
  revenue: number;
  cost: number;
  /** The first is served. */
  queue: Part[];
}

/** The rules that are of continuous time, one by one, so that a test can break each. */
export const continuousRules = {
  kinds: kinds as readonly Kind[],
  work: (load: number, complexity: number) => load * complexity,
  downServersBid: false,
  /** Of the work on a part that is interrupted, what is left. */
  leftWhenResumed: (due: number, now: number, rate: number) => decimalDifference(now, due) * rate,
  rounded: decimal,
  restartsAll: false,
  keepsOtherParts: false,
  newTryOfNoise: false,
  waitsAnew: false,
  waitsFor: (retryAfter: number) => retryAfter,
  learnsAtArrivals: false,
  loadFallsWhenServed: false,
  hasHeard: (due: number, now: number) => due <= now,
  knowsWhoIsUp: false,
};

export type ContinuousRules = typeof continuousRules;

/** Runs the market of `input` under the rules of the text, or under `overrides` of them. */
export function runContinuous(
  { scenario, servers, tasks }: ContinuousInput,
  overrides: Partial<ContinuousRules> = {},
): ContinuousOutcome {
  const rules: ContinuousRules = { ...continuousRules, ...overrides };
  const { auction: terms, bidding, coalition, learning, time: clock } = scenario;
  const failures = scenario.servers.failures as
    | { after: number; repair: number; work: 'resumed' | 'restarted' | 'reassigned' | 'lost' }
    | undefined;
  const noiseKey = streamKey(scenario.seed, 'bids/noise');
  const sellers: Seller[] = servers.map((server, id) => ({
    ...server,
    id,
    up: true,
    load: 0,
    revenue: 0,
    cost: 0,
    queue: [],
  }));
  const states = new Map<number, { tries: number; begun?: number; parts: Part[] }>();
  const auctions: ContinuousOutcome['auctions'] = [];
  const completions: ContinuousOutcome['completions'] = [];
  const violations = [0, 0, 0];
  let events: Event[] = [];
  let now = 0;
  let [lost, reassigned] = [0, 0];
  let reserve = terms.reserve.initial;
  let window: number[] = [];
  let arrivalsOver = false;
  let ending = false;
  let over = false;

  const { delay } = scenario.information;
  /** All that ever was of each server. */
  const histories = sellers.map((seller): Heard[] => [{ ...seller, time: Number.NEGATIVE_INFINITY }]);

  function remember(): void {
    for (const [id, { up, load, sensitivity }] of sellers.entries()) {
      histories[id]!.push({ time: now, up, load, sensitivity });
    }
  }

  /** A server as an auction knows it now. */
  function known(seller: Seller): Seller {
    if (delay === 0) return seller;
    const heard = histories[seller.id]!.filter(({ time }) =>
      rules.hasHeard(rules.rounded(time + delay), now),
    ).at(-1)!;
    return { ...seller, ...heard, ...(rules.knowsWhoIsUp && { up: seller.up }) };
  }

  function at(time: number, kind: Kind, run: () => void): Event {
    const event = { time: rules.rounded(time), kind, run };
    events.push(event);
    return event;
  }

  /** Sorting is stable: of equals the one that was scheduled first comes first. */
  function next(): Event {
    events.sort((a, b) => a.time - b.time || rules.kinds.indexOf(a.kind) - rules.kinds.indexOf(b.kind));
    return events.shift()!;
  }

  /** What a server says, or (without noise) what the task costs it. */
  function bidOf(seller: Seller, task: number, tries: number, withNoise: boolean): number {
    const ratio = Math.min(seller.load / seller.capacity, 1);
    const base = seller.sensitivity * ratio + tasks[task]!.load;
    const risky = base * (1 + seller.riskAversion * Math.max(0, ratio - seller.targetLoadRatio));
    const noise =
      withNoise && bidding.noise > 0 ? bidding.noise * pairUniform(noiseKey, task, tries, seller.id) : 0;
    const bid = Math.min((risky + noise) * (1 + seller.capacity / bidding.capacityScale), bidding.maximum);
    const lies = (bidding.lies ?? []).filter(({ server }) => withNoise && server === seller.id);
    const lie = lies.find((one) => one.task === task) ?? lies.find((one) => one.task === undefined);
    return lie ? Math.min(lie.says ?? bid * lie.times!, bidding.maximum) : bid;
  }

  function closeWindow(): void {
    if (window.length > 0) reserve = terms.reserve.factor * (exactSum(window) / window.length);
    window = [];
  }

  function hold(task: number): void {
    const state = states.get(task)!;
    const { load } = tasks[task]!;
    const seen = sellers.map(known);
    const ranked = seen
      .filter(({ up }) => up || rules.downServersBid)
      .map((seller) => ({ seller, bid: bidOf(seller, task, state.tries, true) }))
      .sort((a, b) => a.bid - b.bid || a.seller.id - b.seller.id);
    const [best, other] = ranked;
    const outcome = {
      auction: auctions.length,
      time: now,
      task,
      load,
      winner: best ? best.seller.id : -1,
      winningBid: best ? best.bid : Number.NaN,
      secondPrice: (other ?? best)?.bid ?? Number.NaN,
      payment: 0,
      status: 'assigned' as AuctionOutcome['status'],
      partners: [] as number[],
    };
    auctions.push(outcome);
    const dear = best !== undefined && best.bid > reserve;
    const isGone = best !== undefined && delay > 0 && !sellers[best.seller.id]!.up;
    if (best === undefined || isGone || (dear && terms.reserve.binding)) unsold(task, outcome);
    else sell(task, outcome, best.seller, seen, ranked.length, dear);
    if (terms.reserve.update === 'auction') closeWindow();
  }

  function unsold(task: number, outcome: ContinuousOutcome['auctions'][number]): void {
    const state = states.get(task)!;
    const again = terms.unsold === 'retry' && state.tries < terms.retries;
    state.tries += 1;
    outcome.winner = -1;
    outcome.status = again ? 'retried' : 'rejected';
    if (again) at(now + rules.waitsFor(terms.retryAfter), 'retry', () => hold(task));
    else states.delete(task);
  }

  function sell(
    task: number,
    outcome: ContinuousOutcome['auctions'][number],
    winner: Seller,
    seen: readonly Seller[],
    bidders: number,
    dear: boolean,
  ): void {
    const state = states.get(task)!;
    const { load } = tasks[task]!;
    outcome.status = dear ? 'assigned-above-reserve' : 'assigned';
    const binds = terms.reserve.binding;
    const alone = binds && bidders === 1;
    outcome.payment = {
      'second-price': alone
        ? reserve
        : Math.min(outcome.secondPrice, binds ? reserve : Number.POSITIVE_INFINITY),
      'first-price': outcome.winningBid,
      none: 0,
    }[terms.payment as 'none'];
    const byValue = coalition.choice === 'marginal-value';
    const rank = (one: Seller): number => (byValue ? one.load : one.load / one.capacity);
    const joins = (one: Seller, members: Seller[]): boolean =>
      !byValue || one.load < (members.reduce((sum, each) => sum + each.load, 0) + load / 2) / members.length;
    const partners =
      winner.load / winner.capacity > coalition.overload
        ? seen
            .filter((one) => one !== winner && one.coalition === winner.coalition)
            .filter((one) => one.up)
            .filter((one) => one.load / one.capacity < coalition.partner)
            .sort((a, b) => rank(a) - rank(b) || a.id - b.id)
            .slice(0, coalition.partners)
            .filter((_, last, ranked) =>
              ranked.slice(0, last + 1).every((one, i) => joins(one, [winner, ...ranked.slice(0, i)])),
            )
            .filter(({ id }) => sellers[id]!.up)
        : [];
    if (partners.length > 0) outcome.status = 'assigned-coalition';
    outcome.partners = partners.map(({ id }) => id);
    const seenMembers = [winner, ...partners];
    const members = seenMembers.map(({ id }) => sellers[id]!);
    const spare = seenMembers.map((one) => Math.max(0, one.capacity - one.load));
    const room = spare.reduce((sum, one) => sum + one, 0);
    const shares = members.map((_, i) =>
      members.length === 1
        ? load
        : coalition.split === 'proportional' && room > 0
          ? load * (spare[i]! / room)
          : load / members.length,
    );
    for (const [i, member] of members.entries()) {
      const share = shares[i]! / load;
      member.revenue += share * outcome.payment;
      member.cost += share * (terms.cost === 'bid' ? bidOf(member, task, 0, false) : load);
    }
    window.push(outcome.winningBid);
    for (const [i, server] of members.entries()) {
      if (shares[i] === 0) continue;
      const work = rules.work(shares[i]!, tasks[task]!.complexity);
      const part: Part = { task, server, load: shares[i]!, work, left: work };
      state.parts.push(part);
      server.queue.push(part);
      server.load += part.load;
      serve(server);
    }
  }

  /** Has the first part of a server's queue served, if it is not already. */
  function serve(server: Seller): void {
    const part = server.queue[0];
    if (!server.up || part === undefined || part.due !== undefined) return;
    states.get(part.task)!.begun ??= now;
    part.due = rules.rounded(now + part.left / server.processingRate);
    part.departure = at(part.due, 'departure', () => depart(part));
    if (rules.loadFallsWhenServed) server.load -= part.load;
  }

  function remove(part: Part): void {
    const { server } = part;
    events = events.filter((event) => event !== part.departure);
    server.queue.splice(server.queue.indexOf(part), 1);
    const rest = rules.loadFallsWhenServed ? server.load : server.load - part.load;
    server.load = server.queue.length === 0 ? 0 : rest;
    const state = states.get(part.task)!;
    state.parts.splice(state.parts.indexOf(part), 1);
    serve(server);
  }

  function depart(part: Part): void {
    const state = states.get(part.task)!;
    remove(part);
    if (state.parts.length > 0) return;
    const { latency, sla, time: arrival } = tasks[part.task]!;
    const time = rules.rounded(arrival);
    completions.push({
      task: part.task,
      waiting: decimalDifference(time, state.begun!),
      sojourn: decimalDifference(time, now),
    });
    if (now > rules.rounded(time + latency)) violations[sla]! += 1;
    states.delete(part.task);
  }

  function fail(server: Seller): void {
    const { work, repair } = failures!;
    server.up = false;
    at(now + repair, 'repair', () => {
      server.up = true;
      serve(server);
      at(now + failures!.after, 'failure', () => fail(server));
    });
    const served = server.queue[0];
    if (served?.due !== undefined) {
      events = events.filter((event) => event !== served.departure);
      const left = Math.min(served.left, rules.leftWhenResumed(served.due, now, server.processingRate));
      served.left = work === 'resumed' && !rules.restartsAll ? left : served.work;
      delete served.due;
    }
    if (work === 'resumed' || work === 'restarted') return;
    const here = [...new Set(server.queue.map(({ task }) => task))].sort((a, b) => a - b);
    for (const task of here) giveUp(task, server, work);
  }

  function giveUp(task: number, server: Seller, work: 'reassigned' | 'lost'): void {
    const state = states.get(task)!;
    for (const part of [...state.parts].reverse()) {
      if (part.server === server || !rules.keepsOtherParts) remove(part);
    }
    if (state.parts.length > 0) return;
    if (work === 'lost') {
      lost += 1;
      states.delete(task);
      return;
    }
    reassigned += 1;
    if (rules.waitsAnew) delete state.begun;
    if (rules.newTryOfNoise) state.tries += 1;
    at(now, 'retry', () => hold(task));
  }

  function learn(): void {
    if (learning.mode !== 'continuous') return;
    for (const seller of sellers) {
      const error = seller.load / seller.capacity - seller.targetLoadRatio;
      const after = seller.sensitivity * (1 + learning.rate * error);
      if (after !== seller.sensitivity) {
        seller.sensitivity = Math.min(1e100, Math.max(scenario.servers.sensitivityFloor, after));
      }
    }
  }

  function tick(kind: Kind, interval: number, count: number, act: () => void): void {
    at(count * interval, kind, () => {
      act();
      tick(kind, interval, count + 1, act);
    });
  }

  function arriveFrom(task: number): void {
    const most = Math.min(tasks.length, clock.tasks ?? Number.POSITIVE_INFINITY);
    const until = clock.until ?? Number.POSITIVE_INFINITY;
    if (task < most && rules.rounded(tasks[task]!.time) <= rules.rounded(until)) {
      at(tasks[task]!.time, 'arrival', () => {
        states.set(task, { tries: 0, parts: [] });
        arriveFrom(task + 1);
        hold(task);
        if (rules.learnsAtArrivals) learn();
      });
    } else if (clock.until === undefined) arrivalsOver = true;
  }

  arriveFrom(0);
  if (failures) for (const server of sellers) at(failures.after, 'failure', () => fail(server));
  tick('learning', learning.interval, 1, learn);
  if (terms.reserve.update === 'round') tick('reserve', terms.reserve.interval, 1, closeWindow);
  if (clock.until !== undefined) {
    at(clock.until, 'end', () => {
      arrivalsOver = true;
    });
  }
  const endIfOver = (): void => {
    if (!arrivalsOver || ending || (clock.drain && states.size > 0)) return;
    ending = true;
    at(now, 'last', () => {
      over = true;
    });
  };
  endIfOver();
  for (let left = MOST_EVENTS; !over; left--) {
    if (left === 0) throw new Error('the reference does not come to an end');
    const { time, run } = next();
    now = time;
    run();
    remember();
    endIfOver();
  }
  return {
    auctions,
    completions,
    violations,
    lost,
    reassigned,
    unfinished: states.size,
    reserve,
    time: now,
    servers: sellers.map(({ load, sensitivity, revenue, cost }) => ({ load, sensitivity, revenue, cost })),
  };
}
