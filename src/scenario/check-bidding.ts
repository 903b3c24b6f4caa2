import { InputError, type Problem } from '../input/input-error.js';
import { namedBalancer } from './balancer-schema.js';
import type { Path, ScenarioDocument } from './scenario-document.js';
import type { Scenario, ScenarioInput } from './schema.js';

/**
 * @param count - how many servers there are
 * @throws InputError if a lie is one of a server that there is not, or a second one about the same, if what the scenario says
 *   of its auction is in the mechanism's hands, or if networks act on bids that are old
 */
export function checkBidding(scenario: Scenario, count: number, document: ScenarioDocument): void {
  const problems = [
    ...wrongLies(scenario, count, document),
    ...noBounds(scenario, document),
    ...mechanismDecides(scenario, document),
    ...oldNetworks(scenario, document),
  ];
  if (problems.length > 0) throw new InputError(problems);
}

function wrongLies({ bidding }: Scenario, count: number, document: ScenarioDocument): Problem[] {
  const about = new Set<string>();
  return (bidding.lies ?? []).flatMap(({ server, task }, index): Problem[] => {
    const path = ['bidding', 'lies', index];
    if (server >= count) {
      const message = `there is no server ${server} among ${count}`;
      return [problem(document, [...path, 'server'], message, 'servers are numbered from 0')];
    }
    const key = `${server} ${task}`;
    if (!about.has(key)) {
      about.add(key);
      return [];
    }
    const message = `server ${server} says two things about ${task === undefined ? 'all tasks' : `task ${task}`}`;
    return [problem(document, path, message, 'one lie of a server and a task, and one about all others')];
  });
}

function noBounds({ auction, bidding }: Scenario, document: ScenarioDocument): Problem[] {
  const { winnerDetermination } = bidding;
  if (winnerDetermination !== 'index' && winnerDetermination !== 'screen') return [];
  const hint = 'auto and scan look at every bid';
  const path = ['bidding', 'winnerDetermination'];
  if (auction.mechanism !== undefined)
    return [problem(document, path, 'a mechanism of your own is shown every bid', hint)];
  return bidding.lies && bidding.lies.length > 0
    ? [problem(document, path, 'what liars say cannot be bounded', hint)]
    : [];
}

/** A mechanism says who wins and what is paid: a payment rule or a binding reserve beside it would be ignored. */
function mechanismDecides({ auction }: Scenario, document: ScenarioDocument): Problem[] {
  if (auction.mechanism === undefined) return [];
  const said = (document.value as ScenarioInput).auction;
  const hint = 'remove it, or auction.mechanism';
  return [
    ...(said?.payment === undefined
      ? []
      : [problem(document, ['auction', 'payment'], 'auction.mechanism says what is paid', hint)]),
    ...(auction.reserve.binding
      ? [problem(document, ['auction', 'reserve', 'binding'], 'auction.mechanism says what is sold', hint)]
      : []),
  ];
}

/** A network would choose by a state that is old, and learn from what came of it as if it had been that of the bid. */
function oldNetworks({ balancer, bidding, information }: Scenario, document: ScenarioDocument): Problem[] {
  const isAuction = namedBalancer(balancer).name === 'auction';
  if (!isAuction || bidding.neural === 'none' || information.delay === 0) return [];
  const hint = 'set information.delay to 0, or bidding.neural to none';
  const path = ['information', 'delay'];
  return [problem(document, path, 'networks that act on bids (bidding.neural) need fresh information', hint)];
}

function problem(document: ScenarioDocument, path: Path, message: string, hint: string): Problem {
  return { ...document.placeOf(path), message: `${path.map(String).join('.')}: ${message}`, hint };
}
