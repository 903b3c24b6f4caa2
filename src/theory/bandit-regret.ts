/**
 * What the expected regret of UCB1 does not exceed after `steps` steps on arms whose means are `gaps` below the best's (0 for the
 * best): 8 Σ_{Δ > 0} ln T / Δ + (1 + π²/3) Σ Δ (Auer, Cesa-Bianchi & Fischer 2002, theorem 1). Rewards are in [0, 1].
 */
export function ucb1Bound(gaps: readonly number[], steps: number): number {
  return gaps
    .filter((gap) => gap > 0)
    .reduce((sum, gap) => sum + (8 * Math.log(steps)) / gap + (1 + Math.PI ** 2 / 3) * gap, 0);
}

/** What a step of ε-greedy with a fixed ε costs once it knows the best arm: ε times the mean gap of all arms. */
export function epsilonGreedyRegret(gaps: readonly number[], epsilon: number): number {
  return (epsilon * gaps.reduce((sum, gap) => sum + gap, 0)) / gaps.length;
}
