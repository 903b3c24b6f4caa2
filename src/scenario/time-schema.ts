import { z } from 'zod';
import { positive, whole } from './quantities.js';
import { mostRounds, mostTasks } from './sizes.js';

const rounds = z.strictObject({
  mode: z.literal('rounds').optional().default('rounds').describe('the clock: rounds at integer times'),
  rounds: whole(1, mostRounds)
    .optional()
    .describe('rounds in which tasks arrive; by default 150, or up to the last task of a trace'),
  drain: z
    .boolean()
    .default(false)
    .describe('go on without arrivals until no task is unfinished, or nothing changes any more'),
});

const continuous = z.strictObject({
  mode: z.literal('continuous').describe('the clock: every event at its own real time'),
  tasks: whole(1, mostTasks).optional().describe('tasks that arrive; of a trace, by default all'),
  until: positive.optional().describe('the time after which no task arrives'),
  warmup: z
    .union([whole(0, mostTasks), z.literal('mser')])
    .default(0)
    .describe(
      'first tasks that statistics leave out: so many, or as many as MSER-5 finds in a run that is made for it first',
    ),
  drain: z
    .boolean()
    .optional()
    .describe('go on without arrivals until no task is unfinished; by default true, but with until false'),
});

/** How time advances and when the run ends. */
export const time = z
  .discriminatedUnion('mode', [rounds, continuous])
  .describe('how time advances and when the run ends');
