import type { Balancer, BalancerTerms } from '../balancers/balancer.js';
import { balancers } from '../balancers/balancers.js';
import type { Learner, LearningTerms } from '../learning/learner.js';
import { learners } from '../learning/learners.js';
import type { PartnerChoice } from '../market/partner-choice.js';
import { partnerChoices } from '../market/partner-choices.js';
import type { PaymentRule } from '../market/payment-rule.js';
import { payments } from '../market/payments.js';
import type { Split } from '../market/split.js';
import { splits } from '../market/splits.js';
import type { Discipline, Stations } from '../queueing/discipline.js';
import { disciplines } from '../queueing/disciplines.js';
import type { Streams } from '../random/streams.js';
import { namedBalancer } from '../scenario/balancer-schema.js';
import type { LoadedScenario } from '../scenario/load.js';
import { isModule } from '../scenario/module-schema.js';
import type { ArrivalProcess } from '../workload/arrival-process.js';
import { arrivalProcesses } from '../workload/arrival-processes.js';
import { type AttributeSource, drawnAttributes, tracedAttributes } from '../workload/task-attributes.js';

/**
 * The parts of a run that can be other than those that its scenario names. Where a part is a function of terms, it is called
 * once a run, and keeps whatever state it has to what it returns: any number of runs may go side by side.
 */
export interface Components {
  /** When tasks arrive. */
  readonly arrivals: ArrivalProcess;
  /** What tasks are like. The source is called for each task, in order of arrival. */
  readonly attributes: (streams: Streams) => AttributeSource;
  /** Who places the tasks; undefined where an auction does. */
  readonly balancer: ((terms: BalancerTerms) => Balancer) | undefined;
  /** How servers change the sensitivity by which they bid; undefined where none does. */
  readonly learner: ((terms: LearningTerms) => Learner) | undefined;
  /** What the winner of an auction is paid. A mechanism of the scenario's own says it by itself. */
  readonly payment: PaymentRule;
  /** What part of a task each member of a coalition takes. */
  readonly split: Split;
  /** With whom an overloaded winner shares. */
  readonly partnerChoice: PartnerChoice;
  /** Whom servers serve, in continuous time. In rounds they always serve in order of arrival. */
  readonly discipline: (stations: Stations, classes: number) => Discipline;
}

/**
 * The parts that a scenario names.
 *
 * @param given - parts that take their place; one that is undefined takes none
 * @throws Error where something is given under a name that no part has
 */
export function componentsOf(loaded: LoadedScenario, given: Partial<Components> = {}): Components {
  const { auction, coalition, learning, servers } = loaded.scenario;
  const named: Components = {
    arrivals: arrivalsOf(loaded),
    attributes: (streams) => attributesOf(loaded, streams),
    balancer: balancerOf(loaded),
    learner: learnerOf(learning.mode),
    payment: isModule(auction.payment) ? unloaded('payment') : payments[auction.payment],
    split: isModule(coalition.split) ? unloaded('split') : splits[coalition.split],
    partnerChoice: partnerChoices[coalition.choice],
    discipline: disciplines[servers.discipline],
  };
  const stray = Object.keys(given).find((name) => !Object.hasOwn(named, name));
  if (stray !== undefined) {
    throw new Error(`no component is called '${stray}': they are ${Object.keys(named).join(', ')}`);
  }
  const { mechanism: _, files: __, ...own } = loaded.parts ?? { files: {} };
  const said = Object.entries(given).filter(([, part]) => part !== undefined);
  return { ...named, ...own, ...Object.fromEntries(said) };
}

/** Names of the parts that are given. */
export function givenOf(given: Partial<Components> = {}): string[] {
  return Object.entries(given).flatMap(([name, part]) => (part === undefined ? [] : [name]));
}

function learnerOf(mode: LoadedScenario['scenario']['learning']['mode']): Components['learner'] {
  if (isModule(mode)) return unloaded('learner');
  // Where nobody learns, nobody is asked: a call a server and round, and 32 bytes.
  return mode === 'none' ? undefined : learners[mode];
}

/** What stands for a part whose file has not been run: whoever asks it for anything is told. */
function unloaded(part: string): () => never {
  return () => {
    throw new Error(`the ${part} of the scenario is in a file that is not loaded yet`);
  };
}

function arrivalsOf({ scenario: { arrivals }, trace }: LoadedScenario): ArrivalProcess {
  const create: (terms: never) => ArrivalProcess = arrivalProcesses[arrivals.process];
  return create({ ...arrivals, trace } as never);
}

function attributesOf({ scenario, trace }: LoadedScenario, streams: Streams): AttributeSource {
  const drawn = drawnAttributes(scenario.tasks, streams);
  const terms = scenario.arrivals;
  return terms.process === 'trace' ? tracedAttributes(trace!, terms, drawn) : drawn;
}

function balancerOf({ scenario }: LoadedScenario): Components['balancer'] {
  const { name, options } = namedBalancer(scenario.balancer);
  if (name === 'auction') return undefined;
  if (name === 'module') return unloaded('balancer');
  const create: (options: object, terms: BalancerTerms) => Balancer = balancers[name];
  return (terms) => create(options, terms);
}
