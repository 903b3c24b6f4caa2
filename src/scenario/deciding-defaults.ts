import type { Distribution } from '../random/distribution.js';
import { distributionMoments } from '../random/distribution-moments.js';
import { namedBalancer } from './balancer-schema.js';
import type { SourcedScenario } from './load.js';
import { valueAt } from './settings.js';

/** What servers bid by; it says nothing to balancers, or less. */
const bidTraits = ['capacity', 'sensitivity', 'riskAversion'] as const;

/** What follows where neither the trace nor the scenario says it; undefined where nothing does. */
const traceColumns = {
  complexity: complexityActs,
  latency: () => 'which tasks are late, and so every count of SLA violations, follows from what is drawn',
  sla: ({ servers }: SourcedScenario['scenario']) =>
    servers.discipline === 'priority'
      ? 'classes are drawn, and with them who is served first, violations by class and penalties'
      : 'classes are drawn, and with them violations by class and penalties',
};

/**
 * Defaults that nobody gave and that decide what comes of scenarios which are run, or held against
 * each other: what is drawn for the tasks of a trace that does not say it, and, where the auction is
 * held against a balancer, what its servers bid by.
 */
export class DecidingDefaults {
  readonly #ofTraces = new Set<string>();
  /** In words, of the auction. */
  readonly #ofBids = new Set<string>();
  #hasAuction = false;
  #hasBalancer = false;

  add(loaded: SourcedScenario): void {
    for (const note of traceNotes(loaded)) this.#ofTraces.add(note);
    if (namedBalancer(loaded.scenario.balancer).name !== 'auction') {
      this.#hasBalancer = true;
      return;
    }
    this.#hasAuction = true;
    for (const trait of bidTraits) {
      const isListed = loaded.servers?.every((server) => server[trait] !== undefined);
      if (isListed || isGiven(loaded, `servers.${trait}`)) continue;
      this.#ofBids.add(`servers.${trait} (${flow(loaded.scenario.servers[trait])})`);
    }
  }

  /** A sentence for each of them, with what to write; none twice. */
  get notes(): string[] {
    if (!this.#hasAuction || !this.#hasBalancer || this.#ofBids.size === 0) return [...this.#ofTraces];
    const those = [...this.#ofBids];
    const named = those.length === 1 ? those[0]! : `${those.slice(0, -1).join(', ')} and ${those.at(-1)}`;
    const ofBids = `not given, so drawn by default: ${named}. Bids follow them, and they may decide between the auction and a balancer: give those of your servers`;
    return [...this.#ofTraces, ofBids];
  }
}

function traceNotes(loaded: SourcedScenario): string[] {
  const { scenario, trace } = loaded;
  if (!trace) return [];
  return (['complexity', 'latency', 'sla'] as const).flatMap((column) => {
    const setting = `tasks.${column}`;
    if (trace[column] || isGiven(loaded, setting)) return [];
    const what = traceColumns[column](scenario);
    if (what === undefined) return [];
    return [
      `${setting} is not given, nor does the trace say it, so it is ${flow(scenario.tasks[column])}: ${what}`,
    ];
  });
}

function complexityActs({ tasks, time }: SourcedScenario['scenario']): string | undefined {
  if (time.mode === 'rounds' && !tasks.complexityActs) return undefined;
  const { mean } = distributionMoments(tasks.complexity);
  return `the work of every task is its load in the trace times a draw of that, ${mean} on average; tasks.complexity: 1 leaves loads as they are`;
}

function isGiven({ source }: SourcedScenario, path: string): boolean {
  return valueAt(source.written, path) !== undefined;
}

/** As one would write it in a scenario: `{uniform: [1, 3]}`. */
function flow(value: Distribution | Readonly<Record<string, number>>): string {
  return JSON.stringify(value).replaceAll('"', '').replace(/[:,]/g, '$& ');
}
