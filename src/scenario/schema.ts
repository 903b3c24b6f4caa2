import { z } from 'zod';
import { orderPlans } from '../cooperative/order-plans.js';
import { armSelections } from '../learning/arm-selections.js';
import { learners } from '../learning/learners.js';
import { actorCriticDefaults } from '../learning/neural/actor-critic.js';
import { adamDefaults } from '../learning/neural/adam.js';
import { agentKinds } from '../learning/neural/agent-kinds.js';
import { bidRewards } from '../learning/neural/bid-rewards.js';
import { deepQDefaults } from '../learning/neural/deep-q-agent.js';
import { paperHidden } from '../learning/neural/network.js';
import { qTrainers } from '../learning/neural/q-trainers.js';
import { mostSampled } from '../learning/neural/replay-memory.js';
import { games } from '../market/games.js';
import { partnerChoices } from '../market/partner-choices.js';
import { payments } from '../market/payments.js';
import { splits } from '../market/splits.js';
import { traceFormats } from '../workload/trace-formats.js';
import { balancer, information } from './balancer-schema.js';
import { distribution } from './distribution-schema.js';
import { moduleOf } from './module-schema.js';
import { nameOf } from './name-of.js';
import { fraction, nonNegative, positive, signed, whole } from './quantities.js';
import { service } from './service-schema.js';
import {
  mostColumns,
  mostLayers,
  mostMemories,
  mostRates,
  mostRepeats,
  mostRounds,
  mostServers,
  mostStates,
  mostTasks,
  mostUnits,
} from './sizes.js';
import { time } from './time-schema.js';

/**
 * The scenario file: one schema for YAML and JSON, with every default. Unknown keys are refused. The text of
 * each `describe` is what `vickrey schema` hands to editors.
 */

const listedServer = z.strictObject({
  capacity: positive.optional(),
  sensitivity: nonNegative.optional(),
  riskAversion: nonNegative.optional(),
  targetLoadRatio: nonNegative.optional(),
  processingRate: nonNegative.optional(),
  coalition: whole(0, mostServers - 1).optional(),
});

const servers = z
  .strictObject({
    count: whole(1, mostServers).default(7).describe('how many; with list or file, their number if given'),
    capacity: distribution({ above: 0 }).default({ uniform: [50, 100] }),
    sensitivity: distribution({ from: 0 })
      .default({ uniform: [0.5, 2] })
      .describe('how steeply a bid rises with load'),
    sensitivityFloor: nonNegative.default(0.1).describe('learning never takes a sensitivity below this'),
    riskAversion: distribution({ from: 0 }).default({ uniform: [0, 0.5] }),
    targetLoadRatio: distribution({ from: 0 }).default(0.5),
    processingRate: distribution({ from: 0 })
      .default(5)
      .describe('load (or work, where complexity acts) that is done in a unit of time'),
    ...service,
    coalitions: whole(1, mostServers)
      .default(2)
      .describe('each server belongs to one of these, drawn uniformly'),
    list: z
      .array(listedServer)
      .min(1)
      .max(mostServers)
      .optional()
      .describe('servers one by one; what one leaves out is drawn'),
    file: z.string().min(1).optional().describe('CSV with the columns of list'),
  })
  .describe('the fleet');

const arrivals = z
  .discriminatedUnion('process', [
    z.strictObject({
      process: z
        .literal('sinusoidal')
        .optional()
        .default('sinusoidal')
        .describe('Poisson, mean max(0, base + amplitude·sin(2π·round/period))'),
      base: nonNegative.default(5),
      amplitude: signed.default(2),
      period: positive.default(50),
    }),
    z.strictObject({ process: z.literal('poisson'), rate: nonNegative.describe('mean tasks a round') }),
    z.strictObject({
      process: z.literal('constant').describe('the same number every round; fractions accumulate'),
      rate: nonNegative,
    }),
    z.strictObject({
      process: z.literal('bursty').describe('Markov-modulated Poisson: calm and burst states'),
      calm: nonNegative.describe('mean tasks a round when calm'),
      burst: nonNegative.describe('mean tasks a round in a burst'),
      enter: fraction.describe('chance a round that calm turns into a burst'),
      leave: fraction.describe('chance a round that a burst ends'),
    }),
    z.strictObject({
      process: z.literal('steps').describe('Poisson, whose mean jumps from one rate to the next, for ever'),
      rates: z.array(nonNegative).min(1).max(mostRates).describe('mean tasks a round of each step'),
      length: whole(1, mostRounds).describe('rounds of one step'),
    }),
    z.strictObject({
      process: z.literal('trace').describe('replay of a file'),
      file: z.string().min(1),
      format: nameOf(traceFormats).default('csv'),
      roundLength: positive
        .default(1)
        .describe(
          "units of the trace's times (time and latency) in a round, or in a unit of continuous time; csv: the file's own, swf and azure-llm: seconds",
        ),
      loadScale: positive.default(1).describe("load of one unit of the trace's own work"),
      origin: z
        .union([z.enum(['first', 'zero']), z.number(), z.string().min(1)])
        .optional()
        .describe(
          "where the trace's times count from: first (the earliest task), zero, a number in the file's units, or for azure-llm a date and a time; by default csv: zero, swf and azure-llm: first",
        ),
      columns: z
        .record(z.string().min(1), z.union([z.string().min(1), whole(1, mostColumns)]))
        .optional()
        .describe('how the file calls the columns that are read: by name, or by number from 1'),
      header: z
        .boolean()
        .optional()
        .describe('whether the first line of the file names its columns; by default true'),
      skip: z
        .enum(['none', 'invalid'])
        .optional()
        .describe(
          'what becomes of rows that are wrong: by default the first is refused, with invalid they are counted',
        ),
    }),
  ])
  .describe('when tasks arrive');

const slaMix = z
  .strictObject({
    gold: nonNegative.default(0),
    silver: nonNegative.default(0),
    bronze: nonNegative.default(0),
  })
  .refine((mix) => mix.gold + mix.silver + mix.bronze > 0, 'at least one class needs a share above 0')
  .describe('shares of the classes, divided by their sum; a class that is left out has none');

const tasks = z
  .strictObject({
    load: distribution({ above: 0 }).default({ uniform: [5, 20] }),
    sla: slaMix.default({ gold: 0.2, silver: 0.5, bronze: 0.3 }),
    slaPenalty: z
      .strictObject({
        gold: nonNegative.default(3),
        silver: nonNegative.default(2),
        bronze: nonNegative.default(1),
      })
      .prefault({})
      .describe('weight of one violation of each class in the penalty'),
    complexity: distribution({ above: 0 }).default({ uniform: [1, 3] }),
    complexityActs: z
      .boolean()
      .default(false)
      .describe("whether complexity multiplies the work of a task (the paper's rounds ignore it)"),
    latency: distribution({ from: 0 })
      .default({ uniform: [1, 10] })
      .describe('longest sojourn without a violation, in rounds'),
  })
  .describe('what tasks are like; a trace overrides what it knows');

const shading = fraction.default(0).describe('how far a bid moves towards the predicted price');

const predictor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none').optional().default('none') }),
  z.strictObject({
    kind: z.literal('linear'),
    rate: nonNegative.default(0.01).describe('learning rate of the weight'),
    shading,
  }),
  z.strictObject({
    kind: z.literal('mlp').describe('a small network a server'),
    rate: nonNegative.default(0.01).describe('learning rate of Adam'),
    shading,
  }),
]);

const lie = z
  .strictObject({
    server: whole(0, mostServers - 1).describe('who lies'),
    task: whole(0, mostTasks - 1)
      .optional()
      .describe('about which task, from 0 in order of arrival; without it about all others'),
    says: nonNegative.optional().describe('its bid, whatever the task costs it'),
    times: nonNegative.optional().describe('or what its bid is multiplied by'),
  })
  .refine(({ says, times }) => (says === undefined) !== (times === undefined), 'says or times, one of them');

const bidding = z
  .strictObject({
    noise: nonNegative.default(0.1).describe('noise is uniform on [0, this)'),
    maximum: positive.default(1000).describe('no bid is above this'),
    capacityScale: positive.default(200).describe('bids are multiplied by 1 + capacity / this'),
    neural: z
      .enum(['none', ...(Object.keys(agentKinds) as (keyof typeof agentKinds)[])])
      .default('none')
      .describe(
        'the network by which a server raises or lowers each bid; learning.neural says how it learns',
      ),
    predictor: predictor.default({ kind: 'none' }),
    lies: z
      .array(lie)
      .max(mostServers)
      .optional()
      .describe('what servers say in place of their bids; costs stay what they truly are'),
    winnerDetermination: z
      .enum(['auto', 'scan', 'screen', 'index'])
      .default('auto')
      .describe('changes speed, never a result'),
  })
  .describe('how servers bid');

const auction = z
  .strictObject({
    payment: z.union([nameOf(payments), moduleOf('payment rule')]).default('second-price'),
    mechanism: z
      .string()
      .min(1)
      .optional()
      .describe('a JavaScript or TypeScript file whose auction takes the place of ours; it is run'),
    cost: z
      .enum(['bid', 'load'])
      .default('bid')
      .describe("what a task costs its server: its noise-free, unshaded bid, or the task's load"),
    reserve: z
      .strictObject({
        initial: nonNegative.default(25),
        factor: positive.default(1.5).describe('reserve = factor × mean winning bid'),
        binding: z
          .boolean()
          .default(false)
          .describe('whether a task is unsold when the lowest bid is above the reserve'),
        update: z
          .enum(['round', 'auction'])
          .default('round')
          .describe('the window whose mean the reserve follows'),
        interval: positive.default(1).describe('length of a round as a window, in continuous time'),
      })
      .prefault({}),
    unsold: z
      .enum(['drop', 'retry'])
      .default('drop')
      .describe('what becomes of a task that a binding reserve kept unsold'),
    retries: whole(0, mostRepeats)
      .default(10)
      .describe('auctions more that an unsold task gets, one a round, before it is dropped'),
    retryAfter: positive.default(1).describe('time between two auctions of a task, in continuous time'),
  })
  .describe('the reverse auction');

const coalition = z
  .strictObject({
    overload: nonNegative.default(0.6).describe('a winner above this load ratio looks for partners'),
    partner: nonNegative.default(0.5).describe('partners are below this load ratio'),
    partners: whole(0, 15).default(1).describe('at most so many; 0 turns coalitions off'),
    choice: nameOf(partnerChoices)
      .default('least-loaded')
      .describe('who joins first: the least load ratio, or who lowers Σ load² most, as long as anybody does'),
    split: z.union([nameOf(splits), moduleOf('split')]).default('equal'),
  })
  .describe('sharing by overloaded winners');

const neural = z
  .strictObject({
    trainer: nameOf(qTrainers)
      .default('kernel')
      .describe('what computes a dqn; tfjs gives the same bits, tfjs-cpu and tfjs-node do not'),
    shared: z.boolean().default(true).describe('one network for all servers, or one for each'),
    reward: nameOf(bidRewards)
      .default('error-reduction')
      .describe('of a bid, from the auction to the end of its round'),
    hidden: z
      .array(whole(1, mostUnits))
      .max(mostLayers)
      .default([...paperHidden])
      .describe('units of each hidden layer'),
    rate: nonNegative.default(adamDefaults.rate).describe('learning rate of Adam'),
    gamma: fraction.default(actorCriticDefaults.discount).describe('discount'),
    batch: whole(1, mostSampled).default(deepQDefaults.batch).describe('transitions that a step learns from'),
    stepsPerRound: whole(0, mostRepeats)
      .default(32)
      .describe('steps of learning at the end of a round: one a noted bid, at most so many'),
    epsilon: fraction
      .default(deepQDefaults.exploration.initial)
      .describe('chance that a dqn explores, at first'),
    epsilonDecay: fraction
      .default(deepQDefaults.exploration.decay)
      .describe('what it is multiplied by at each step'),
    leastEpsilon: fraction.default(deepQDefaults.exploration.least).describe('it never falls below'),
    memory: whole(1, mostMemories).default(deepQDefaults.memory).describe('transitions that a dqn remembers'),
    targetEvery: whole(1, mostRepeats)
      .default(deepQDefaults.targetEvery)
      .describe("steps between two copies to a dqn's target network"),
    entropy: nonNegative
      .default(actorCriticDefaults.entropy)
      .describe("bonus for an actor-critic's undecided policy, in units of reward"),
    frozen: z.boolean().default(false).describe('learn nothing, and do not explore'),
    load: z.string().min(1).optional().describe('start from the networks that a run has left in this folder'),
  })
  .describe('how the network of bidding.neural learns');

const learning = z
  .strictObject({
    mode: z.union([nameOf(learners), moduleOf('learner')]).default('bandit'),
    rate: fraction.default(0.1).describe('η: the step of a sensitivity, and of a bid by a neural action'),
    policy: nameOf(armSelections).default('epsilon-greedy').describe('how a bandit picks its arm'),
    epsilon: fraction.default(0.1).describe('chance of exploring'),
    alpha: fraction.default(0.1).describe('learning rate of Q-learning'),
    gamma: fraction.default(0.9).describe('discount of Q-learning'),
    interval: positive.default(1).describe('time between two steps of learning, in continuous time'),
    states: whole(1, mostStates)
      .default(21)
      .describe('load-ratio states of Q-learning, tenths of the capacity; the last is open'),
    neural: neural.prefault({}),
  })
  .describe('how servers learn to bid');

const shapley = z
  .strictObject({
    game: nameOf(games).default('spare-capacity').describe('the characteristic function'),
    method: z.enum(['closed-form', 'enumeration', 'monte-carlo']).default('closed-form'),
    sampling: nameOf(orderPlans)
      .default('independent')
      .describe(
        'orders of monte-carlo: one by one, each with its reverse, or each player at each place once',
      ),
    permutations: whole(2, mostRepeats)
      .default(1000)
      .describe('sampled orders of monte-carlo, rounded up to whole blocks of sampling'),
    precision: positive
      .max(1)
      .optional()
      .describe(
        'draw no more orders once half the 95% interval of every value is at most this share of the mean |value|; permutations is then the most',
      ),
  })
  .describe('Shapley values of the servers, each recorded round');

const metrics = z
  .strictObject({
    servers: z
      .union([
        z.enum(['all', 'none']),
        whole(1, mostServers),
        z
          .array(whole(0, mostServers - 1))
          .min(1)
          .max(mostServers),
      ])
      .optional()
      .describe(
        'which servers are recorded: all, none, so many evenly spaced, or these ids; by default all up to 1000, else 1000',
      ),
    interval: positive
      .optional()
      .describe(
        'time between two samples, in continuous time; by default a thousandth of the expected run, more where it lasts far longer',
      ),
    every: whole(1, mostRounds).default(1).describe('rounds between two records of servers'),
    bids: z.boolean().default(false).describe('also write every bid of every auction (small markets)'),
    shapley: shapley.prefault({}),
  })
  .describe('what is recorded; never changes a result');

const ledger = z
  .strictObject({
    enabled: z.boolean().default(false),
    block: z.enum(['round', 'auction']).default('round').describe('what one block holds'),
  })
  .describe('the hash-chained record of auctions');

/** A whole scenario. Parsing fills every default and refuses unknown keys. */
export const scenarioSchema = z.strictObject({
  name: z.string().min(1).default('scenario'),
  description: z.string().optional(),
  seed: z.int().min(0).default(42),
  time: time.prefault({}),
  servers: servers.prefault({}),
  arrivals: arrivals.prefault({}),
  tasks: tasks.prefault({}),
  balancer: balancer.default('auction'),
  information: information.prefault({}),
  bidding: bidding.prefault({}),
  auction: auction.prefault({}),
  coalition: coalition.prefault({}),
  learning: learning.prefault({}),
  ledger: ledger.prefault({}),
  metrics: metrics.prefault({}),
});

/** A scenario with every default filled in. */
export type Scenario = z.output<typeof scenarioSchema>;

/** A scenario as a user writes it: everything is optional. */
export type ScenarioInput = z.input<typeof scenarioSchema>;

/** One entry of `servers.list`, or one row of `servers.file`. */
export type ListedServer = z.output<typeof listedServer>;

/** The schema of one entry of `servers.list`. */
export const listedServerSchema = listedServer;
