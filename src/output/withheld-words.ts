/** Why an estimate from several runs has no interval. */
export type Withheld = 'tail' | 'short' | 'rare';

export const withheldWords = {
  tail: 'no interval: fewer than 10 tasks of all runs lie beyond the quantile; take more or longer runs',
  short: 'no interval: runs are too short for its steady state',
  rare: 'no interval: a few rare events decide',
} satisfies Record<Withheld, string>;
