/** The lowest of `bids` and the lowest of the others; ties go to the lowest id. −1 and infinite where there is none. */
export function lowestTwo(bids: readonly number[]): {
  readonly winner: number;
  readonly lowest: number;
  readonly runnerUp: number;
  readonly second: number;
} {
  let [winner, runnerUp] = [-1, -1];
  let [lowest, second] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const [server, bid] of bids.entries()) {
    if (bid < lowest) [winner, lowest, runnerUp, second] = [server, bid, winner, lowest];
    else if (bid < second) [runnerUp, second] = [server, bid];
  }
  return { winner, lowest, runnerUp, second };
}
