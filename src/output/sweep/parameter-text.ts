/** A value of a parameter as a cell of a table shows it: texts as they are, all else as JSON; nothing where there is none. */
export function parameterText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The parameters of a point in a line: `balancer random, arrivals.rate 3`. */
export function parametersText(parameters: Readonly<Record<string, unknown>>): string {
  return Object.entries(parameters)
    .map(([path, value]) => `${path} ${parameterText(value)}`)
    .join(', ');
}
