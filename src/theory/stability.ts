/**
 * Refuses a queue that grows without end.
 *
 * @param load - ρ, the work that arrives as a share of what can be done
 * @throws RangeError unless 0 ≤ load < 1
 */
export function requireStable(load: number): void {
  if (!(load >= 0 && load < 1))
    throw new RangeError(`a load of ${load} has no steady state: it must be in [0, 1)`);
}
