/** Why an estimate from several runs has no interval. */
export type Withheld = 'tail' | 'short' | 'rare';

export const withheldWords = {
  tail: 'no interval: the slowest tasks are too few, or of too few runs; take more or longer runs',
  short: 'no interval: runs are too short for its steady state',
  rare: 'no interval: a few rare events decide',
} satisfies Record<Withheld, string>;
