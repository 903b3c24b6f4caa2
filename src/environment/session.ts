import { version } from '../simulation/version.js';
import { features } from './features.js';
import type { MarketEnvironment } from './market-environment.js';
import { type Request, readRequest } from './requests.js';

/** The version of the protocol; it rises where an older client would no longer be understood. */
const PROTOCOL = 1;

/**
 * Speaks for an environment in lines of JSON: one line a request, one line a reply, in order (docs/environment.md). A request that
 * is refused, or fails, is answered by an error. What is not a finite number is null.
 */
export class Session {
  private isClosed = false;

  constructor(private readonly environment: MarketEnvironment) {}

  /** Whether the client has said that it is done. */
  get closed(): boolean {
    return this.isClosed;
  }

  /** The reply to a line, without the end of its own. Never throws. */
  reply(line: string): string {
    try {
      return JSON.stringify(this.answer(readRequest(line)));
    } catch (error) {
      return JSON.stringify({
        reply: 'error',
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }

  private answer(request: Request): object {
    const { environment } = this;
    switch (request.request) {
      case 'hello':
        return { reply: 'hello', ...this.introduction() };
      case 'reset': {
        const { seed, options } = request;
        const { observation, info } = environment.reset({ seed, options });
        return { reply: 'reset', observation: rowsOf(observation), info };
      }
      case 'step': {
        const { observation, reward, ...end } = environment.step(request.action as number[]);
        return { reply: 'step', observation: rowsOf(observation), reward: Array.from(reward), ...end };
      }
      case 'summary':
        return { reply: 'summary', summary: environment.summary() };
      case 'close':
        this.isClosed = true;
        return { reply: 'close' };
    }
  }

  private introduction(): object {
    const { actionSpace, clock, loaded, observationSpace, possibleAgents, reward } = this.environment;
    const { learning, name } = loaded.scenario;
    return {
      protocol: PROTOCOL,
      version,
      scenario: name,
      rounds: clock.rounds,
      possible_agents: possibleAgents,
      features: features.map((feature) => feature.name),
      observation_space: observationSpace,
      action_space: actionSpace,
      rate: learning.rate,
      reward,
    };
  }
}

/** The rows of an observation, one a server. In plain loops: iterators of typed arrays take five times as long. */
function rowsOf(observation: Float64Array): number[][] {
  const rows: number[][] = [];
  for (let at = 0; at < observation.length; ) {
    const row: number[] = [];
    while (row.length < features.length) row.push(observation[at++]!);
    rows.push(row);
  }
  return rows;
}
