import { z } from 'zod';
import { disciplines } from '../queueing/disciplines.js';
import { distribution } from './distribution-schema.js';
import { nameOf } from './name-of.js';
import { whole } from './quantities.js';
import { mostSlots } from './sizes.js';

const failures = z
  .strictObject({
    after: distribution({ above: 0 }).describe('time that a server works before it fails'),
    repair: distribution({ above: 0 }).describe('time until it works again'),
    work: z
      .enum(['resumed', 'restarted', 'reassigned', 'lost'])
      .default('restarted')
      .describe(
        'what becomes of tasks at a server that fails: work goes on after the repair, begins anew then, is put up again at once, or the tasks are lost',
      ),
  })
  .describe('servers that fail and are repaired');

/** How servers serve, in continuous time. */
export const service = {
  discipline: nameOf(disciplines).default('fifo').describe('which of its tasks a server works on'),
  slots: whole(1, mostSlots)
    .default(1)
    .describe('tasks that a server serves at a time, each at its processing rate'),
  failures: failures.optional(),
};
