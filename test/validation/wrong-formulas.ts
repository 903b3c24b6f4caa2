type Parameters = Record<string, never>;
type Formula = (parameters: Parameters) => number;
type Wrong = Record<string, readonly Formula[]>;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const values = (parameters: Parameters, name: string): number[] =>
  (parameters as Record<string, number[]>)[name]!;
const value = (parameters: Parameters, name: string): number => (parameters as Record<string, number>)[name]!;

/** The mistake `of` each player's number, under the names φ1, φ2 … and of the one that is sampled. */
const ofPlayers = (count: number, list: string, wrong: (own: number, all: number[]) => number): Wrong => {
  const formula =
    (player: number): Formula =>
    (parameters) =>
      wrong(values(parameters, list)[player]!, values(parameters, list));
  const names = Array.from({ length: count }, (_, player) => [`φ${player + 1}`, [formula(player)]] as const);
  return Object.fromEntries([
    ...names,
    ...names.map(([name, formulas]) => [`${name}, sampled`, formulas] as const),
  ]);
};

/**
 * Mistakes that are easily made, by system and measure: each is refused at every case that is run by default. A measure may have
 * mistakes that are none at some case; those are left out there by giving NaN.
 */
export const wrongFormulas: Record<string, Wrong> = {
  rounds: {
    'E[L]': [
      (p) => value(p, 'rho') / (1 - value(p, 'rho')),
      (p) => value(p, 'rho') ** 2 / (2 * (1 - value(p, 'rho'))),
      (p) => value(p, 'rho') + value(p, 'rho') ** 2 / (1 - value(p, 'rho')),
      // E[A²] for E[A(A − 1)].
      (p) => value(p, 'rho') + (value(p, 'rho') + value(p, 'rho') ** 2) / (2 * (1 - value(p, 'rho'))),
    ],
    T: [(p) => 1 / (1 - value(p, 'rho')), (p) => 1 + value(p, 'rho') / (1 - value(p, 'rho'))],
    'P(L = 0)': [(p) => Math.exp(-value(p, 'rho')), (p) => value(p, 'rho') ** 2],
  },
  arrivals: {
    'E[N]': [
      (p) => value(p, 'base') * value(p, 'length'),
      // The cosines the wrong way round; w without 2π.
      (p) => 500 + (value(p, 'from') === 0 ? -1 : 1) * 159.155,
      (p) => 500 + (value(p, 'from') === 0 ? 1 : -1) * 1000,
    ],
    'Var N': [(p) => Math.sqrt(value(p, 'base') * value(p, 'length')), () => 0.01, () => 1000],
  },
  vickrey: {
    'P(sold)': [(p) => 1 - value(p, 'reserve') ** value(p, 'n'), (p) => value(p, 'reserve')],
    'E[win]': [(p) => 1 / value(p, 'n'), (p) => 2 / (value(p, 'n') + 1)],
    'E[payment]': [
      (p) => 1 / (value(p, 'n') + 1),
      (p) => 2 / value(p, 'n'),
      // Without what is paid at the reserve.
      (p) => (value(p, 'reserve') < 1 ? 0.193275 - 5 * 0.3 ** 2 * 0.7 ** 4 : Number.NaN),
      // Where the reserve is paid whenever anything is sold.
      (p) => (value(p, 'reserve') < 1 ? 0.3 * 0.83193 : Number.NaN),
    ],
  },
  'first-price': {
    'E[payment]': [(p) => 1 / (value(p, 'n') + 1), (p) => 2 / value(p, 'n')],
    'E[profit]': [() => 0.001, (p) => 1 / value(p, 'n')],
  },
  additive: ofPlayers(4, 'weights', (_, all) => sum(all) / all.length + 0.01),
  squares: ofPlayers(4, 'weights', (own) => own ** 2),
  gloves: {
    'left 1': [() => 1, () => 1 / 3],
    'right 1': [() => 0.001, () => 1 / 3],
    'right 2': [() => 0.001, () => 1 / 3],
    'left 1, sampled': [() => 1, () => 1 / 3],
  },
  airport: ofPlayers(4, 'costs', (own, all) => (own * Math.max(...all)) / sum(all)),
  council: {
    // Votes counted alike, and the Banzhaf index.
    permanent: [() => 1 / 15, () => 848 / 5080],
    other: [() => 1 / 15, () => 84 / 5080],
    'permanent, sampled': [() => 1 / 15, () => 848 / 5080],
  },
  equalisation: ofPlayers(3, 'loads', (own, all) => (own - sum(all) / all.length) ** 2 + 1),
  'ucb1-bound': { regret: [(p) => Math.log(value(p, 'steps')) / 0.2] },
  ucb1: {
    // Of an arm tried at random, and of one that is tried once.
    regret: [
      (p) => (Math.abs(values(p, 'arms')[0]! - values(p, 'arms')[1]!) * value(p, 'steps')) / 2,
      (p) => Math.abs(values(p, 'arms')[0]! - values(p, 'arms')[1]!),
    ],
  },
  'epsilon-greedy': {
    // Exploring among the other arms only; and without a chance to hit the best.
    'regret a step': [
      (p) => value(p, 'epsilon') * 0.1,
      (p) => value(p, 'epsilon') * (1 - value(p, 'epsilon')) * 0.05,
    ],
  },
  'q-learning': {
    // Rewards alone; and of the next step alone.
    'Q(s0, stay)': [() => 1, () => 1 + 0.9 * 2, () => 10],
    'Q(s0, move)': [() => 0.001, () => 0.9 * 2],
    'Q(s1, stay)': [() => 2, () => 2 / (1 - 0.9 ** 2)],
    'Q(s1, move)': [() => 0.001, () => 0.9 * 17.2],
  },
};
