import type { Observer, RoundRecord, ServerRecord } from '../../systems/records.js';
import { type Spread, spreadOf } from './spread.js';
import { ThinnedSeries } from './thinned-series.js';

/** Above so many servers their lines would be a tangle, and their spread is kept instead. */
const serversDrawnAlone = 12;

/** Points a line; a figure is not wider than this many pixels. */
const pointsKept = 1000;

/** The market at the end of a round. */
export type MarketSample = Pick<RoundRecord, 'round' | 'reserve' | 'fairness' | 'welfare'>;

/** The recorded servers at the end of a round: each of them, or how they are spread. */
export interface ServerSample {
  round: number;
  loads: number[] | Spread;
  sensitivities: number[] | Spread;
}

/** What figures are drawn from: at most about a thousand samples of each kind, the first and the last among them. */
export interface HistorySamples {
  readonly market: readonly MarketSample[];
  readonly servers: readonly ServerSample[];
  /** Ids of the servers, in the order of the values of a server sample. */
  readonly serverIds: readonly number[];
  /** Rounds from one market sample to the next. */
  readonly stride: number;
  /** What a sample is taken at the end of: `round`, or `sample` in continuous time. */
  readonly unit: string;
}

/** Gathers the samples of a run. Round and server records may come in any order within a round. */
export class History implements Observer {
  readonly name = 'figures';
  readonly #market = new ThinnedSeries<MarketSample>(pointsKept);
  readonly #servers = new ThinnedSeries<ServerSample>(pointsKept);
  #round = -1;
  #serverIds: number[] = [];
  #loads: number[] = [];
  #sensitivities: number[] = [];

  /** @param unit - `round`, or `sample` in continuous time */
  constructor(private readonly unit: string) {}

  round({ round, reserve, fairness, welfare }: Readonly<RoundRecord>): void {
    this.#market.add({ round, reserve, fairness, welfare });
  }

  server({ round, server, load, sensitivity }: Readonly<ServerRecord>): void {
    if (round !== this.#round) this.#closeRound(round);
    this.#serverIds.push(server);
    this.#loads.push(load);
    this.#sensitivities.push(sensitivity);
  }

  /** Call when the run is over. */
  finish(): HistorySamples {
    const serverIds = this.#serverIds;
    this.#closeRound(-1);
    const { samples: market, stride } = this.#market;
    return { market, servers: this.#servers.samples, serverIds, stride, unit: this.unit };
  }

  #closeRound(next: number): void {
    if (this.#serverIds.length > 0) {
      const keep = this.#serverIds.length <= serversDrawnAlone ? (values: number[]) => values : spreadOf;
      const [loads, sensitivities] = [keep(this.#loads), keep(this.#sensitivities)];
      this.#servers.add({ round: this.#round, loads, sensitivities });
    }
    this.#round = next;
    this.#serverIds = [];
    this.#loads = [];
    this.#sensitivities = [];
  }
}
