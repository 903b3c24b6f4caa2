/** A number as it is, with a true minus. */
export function figure(value: number): string {
  return String(value + 0).replace('-', '−');
}

/** One number, or several in brackets. */
export function figures(values: readonly number[]): string {
  return values.length === 1 ? figure(values[0]!) : `(${values.map(figure).join(', ')})`;
}

/** A difference of two amounts, without the digits that are only rounding. */
export function difference(from: number, to: number): number {
  return Number((to - from).toPrecision(12));
}

/** A number that was computed, without the digits that are only rounding. */
export function rounded(value: number): string {
  return figure(Number(value.toPrecision(12)));
}

/** `costs 1, 2, 5`, of the servers in order. */
export function costsInWords(costs: readonly (readonly number[])[]): string {
  return `costs ${costs.map(figures).join(', ')}`;
}
