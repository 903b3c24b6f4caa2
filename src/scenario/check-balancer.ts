import type { z } from 'zod';
import { FOUND_CLASSES } from '../balancers/latency-history.js';
import { type PrequalOptions, prequalDefaults } from '../balancers/prequal.js';
import { InputError } from '../input/input-error.js';
import { shortNumber } from '../input/magnitude.js';
import { type balancer, namedBalancer } from './balancer-schema.js';
import type { ScenarioDocument } from './scenario-document.js';
import { mostLatencies } from './sizes.js';

/**
 * @param setting - the scenario's `balancer`
 * @param count - how many servers there are
 * @throws InputError if the servers would have to remember more than there is room for
 */
export function checkBalancer(
  setting: z.output<typeof balancer>,
  count: number,
  document: ScenarioDocument,
): void {
  const { name, options } = namedBalancer(setting);
  if (name !== 'prequal') return;
  const { history }: PrequalOptions = { ...prequalDefaults, ...options };
  if (count * FOUND_CLASSES * history <= mostLatencies) return;
  const most = Math.floor(mostLatencies / (count * FOUND_CLASSES));
  throw new InputError({
    ...document.placeOf(['balancer', 'prequal', 'history']),
    message: `balancer.prequal.history: ${count} servers × ${FOUND_CLASSES} classes × ${history} latencies is above ${shortNumber(mostLatencies)}`,
    hint:
      most > 0
        ? `with so many servers at most ${most}`
        : `prequal takes at most ${Math.floor(mostLatencies / FOUND_CLASSES)} servers`,
  });
}
