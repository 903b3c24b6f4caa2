/**
 * The expected regret of UCB1 on two Bernoulli arms after `steps` steps, exactly: over all histories, told apart by how often the
 * first arm was tried and what each has paid. UCB1 tries each arm once, then the one of the highest mean + √(2 ln t / n), ties to
 * the first (Auer, Cesa-Bianchi & Fischer 2002, figure 1). O(steps⁴) time, O(steps³) memory: 100 steps take 50 ms.
 *
 * @param means - the chances that the arms pay 1
 */
export function ucb1Regret(means: readonly [number, number], steps: number): number {
  const side = steps + 1;
  const at = (tried: number, first: number, second: number): number => (tried * side + first) * side + second;
  let chances = new Float64Array(side ** 3);
  chances[0] = 1;
  const best = Math.max(...means);
  let regret = 0;
  for (let t = 0; t < steps; t++) {
    const next = new Float64Array(side ** 3);
    for (let tried = 0; tried <= t; tried++) {
      for (let first = 0; first <= tried; first++) {
        for (let second = 0; second <= t - tried; second++) {
          const chance = chances[at(tried, first, second)]!;
          if (chance === 0) continue;
          const arm = chosen(tried, first, t - tried, second);
          const mean = means[arm];
          regret += chance * (best - mean);
          const [more, firstMore, secondMore] = arm === 0 ? [1, 1, 0] : [0, 0, 1];
          next[at(tried + more, first + firstMore, second + secondMore)]! += chance * mean;
          next[at(tried + more, first, second)]! += chance * (1 - mean);
        }
      }
    }
    chances = next;
  }
  return regret;
}

/** The arm that UCB1 tries after `n0` and `n1` trials that have paid `sum0` and `sum1`. */
function chosen(n0: number, sum0: number, n1: number, sum1: number): 0 | 1 {
  if (n0 === 0) return 0;
  if (n1 === 0) return 1;
  const width = 2 * Math.log(n0 + n1);
  return sum0 / n0 + Math.sqrt(width / n0) >= sum1 / n1 + Math.sqrt(width / n1) ? 0 : 1;
}
