import { InputError, type Problem } from '../input/input-error.js';
import { shortNumber } from '../input/magnitude.js';
import { type Distribution, infimum, supremum } from '../random/distribution.js';
import type { Path, ScenarioDocument } from './scenario-document.js';
import { type ListedServer, type Scenario, scenarioSchema } from './schema.js';

/** What acts in continuous time only. */
const continuousOnly: readonly Path[] = [
  ['servers', 'discipline'],
  ['servers', 'slots'],
  ['servers', 'failures'],
  ['learning', 'interval'],
  ['metrics', 'interval'],
  ['auction', 'reserve', 'interval'],
  ['auction', 'retryAfter'],
];

/**
 * @param listed - the servers one by one, where they are listed
 * @throws InputError if a scenario in rounds sets something that acts in continuous time only, or one in continuous time
 *   has servers that never complete a task, for which the run would wait for ever
 */
export function checkClock(
  scenario: Scenario,
  listed: readonly ListedServer[] | undefined,
  document: ScenarioDocument,
): void {
  const problems =
    scenario.time.mode === 'continuous'
      ? [...idleServers(scenario, listed, document), ...endlessRestarts(scenario, listed, document)]
      : idleSettings(scenario, document);
  if (problems.length > 0) throw new InputError(problems);
}

function idleServers(
  { servers }: Scenario,
  listed: readonly ListedServer[] | undefined,
  document: ScenarioDocument,
): Problem[] {
  const refuse = (path: Path, rate: Distribution | undefined): Problem[] => {
    if (rate === undefined || supremum(rate) > 0) return [];
    const message = `${path.join('.')}: a server that does no work completes no task`;
    return [{ ...document.placeOf(path), message, hint: 'in continuous time rates are above 0' }];
  };
  const each = (listed ?? []).flatMap(({ processingRate }, i) =>
    refuse(servers.list ? ['servers', 'list', i, 'processingRate'] : ['servers', 'file'], processingRate),
  );
  const others = listed?.every(({ processingRate }) => processingRate !== undefined);
  return others ? each : [...refuse(['servers', 'processingRate'], servers.processingRate), ...each];
}

/** Where every task takes longer than any server works before it fails, and begins anew then, none is ever done. */
function endlessRestarts(
  { arrivals, balancer, coalition, servers, tasks, time }: Scenario,
  listed: readonly ListedServer[] | undefined,
  document: ScenarioDocument,
): Problem[] {
  const { failures, processingRate } = servers;
  const drains = time.drain ?? (time as { until?: number }).until === undefined;
  const areShared = balancer === 'auction' && coalition.partners > 0;
  if (failures?.work !== 'restarted' || !drains || areShared || arrivals.process === 'trace') return [];
  const rates = listed ? listed.map((each) => each.processingRate ?? processingRate) : [processingRate];
  const shortest =
    (infimum(tasks.load) * infimum(tasks.complexity)) /
    rates.reduce<number>((most, rate) => Math.max(most, supremum(rate)), 0);
  const longest = supremum(failures.after);
  if (!(shortest > longest)) return [];
  return [
    {
      ...document.placeOf(['servers', 'failures', 'after']),
      message: `servers.failures.after: a server works for at most ${shortNumber(longest)}, a task takes ${shortNumber(shortest)} or more and begins anew: none is ever done`,
      hint: 'set servers.failures.work to resumed, or end the run at a time.until',
    },
  ];
}

function idleSettings(scenario: Scenario, document: ScenarioDocument): Problem[] {
  const defaults = scenarioSchema.parse({});
  return continuousOnly
    .filter((path) => JSON.stringify(at(scenario, path)) !== JSON.stringify(at(defaults, path)))
    .map((path): Problem => {
      const message = `${path.join('.')}: does nothing in rounds`;
      return { ...document.placeOf(path), message, hint: 'set time.mode to continuous, or leave it out' };
    });
}

function at(scenario: Scenario, path: Path): unknown {
  let value: unknown = scenario;
  for (const step of path) value = (value as Record<PropertyKey, unknown>)[step];
  return value;
}
