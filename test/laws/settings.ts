import type { Scenario, ScenarioInput } from '../../src/scenario/schema.js';

/** What a market does with a value of a setting: the market with it. */
type Change = (market: ScenarioInput) => ScenarioInput;

/** The market with another value at a path. */
function at(path: string, value: unknown): Change {
  const put = (whole: unknown, [step, ...rest]: readonly string[]): unknown =>
    step === undefined
      ? value
      : { ...(whole as object), [step]: put((whole as Record<string, unknown>)?.[step], rest) };
  return (market) => put(market, path.split('.')) as ScenarioInput;
}

/** The market with something said of each of its servers. */
function listed(column: string, value: number): Change {
  return (market) => {
    const { count = 7, list = Array.from({ length: count }, () => ({})) } = market.servers!;
    return {
      ...market,
      servers: { ...market.servers, list: list.map((each) => ({ ...each, [column]: value })) },
    };
  };
}

/** The market with one of two values, whichever it does not have. */
function other(path: string, one: unknown, two: unknown): Change {
  return (market) => {
    const has = path
      .split('.')
      .reduce<unknown>((value, step) => (value as Record<string, unknown>)?.[step], market);
    return at(path, has === one ? two : one)(market);
  };
}

/** The market with another option of its balancer, which keeps the options that it has. */
function option(name: string, key: string, value: unknown): Change {
  return (market) => {
    const { balancer } = market;
    const others = typeof balancer === 'object' ? (balancer as Record<string, object>)[name] : {};
    return { ...market, balancer: { [name]: { ...others, [key]: value } } as ScenarioInput['balancer'] };
  };
}

const lie = (one: object): Change => at('bidding.lies', [one]);
const trace = (more: object): Change => at('arrivals', { process: 'trace', file: 'tasks.csv', ...more });

/** Another value for every setting that there is: a market has none of them. */
export const changes: Record<string, Change> = {
  name: at('name', 'another'),
  description: at('description', 'another'),
  seed: at('seed', 7),
  'time.mode': (market) =>
    market.time?.mode === 'continuous'
      ? { ...market, time: { rounds: 30 } }
      : { ...market, time: { mode: 'continuous', tasks: 90 } },
  'time.rounds': at('time.rounds', 30),
  'time.drain': (market) => other('time.drain', market.time?.mode !== 'continuous', undefined)(market),
  'time.tasks': at('time.tasks', 50),
  'time.until': at('time.until', 20),
  'time.warmup': at('time.warmup', 20),
  'servers.count': at('servers.count', 5),
  'servers.capacity': at('servers.capacity', 15),
  'servers.sensitivity': at('servers.sensitivity', 7),
  'servers.sensitivityFloor': at('servers.sensitivityFloor', 3),
  'servers.riskAversion': at('servers.riskAversion', 2),
  'servers.targetLoadRatio': at('servers.targetLoadRatio', 0.2),
  'servers.processingRate': at('servers.processingRate', 7),
  'servers.discipline': at('servers.discipline', 'processor-sharing'),
  'servers.slots': at('servers.slots', 2),
  'servers.failures.after': at('servers.failures.after', 3),
  'servers.failures.repair': at('servers.failures.repair', 0.4),
  'servers.failures.work': at('servers.failures.work', 'lost'),
  'servers.coalitions': at('servers.coalitions', 1),
  'servers.list.capacity': listed('capacity', 15),
  'servers.list.sensitivity': listed('sensitivity', 7),
  'servers.list.riskAversion': listed('riskAversion', 2),
  'servers.list.targetLoadRatio': listed('targetLoadRatio', 0.2),
  'servers.list.processingRate': listed('processingRate', 7),
  'servers.list.coalition': listed('coalition', 0),
  'servers.file': at('servers.file', 'fleet.csv'),
  'arrivals.process': (market) => ({ ...market, arrivals: { process: 'constant', rate: 2 } }),
  'arrivals.base': at('arrivals.base', 2.5),
  'arrivals.amplitude': at('arrivals.amplitude', 0.5),
  'arrivals.period': at('arrivals.period', 7),
  'arrivals.rate': at('arrivals.rate', 2.5),
  'arrivals.calm': at('arrivals.calm', 1.5),
  'arrivals.burst': at('arrivals.burst', 7),
  'arrivals.enter': at('arrivals.enter', 0.3),
  'arrivals.leave': at('arrivals.leave', 0.3),
  'arrivals.rates': at('arrivals.rates', [1, 3]),
  'arrivals.length': at('arrivals.length', 3),
  'arrivals.file': trace({ file: 'others.csv' }),
  'arrivals.format': trace({ file: 'log.swf', format: 'swf' }),
  'arrivals.roundLength': at('arrivals.roundLength', 2),
  'arrivals.loadScale': at('arrivals.loadScale', 1.5),
  'arrivals.origin': at('arrivals.origin', -5),
  'arrivals.columns': at('arrivals.columns', { latency: 'load' }),
  'arrivals.header': trace({ file: 'bare.csv', header: false, columns: { time: 1, load: 2 } }),
  'arrivals.skip': at('arrivals.skip', 'invalid'),
  'tasks.load': at('tasks.load', { uniform: [4, 15] }),
  'tasks.sla.gold': at('tasks.sla.gold', 4),
  'tasks.sla.silver': at('tasks.sla.silver', 4),
  'tasks.sla.bronze': at('tasks.sla.bronze', 4),
  'tasks.slaPenalty.gold': at('tasks.slaPenalty.gold', 9),
  'tasks.slaPenalty.silver': at('tasks.slaPenalty.silver', 9),
  'tasks.slaPenalty.bronze': at('tasks.slaPenalty.bronze', 9),
  'tasks.complexity': at('tasks.complexity', 1.3),
  'tasks.complexityActs': at('tasks.complexityActs', true),
  'tasks.latency': at('tasks.latency', 1.7),
  balancer: other('balancer', 'round-robin', 'random'),
  'balancer.weighted-random.by': option('weighted-random', 'by', 'capacity'),
  'balancer.weighted-round-robin.by': option('weighted-round-robin', 'by', 'capacity'),
  'balancer.least-loaded.by': option('least-loaded', 'by', 'ratio'),
  'balancer.power-of-d.d': option('power-of-d', 'd', 4),
  'balancer.power-of-d.replacement': option('power-of-d', 'replacement', true),
  'balancer.power-of-d.by': option('power-of-d', 'by', 'ratio'),
  'balancer.peak-ewma.decay': option('peak-ewma', 'decay', 0.5),
  'balancer.prequal.probes': option('prequal', 'probes', 1),
  'balancer.prequal.pool': option('prequal', 'pool', 2),
  'balancer.prequal.age': option('prequal', 'age', 0.1),
  'balancer.prequal.remove': option('prequal', 'remove', 2),
  'balancer.prequal.delta': option('prequal', 'delta', 5),
  'balancer.prequal.quantile': option('prequal', 'quantile', 0.2),
  'balancer.prequal.window': option('prequal', 'window', 2),
  'balancer.prequal.history': option('prequal', 'history', 1),
  'balancer.prequal.recent': option('prequal', 'recent', 0.5),
  'information.delay': at('information.delay', 1.5),
  'information.probes': at('information.probes', 4),
  'bidding.noise': at('bidding.noise', 3),
  'bidding.maximum': at('bidding.maximum', 14),
  'bidding.capacityScale': at('bidding.capacityScale', 20),
  'bidding.neural': (market) => ({
    ...other('bidding.neural', 'dqn', 'none')(market),
    learning: { ...market.learning, neural: { ...small, ...market.learning?.neural } },
  }),
  'bidding.predictor.kind': at('bidding.predictor', { kind: 'linear', shading: 0.5 }),
  'bidding.predictor.rate': at('bidding.predictor.rate', 0.05),
  'bidding.predictor.shading': at('bidding.predictor.shading', 0.8),
  'bidding.lies.server': lie({ server: 1, times: 0.5 }),
  'bidding.lies.task': lie({ server: 1, task: 5, says: 0 }),
  'bidding.lies.says': lie({ server: 1, says: 13 }),
  'bidding.lies.times': lie({ server: 2, times: 0.5 }),
  'bidding.winnerDetermination': at('bidding.winnerDetermination', 'scan'),
  'auction.payment': at('auction.payment', 'first-price'),
  'auction.payment.module': at('auction.payment', { module: 'twice.mjs' }),
  'auction.payment.options': at('auction.payment', { module: 'twice.mjs', options: { other: true } }),
  'balancer.module': at('balancer', { module: 'second.mjs' }),
  'balancer.options': at('balancer', { module: 'second.mjs', options: { other: true } }),
  'coalition.split.module': at('coalition.split', { module: 'uneven.mjs' }),
  'coalition.split.options': at('coalition.split', { module: 'uneven.mjs', options: { other: true } }),
  'learning.mode.module': at('learning.mode', { module: 'rising.mjs' }),
  'learning.mode.options': at('learning.mode', { module: 'rising.mjs', options: { other: true } }),
  'auction.mechanism': at('auction.mechanism', 'last.mjs'),
  'auction.cost': at('auction.cost', 'load'),
  'auction.reserve.initial': at('auction.reserve.initial', 3),
  'auction.reserve.factor': at('auction.reserve.factor', 1.1),
  'auction.reserve.binding': other('auction.reserve.binding', true, false),
  'auction.reserve.update': other('auction.reserve.update', 'auction', 'round'),
  'auction.reserve.interval': at('auction.reserve.interval', 4),
  'auction.unsold': other('auction.unsold', 'retry', 'drop'),
  'auction.retries': at('auction.retries', 1),
  'auction.retryAfter': at('auction.retryAfter', 0.3),
  'coalition.overload': at('coalition.overload', 0.8),
  'coalition.partner': at('coalition.partner', 0.1),
  'coalition.partners': other('coalition.partners', 0, 2),
  'coalition.choice': other('coalition.choice', 'marginal-value', 'least-loaded'),
  'coalition.split': at('coalition.split', 'proportional'),
  'learning.mode': other('learning.mode', 'continuous', 'random'),
  'learning.rate': at('learning.rate', 0.4),
  'learning.policy': other('learning.policy', 'thompson', 'ucb1'),
  'learning.epsilon': at('learning.epsilon', 0.5),
  'learning.alpha': at('learning.alpha', 0.7),
  'learning.gamma': at('learning.gamma', 0.2),
  'learning.interval': at('learning.interval', 2.5),
  'learning.states': at('learning.states', 3),
  'learning.neural.trainer': at('learning.neural.trainer', 'tfjs'),
  'learning.neural.shared': at('learning.neural.shared', false),
  'learning.neural.reward': at('learning.neural.reward', 'profit'),
  'learning.neural.hidden': at('learning.neural.hidden', [5]),
  'learning.neural.rate': at('learning.neural.rate', 0.05),
  'learning.neural.gamma': at('learning.neural.gamma', 0.5),
  'learning.neural.batch': at('learning.neural.batch', 4),
  'learning.neural.stepsPerRound': at('learning.neural.stepsPerRound', 1),
  'learning.neural.epsilon': at('learning.neural.epsilon', 0.5),
  'learning.neural.epsilonDecay': at('learning.neural.epsilonDecay', 0.5),
  'learning.neural.leastEpsilon': at('learning.neural.leastEpsilon', 0.09),
  'learning.neural.memory': at('learning.neural.memory', 20),
  'learning.neural.targetEvery': at('learning.neural.targetEvery', 2),
  'learning.neural.entropy': at('learning.neural.entropy', 0.5),
  'learning.neural.frozen': other('learning.neural.frozen', true, false),
  'learning.neural.load': at('learning.neural.load', 'networks'),
  'ledger.enabled': other('ledger.enabled', true, false),
  'ledger.block': at('ledger.block', 'auction'),
  'metrics.servers': other('metrics.servers', 'none', 'all'),
  'metrics.interval': at('metrics.interval', 3),
  'metrics.every': at('metrics.every', 3),
  'metrics.bids': at('metrics.bids', true),
  'metrics.shapley.game': at('metrics.shapley.game', 'load-equalisation'),
  'metrics.shapley.method': other('metrics.shapley.method', 'monte-carlo', 'closed-form'),
  'metrics.shapley.sampling': at('metrics.shapley.sampling', 'antithetic'),
  'metrics.shapley.permutations': at('metrics.shapley.permutations', 40),
  'metrics.shapley.precision': at('metrics.shapley.precision', 0.9),
};

/** What changes speed or a label, and never a result. */
export const withoutResult: readonly string[] = [...['name', 'description', 'bidding.winnerDetermination']];

/** What acts only where a scenario is refused without it. */
export const orRefused: readonly string[] = ['arrivals.skip'];

/** What is tried elsewhere, as it takes a run before or seconds to load: test/learning/neural and test/cli. */
export const elsewhere: readonly string[] = ['learning.neural.load', 'learning.neural.trainer'];

const tasks: ScenarioInput['tasks'] = {
  load: { uniform: [5, 20] },
  complexity: { uniform: [0.5, 1.5] },
  latency: { uniform: [0.5, 3] },
};
const arrivals: ScenarioInput['arrivals'] = { process: 'poisson', rate: 2 };
const servers: NonNullable<ScenarioInput['servers']> = {
  count: 6,
  capacity: { uniform: [10, 30] },
  processingRate: { uniform: [4, 8] },
};

/** Without failures, in rounds. */
const rounds: ScenarioInput = {
  time: { rounds: 45 },
  ...{ servers, arrivals, tasks },
  coalition: { overload: 0.3, partners: 2 },
  metrics: { servers: 'all' },
};

/** In continuous time, without failures. */
const steady: ScenarioInput = { ...rounds, time: { mode: 'continuous', tasks: 60, warmup: 10 } };

/** All servers fail at once, so that a task may find nobody. */
const failing: ScenarioInput = {
  ...steady,
  servers: {
    ...servers,
    failures: { after: 6, repair: 1.5, work: 'resumed' },
  },
};

/** Networks take their time. */
const short: ScenarioInput = { ...steady, time: { mode: 'continuous', tasks: 40 } };
const small = { hidden: [6], batch: 6 };

const patient: ScenarioInput['auction'] = { unsold: 'retry', reserve: { binding: true, initial: 22 } };

/** Markets of every balancer on every clock, and of the auction in all its ways. */
export const markets: Record<string, ScenarioInput> = {
  ...Object.fromEntries(
    [
      ...(['auction', 'random', 'weighted-random', 'round-robin', 'weighted-round-robin'] as const),
      ...(['least-loaded', 'power-of-d', 'join-idle-queue', 'peak-ewma', 'prequal'] as const),
    ].flatMap((balancer) => [
      [`${balancer} in rounds`, { ...rounds, balancer }],
      [`${balancer} of servers that fail`, { ...failing, balancer }],
    ]),
  ),
  'the auction in continuous time': steady,
  'a binding reserve with retries, and Q-learning': {
    ...rounds,
    auction: patient,
    learning: { mode: 'q-learning' },
  },
  'the same in continuous time, without coalitions': {
    ...failing,
    time: { mode: 'continuous', tasks: 120, warmup: 10 },
    auction: patient,
    coalition: { partners: 0 },
    learning: { mode: 'q-learning' },
  },
  'a reserve that follows every auction, and no learning': {
    ...steady,
    auction: { reserve: { update: 'auction' } },
    learning: { mode: 'none' },
  },
  'no coalitions, and Thompson sampling': {
    ...steady,
    coalition: { partners: 0 },
    learning: { policy: 'thompson' },
  },
  'three partners': {
    ...steady,
    coalition: { partners: 3, overload: 0.2, partner: 1.5, choice: 'marginal-value' },
  },
  'a mechanism': { ...rounds, auction: { mechanism: 'capped.mjs' } },
  'a predictor': { ...steady, bidding: { predictor: { kind: 'linear', shading: 0.3 } } },
  'a deep Q-network': { ...short, bidding: { neural: 'dqn' }, learning: { mode: 'none', neural: small } },
  'a frozen one': { ...short, bidding: { neural: 'dqn' }, learning: { neural: { ...small, frozen: true } } },
  'an actor-critic': {
    ...short,
    bidding: { neural: 'actor-critic' },
    learning: { neural: { ...small, batch: 8 }, interval: 10 },
  },
  'old information': { ...failing, information: { delay: 0.5 } },
  'old information in rounds': { ...rounds, information: { delay: 1 } },
  'a limit of probes': { ...steady, balancer: 'power-of-d', information: { probes: 2 } },
  'sampled Shapley values and a ledger': {
    ...rounds,
    ledger: { enabled: true },
    metrics: { servers: 'all', shapley: { method: 'monte-carlo' } },
  },
  'no server recorded': { ...rounds, metrics: { servers: 'none' } },
  'a small pool of answers in a busy fleet': {
    ...steady,
    time: { mode: 'continuous', tasks: 160, warmup: 10 },
    servers: { ...servers, count: 10 },
    arrivals: { process: 'poisson', rate: 4 },
    balancer: { prequal: { pool: 4 } },
    metrics: { servers: 'none' },
  },
  'sinusoidal arrivals': { ...rounds, arrivals: { process: 'sinusoidal', base: 2, amplitude: 1 } },
  bursts: { ...steady, arrivals: { process: 'bursty', calm: 1, burst: 5, enter: 0.2, leave: 0.4 } },
  steps: { ...rounds, arrivals: { process: 'steps', rates: [1, 4], length: 5 } },
  'a trace': {
    ...rounds,
    arrivals: { process: 'trace', file: 'tasks.csv' },
  },
  'a trace in continuous time': {
    ...steady,
    time: { mode: 'continuous' },
    arrivals: { process: 'trace', file: 'tasks.csv' },
  },
  'servers from a file': { ...rounds, servers: { ...servers, file: 'servers.csv' } },
};

/** The files that these markets and changes name. */
export const files: Record<string, string> = {
  'twice.mjs': 'export default ({ secondPrice }, { other }) => (other ? 3 : 2) * secondPrice + 1;',
  'second.mjs': 'export default ({ fleet }, { other }) => ({ place: () => (other ? 0 : fleet.count - 1) });',
  'uneven.mjs':
    'export default ({ load }, members, _, shares, { other }) => { shares.fill(0, 0, members); shares[other ? 0 : members - 1] = load; };',
  'rising.mjs':
    'export default (_, { other }) => ({ step: (_, __, ___, ____, sensitivity) => sensitivity + (other ? 0.5 : 0.25) });',
  'last.mjs':
    'export default { sell: (bids) => ({ winner: bids.lastIndexOf(Math.max(...bids.filter(Number.isFinite))), payment: bids.some(Number.isFinite) ? 9 : 0 }) };',
  'capped.mjs':
    'const found = (bids) => bids.findIndex((bid) => bid <= 16); export default { sell: (bids) => ({ winner: found(bids), payment: found(bids) < 0 ? 0 : 16 }) };',
  'tasks.csv': [
    'time,load,sla,latency',
    ...Array.from(
      { length: 90 },
      (_, i) => `${i / 3},${5 + (i % 11)},${['gold', 'silver', 'bronze'][i % 3]},${1 + (i % 4)}`,
    ),
  ].join('\n'),
  'others.csv': ['time,load', ...Array.from({ length: 60 }, (_, i) => `${i / 2},${6 + (i % 7)}`)].join('\n'),
  'bare.csv': Array.from({ length: 90 }, (_, i) => `${i / 3},${5 + (i % 11)}`).join('\n'),
  'log.swf': Array.from(
    { length: 40 },
    (_, i) => `${i + 1} ${i} 0 ${8 + (i % 5)} 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1`,
  ).join('\n'),
  'servers.csv': fleetOf((i) => `${12 + i},${i}`),
  'fleet.csv': fleetOf((i) => `${14 + i},${5 - i}`),
};

function fleetOf(row: (i: number) => string): string {
  return ['capacity,sensitivity', ...Array.from({ length: 6 }, (_, i) => row(i))].join('\n');
}

/** The balancer that a setting is an option of. */
export function ownerOf(setting: string): Scenario['balancer'] | undefined {
  const [group, name, option] = setting.split('.');
  return group === 'balancer' && option !== undefined ? (name as Scenario['balancer']) : undefined;
}
