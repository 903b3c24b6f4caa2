/** Where numbers reach this size an axis is labelled 5k, 20k, 3M …, so that labels stay short. */
const longNumber = 10_000;

/** Beyond these sizes an axis is labelled 1e-12 or 1e+18. */
const tinyNumber = 1e-6;
const hugeNumber = 1e15;

/** The axis of rounds or samples; its title stands only below the last of several panels. */
export function roundAxis(rounds: readonly number[], title: string | null) {
  return {
    field: 'round',
    type: 'quantitative',
    title,
    scale: { domain: [rounds[0] ?? 0, Math.max(rounds.at(-1) ?? 0, (rounds[0] ?? 0) + 1)], nice: false },
    axis: { labelExpr: numberLabels(rounds), tickMinStep: 1 },
  } as const;
}

/** Labels for an axis of these values, as a Vega expression. */
export function numberLabels(values: readonly number[]): string {
  const plain = `format(datum.value, ',~r')`;
  const isLong = values.some((value) => Math.abs(value) >= longNumber);
  const usual = isLong ? `abs(datum.value) < 1000 ? ${plain} : format(datum.value, '~s')` : plain;
  if (!values.some(isExtreme)) return usual;
  return `datum.value != 0 && (abs(datum.value) < ${tinyNumber} || abs(datum.value) >= ${hugeNumber}) ? format(datum.value, '~e') : ${usual}`;
}

function isExtreme(value: number): boolean {
  const size = Math.abs(value);
  return size >= hugeNumber || (size > 0 && size < tinyNumber);
}
