/** What a prediction is made from, one row a server. */
export interface PredictorInputs {
  readonly count: number;
  readonly capacity: Float64Array;
  readonly load: Float64Array;
  readonly sensitivity: Float64Array;
  readonly riskAversion: Float64Array;
}

/**
 * Predicts, for each server from its own state and past, the price at which an auction clears. A prediction is a
 * line in the task's load, whatever it is in the server's state: so a bid that is moved towards it is still a line, and
 * the lowest bids can be found without evaluating all of them.
 */
export interface BidPredictor {
  /** How far bids move towards the prediction, in [0, 1]. */
  readonly shading: number;
  /** All that it has learnt, server by server. */
  readonly weights: Iterable<number>;

  /** The price that `server` expects for a task of `taskLoad`: slope · task load + intercept, but for rounding. */
  predict(server: number, taskLoad: number): number;

  /** A bid, in units before the capacity factor, moved towards the predicted price. */
  shade(server: number, taskLoad: number, bid: number, capacityFactor: number): number;

  /** Of the predicted line as the server is now. */
  slope(server: number): number;
  intercept(server: number): number;

  /** One step of `server` towards the price at which the auction did clear. */
  learn(server: number, taskLoad: number, price: number): void;
}
