import { prequalDefaults } from '../balancers/prequal.js';
import { namedBalancer } from './balancer-schema.js';
import type { LoadedScenario } from './load.js';
import { isModule } from './module-schema.js';
import { type Scenario, scenarioSchema } from './schema.js';
import { settingsOf, valueAt } from './settings.js';

/** A setting that a scenario changes and that does nothing in it. */
export interface IdleSetting {
  /** `information.probes` */
  setting: string;
  /** Why, as a clause: `the auction asks every server`. */
  because: string;
}

/** What is known of a scenario that is loaded. */
type Loaded = Pick<LoadedScenario, 'scenario' | 'servers' | 'trace'>;

interface Context extends Loaded {
  /** Who places the tasks, and what is said of it. */
  readonly name: ReturnType<typeof namedBalancer>['name'];
  readonly options: Readonly<Record<string, unknown>>;
}

/** Says why some settings do nothing; undefined where they act. */
interface Rule {
  /** Settings, or groups of them. */
  readonly of: readonly string[];
  readonly because: (context: Context) => string | undefined;
}

/** What is learnt of who is up, and of nothing else. */
const blind = ['random', 'weighted-random', 'round-robin', 'weighted-round-robin'];

const exploring = ['trainer', 'epsilon', 'epsilonDecay', 'leastEpsilon', 'memory', 'targetEvery'];
const neural = (names: readonly string[]) => names.map((name) => `learning.neural.${name}`);

/** Of rules that hold for a setting, the first gives the reason. What a scenario refuses is in no rule. */
const rules: readonly Rule[] = [
  {
    of: [
      ...['bidding', 'auction.payment', 'auction.mechanism', 'auction.cost', 'auction.reserve', 'coalition'],
      ...[
        'learning',
        'metrics.bids',
        'servers.sensitivity',
        'servers.sensitivityFloor',
        'servers.riskAversion',
      ],
      ...['servers.coalitions', 'servers.list.sensitivity', 'servers.list.riskAversion'],
      'servers.list.coalition',
    ],
    because: ({ name }) => (name === 'auction' ? undefined : `${name} places the tasks, and nobody bids`),
  },
  { of: ['auction.unsold', 'auction.retries', 'auction.retryAfter'], because: neverUnsold },
  {
    of: ['auction.retries', 'auction.retryAfter'],
    because: ({ scenario }) => (scenario.auction.unsold === 'drop' ? 'auction.unsold is drop' : undefined),
  },
  {
    of: ['auction.reserve.interval'],
    because: ({ scenario }) =>
      scenario.auction.reserve.update === 'auction' ? 'auction.reserve.update is auction' : undefined,
  },
  {
    of: ['information.delay'],
    because: ({ name, scenario }) =>
      blind.includes(name) && !scenario.servers.failures
        ? `${name} hears only who is up, and no server fails`
        : undefined,
  },
  { of: ['information.probes'], because: unlimited },
  { of: ['balancer.power-of-d.d', 'balancer.prequal.probes'], because: limited },
  { of: ['balancer.prequal.delta'], because: withoutBudget },
  {
    of: [
      ...['coalition.overload', 'coalition.partner', 'coalition.choice', 'coalition.split'],
      ...['servers.coalitions', 'servers.list.coalition'],
    ],
    because: ({ scenario }) => (scenario.coalition.partners === 0 ? 'coalition.partners is 0' : undefined),
  },
  {
    of: ['learning.rate', 'learning.interval'],
    because: ({ scenario: { bidding, learning } }) =>
      learning.mode === 'none' && bidding.neural === 'none' ? 'learning.mode is none' : undefined,
  },
  {
    of: ['servers.sensitivityFloor'],
    because: ({ scenario: { learning } }) => (learning.mode === 'none' ? 'learning.mode is none' : undefined),
  },
  { of: ['learning.policy'], because: unlessMode('bandit') },
  { of: ['learning.epsilon'], because: unlessMode('bandit', 'q-learning') },
  {
    of: ['learning.epsilon'],
    because: ({ scenario: { learning } }) =>
      learning.mode === 'bandit' && learning.policy !== 'epsilon-greedy'
        ? `learning.policy is ${learning.policy}`
        : undefined,
  },
  { of: ['learning.alpha', 'learning.gamma', 'learning.states'], because: unlessMode('q-learning') },
  {
    of: ['learning.neural'],
    because: ({ scenario: { bidding } }) =>
      bidding.neural === 'none' ? 'bidding.neural is none' : undefined,
  },
  { of: neural(exploring), because: unlessNetwork('dqn') },
  { of: neural(['entropy']), because: unlessNetwork('actor-critic') },
  {
    of: neural([...exploring, 'reward', 'rate', 'gamma', 'batch', 'stepsPerRound', 'entropy']),
    because: ({ scenario: { learning } }) =>
      learning.neural.frozen ? 'learning.neural.frozen is true' : undefined,
  },
  {
    of: ['tasks.complexityActs'],
    because: ({ scenario: { time } }) =>
      time.mode === 'continuous' ? 'complexity always acts in continuous time' : undefined,
  },
  {
    of: ['tasks.complexity'],
    because: ({ scenario: { tasks, time } }) =>
      time.mode === 'rounds' && !tasks.complexityActs ? 'tasks.complexityActs is false' : undefined,
  },
  {
    of: ['arrivals.skip'],
    because: ({ trace }) => (trace?.invalid === 0 ? 'no row of the trace is wrong' : undefined),
  },
  ...(['load', 'sla', 'complexity', 'latency'] as const).map(
    (column): Rule => ({
      of: [`tasks.${column}`],
      because: ({ trace }) => (trace?.[column] ? 'the trace says it of every task' : undefined),
    }),
  ),
  ...(
    [
      ...(['capacity', 'sensitivity', 'riskAversion', 'targetLoadRatio', 'processingRate'] as const).map(
        (column) => [column, column] as const,
      ),
      ['coalitions', 'coalition'] as const,
    ] as const
  ).map(
    ([setting, column]): Rule => ({
      of: [`servers.${setting}`],
      because: ({ scenario, servers }) =>
        servers?.every((each) => each[column] !== undefined)
          ? `servers.${scenario.servers.list ? 'list' : 'file'} says it of every server`
          : undefined,
    }),
  ),
  {
    of: ['ledger.block'],
    because: ({ scenario }) => (scenario.ledger.enabled ? undefined : 'ledger.enabled is false'),
  },
  {
    of: ['metrics.every', 'metrics.shapley'],
    because: ({ scenario }) => (scenario.metrics.servers === 'none' ? 'metrics.servers is none' : undefined),
  },
  {
    of: ['metrics.shapley.sampling', 'metrics.shapley.permutations', 'metrics.shapley.precision'],
    because: ({ scenario: { metrics } }) =>
      metrics.shapley.method === 'monte-carlo'
        ? undefined
        : `metrics.shapley.method is ${metrics.shapley.method}`,
  },
];

/** What it takes for a task to be unsold: a reserve or a mechanism that refuses, or a server that is not there. */
function neverUnsold({ name, scenario: { auction, servers } }: Context): string | undefined {
  if (servers.failures) return undefined;
  if (name === 'module') return undefined;
  if (name !== 'auction') return 'every task is placed, as no server fails';
  const refuses = auction.reserve.binding || auction.mechanism !== undefined;
  return refuses ? undefined : 'every task is sold, as no reserve binds and no server fails';
}

/** Where nobody asks more servers than it may. */
function unlimited({ name, options, scenario }: Context): string | undefined {
  if (name === 'module') return undefined;
  if (name === 'auction') return 'the auction asks every server';
  if (name !== 'power-of-d' && name !== 'prequal') return `${name} asks no server`;
  const own = ownProbes(name, options);
  const { probes } = scenario.information;
  return own !== undefined && probes !== undefined && own < probes
    ? `${name} asks ${own}, no more than it may`
    : undefined;
}

/** Where a balancer may not ask as many servers as it would. */
function limited({ name, options, scenario }: Context): string | undefined {
  const own = ownProbes(name, options);
  const { probes } = scenario.information;
  return own !== undefined && probes !== undefined && own > probes
    ? `information.probes is ${probes}`
    : undefined;
}

function ownProbes(name: Context['name'], options: Context['options']): number | undefined {
  return (name === 'power-of-d' ? options.d : options.probes) as number | undefined;
}

/** Where Prequal's equation 1 has no denominator above 0, however many servers are up: an answer may be used for ever. */
function withoutBudget({ name, options, scenario }: Context): string | undefined {
  if (name !== 'prequal') return undefined;
  const { pool, remove, ...rest } = { ...prequalDefaults, ...options };
  const limit = scenario.information.probes ?? Number.POSITIVE_INFINITY;
  const probes = Math.min(ownProbes(name, options) ?? scenario.information.probes ?? rest.probes, limit);
  const most = (1 - pool / scenario.servers.count) * probes - remove;
  return most > 0 ? undefined : 'in so small a fleet answers may be used any number of times';
}

function unlessMode(...modes: Scenario['learning']['mode'][]): Rule['because'] {
  return ({ scenario: { learning } }) =>
    isModule(learning.mode) || modes.includes(learning.mode)
      ? undefined
      : `learning.mode is ${learning.mode}`;
}

function unlessNetwork(kind: Scenario['bidding']['neural']): Rule['because'] {
  return ({ scenario: { bidding } }) =>
    bidding.neural === kind ? undefined : `bidding.neural is ${bidding.neural}`;
}

/** How settings of listed servers begin, whether a scenario lists them or a file does. */
const LISTED = 'servers.list.';

const usual = scenarioSchema.parse({});
const settings = settingsOf(scenarioSchema).map((setting) => ({
  ...setting,
  inAll: valueAt(usual, setting.path),
}));
const ofRules = rules.map(({ of }) =>
  settings.filter(({ path }) => of.some((name) => path === name || path.startsWith(`${name}.`))),
);

/** The settings of a scenario that are not as they would be by themselves and do nothing, in the order of the schema. */
export function idleSettings(loaded: Loaded): IdleSetting[] {
  const { name, options } = namedBalancer(loaded.scenario.balancer);
  const context: Context = { ...loaded, name, options: options as Context['options'] };
  const reasons = new Map<string, string>();
  for (const [i, { because }] of rules.entries()) {
    const reason = because(context);
    if (reason === undefined) continue;
    for (const setting of ofRules[i]!) {
      if (!reasons.has(setting.path) && isSet(setting, loaded)) reasons.set(setting.path, reason);
    }
  }
  return settings.flatMap(({ path }) =>
    reasons.has(path) ? [{ setting: path, because: reasons.get(path)! }] : [],
  );
}

/** Whether a scenario says something that it would not be by itself. */
function isSet({ inAll, path, usual }: (typeof settings)[number], { scenario, servers }: Loaded): boolean {
  const value = path.startsWith(LISTED)
    ? valueAt(servers ?? [], path.slice(LISTED.length))
    : valueAt(scenario, path);
  if (value === undefined) return false;
  const text = JSON.stringify(value);
  return text !== JSON.stringify(usual) && text !== JSON.stringify(inAll);
}
