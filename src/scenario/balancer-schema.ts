import { z } from 'zod';
import { balancers } from '../balancers/balancers.js';
import { leastLoadedDefaults } from '../balancers/least-loaded.js';
import { loadMeasures } from '../balancers/load-measures.js';
import { peakEwmaDefaults } from '../balancers/peak-ewma.js';
import { powerOfDDefaults } from '../balancers/power-of-d.js';
import { prequalDefaults } from '../balancers/prequal.js';
import { weightDefaults, weights } from '../balancers/weights.js';
import { isModule, moduleOf } from './module-schema.js';
import { nameOf } from './name-of.js';
import { fraction, nonNegative, positive, whole } from './quantities.js';
import { mostAnswers, mostServers } from './sizes.js';

const weighing = z.strictObject({
  by: nameOf(weights)
    .default(weightDefaults.by)
    .describe('what shares are in proportion to: processing rate × slots, or capacity'),
});

const measured = (usual: keyof typeof loadMeasures) =>
  nameOf(loadMeasures).default(usual).describe('tasks at the server, or load ÷ capacity');

const prequal = z.strictObject({
  probes: nonNegative
    .max(mostServers)
    .optional()
    .describe(`probes a task; by default information.probes, else ${prequalDefaults.probes}`),
  pool: whole(1, mostAnswers).default(prequalDefaults.pool).describe('answers that are kept'),
  age: positive.default(prequalDefaults.age).describe('time after which an answer is not used any more'),
  remove: nonNegative
    .max(mostAnswers)
    .default(prequalDefaults.remove)
    .describe('answers that a task removes, the worst and the oldest in turns'),
  delta: positive.default(prequalDefaults.delta).describe('δ of the reuse budget'),
  quantile: fraction
    .default(prequalDefaults.quantile)
    .describe('a server is hot above this quantile of requests in flight'),
  window: whole(1, mostAnswers).default(prequalDefaults.window).describe('answers that the quantile is of'),
  history: whole(1, mostAnswers)
    .default(prequalDefaults.history)
    .describe('latencies that a server remembers of each class of requests in flight'),
  recent: positive
    .default(prequalDefaults.recent)
    .describe('time after which a server forgets latencies that no new one has joined'),
});

/** What may be said of those balancers of which anything may. */
const options = {
  'weighted-random': weighing,
  'weighted-round-robin': weighing,
  'least-loaded': z.strictObject({ by: measured(leastLoadedDefaults.by) }),
  'power-of-d': z.strictObject({
    d: whole(1, mostServers)
      .optional()
      .describe(`servers that are asked; by default information.probes, else ${powerOfDDefaults.d}`),
    replacement: z
      .boolean()
      .default(powerOfDDefaults.replacement)
      .describe('whether a server may be drawn twice'),
    by: measured(powerOfDDefaults.by),
  }),
  'peak-ewma': z.strictObject({
    decay: positive
      .default(peakEwmaDefaults.decay)
      .describe('time in which a latency is forgotten, but for 1/e'),
  }),
  prequal,
} satisfies { [Name in keyof typeof balancers]?: z.ZodObject };

const kinds = { auction: undefined, ...balancers };

/** Who places the tasks, by name. */
type BalancerName = keyof typeof kinds;

const nothing = z.strictObject({});
const byName = Object.fromEntries(
  Object.keys(kinds).map((name) => [
    name,
    ((options as Record<string, z.ZodObject>)[name] ?? nothing).optional(),
  ]),
) as Record<BalancerName, z.ZodOptional<z.ZodObject>>;

const own = moduleOf('balancer').partial().shape;
const withOptions = z.strictObject({ ...byName, ...own }).superRefine(({ options, ...value }, context) => {
  const count = Object.keys(value).length;
  if (count !== 1) context.addIssue({ code: 'custom', message: `must name one balancer, not ${count}` });
  else if (options !== undefined && value.module === undefined) {
    context.addIssue({
      code: 'custom',
      path: ['options'],
      message: 'are those of a module, and none is named',
    });
  }
});

/** Who places the tasks: a name alone, a mapping of the name to its options, or a file of the user's own with options. */
export const balancer = z.union([nameOf(kinds), withOptions]).describe('who places the tasks');

/**
 * The name of a balancer and what is said of it; what is left out is the balancer's own default. One of the user's own is called
 * `module`.
 */
export function namedBalancer(value: z.output<typeof balancer>): {
  name: BalancerName | 'module';
  options: object;
} {
  if (typeof value === 'string') return { name: value, options: {} };
  if (isModule(value)) return { name: 'module', options: value.options ?? {} };
  const [name, given] = Object.entries(value)[0]!;
  return { name: name as BalancerName, options: given as object };
}

/** What the auction and balancers may see. */
export const information = z
  .strictObject({
    delay: nonNegative
      .default(0)
      .describe('how old everything is that the auction or a balancer learns of servers; 0: nothing is'),
    probes: whole(1, mostServers)
      .optional()
      .describe('how many servers a decision may ask, where the balancer asks some; by default any number'),
  })
  .describe('what the auction and balancers may see');
