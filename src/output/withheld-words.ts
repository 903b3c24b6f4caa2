/** Why a quantile over several runs has no interval. */
export const withheldWords =
  'no interval: fewer than 10 tasks of all runs lie beyond the quantile; take more or longer runs';
