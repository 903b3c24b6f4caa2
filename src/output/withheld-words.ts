/** Why a quantile over several runs has no interval. */
export type Withheld = 'tail' | 'short';

export const withheldWords = {
  tail: 'no interval: fewer than 10 tasks of all runs lie beyond the quantile; take more or longer runs',
  short: 'no interval: runs are too short for its steady state',
} satisfies Record<Withheld, string>;
