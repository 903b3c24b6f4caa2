import { enumerationLimit } from '../cooperative/coalitions.js';
import type { OrderPlan } from '../cooperative/order-plan.js';
import { orderPlans } from '../cooperative/order-plans.js';
import { InputError, type Problem } from '../input/input-error.js';
import type { ScenarioDocument } from './scenario-document.js';
import type { Scenario } from './schema.js';

/**
 * @param count - how many servers there are
 * @throws InputError if `metrics.servers` names one that there is not, if there are too many to enumerate the
 *   coalitions of, or if too few orders are sampled for a standard error
 */
export function checkMetrics(scenario: Scenario, count: number, document: ScenarioDocument): void {
  const problems = [
    ...unknownServers(scenario, count, document),
    ...tooManyPlayers(scenario, count, document),
    ...tooFewOrders(scenario, count, document),
  ];
  if (problems.length > 0) throw new InputError(problems);
}

function unknownServers({ metrics }: Scenario, count: number, document: ScenarioDocument): Problem[] {
  if (!Array.isArray(metrics.servers)) return [];
  return [...metrics.servers.entries()]
    .filter(([, server]) => server >= count)
    .map(([index, server]) => ({
      ...document.placeOf(['metrics', 'servers', index]),
      message: `metrics.servers.${index}: there is no server ${server} among ${count}`,
      hint: 'servers are numbered from 0',
    }));
}

function tooManyPlayers({ metrics }: Scenario, count: number, document: ScenarioDocument): Problem[] {
  if (metrics.shapley.method !== 'enumeration' || count <= enumerationLimit) return [];
  return [
    {
      ...document.placeOf(['metrics', 'shapley', 'method']),
      message: `metrics.shapley.method: enumeration takes at most ${enumerationLimit} servers, not ${count}`,
      hint: 'closed-form is exact too; monte-carlo samples',
    },
  ];
}

function tooFewOrders({ metrics }: Scenario, count: number, document: ScenarioDocument): Problem[] {
  const { method, sampling, permutations } = metrics.shapley;
  const plan: OrderPlan = orderPlans[sampling];
  const least = 2 * plan.blockSize(count);
  if (method !== 'monte-carlo' || permutations >= least) return [];
  return [
    {
      ...document.placeOf(['metrics', 'shapley', 'permutations']),
      message: `metrics.shapley.permutations: ${sampling} sampling of ${count} servers takes at least ${least}, not ${permutations}`,
      hint: 'two independent blocks of orders give a standard error; antithetic and independent sampling have smaller ones',
    },
  ];
}
