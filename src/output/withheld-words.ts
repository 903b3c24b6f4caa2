/** Why an estimate from several runs has no interval. */
export type Withheld = 'tail' | 'short' | 'heavy';

export const withheldWords = {
  tail: 'no interval: fewer than 10 tasks of all runs lie beyond the quantile; take more or longer runs',
  short: 'no interval: runs are too short for its steady state',
  heavy: 'no interval: so few tasks that a few long ones decide',
} satisfies Record<Withheld, string>;
