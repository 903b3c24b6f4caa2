import type { Column } from '../column.js';
import { parameterText } from './parameter-text.js';

interface Row {
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A column a parameter: numbers where all its values are, else texts. */
export function parameterColumns<R extends Row>(paths: readonly string[], rows: readonly Row[]): Column<R>[] {
  return paths.map((path): Column<R> => {
    const name = columnName(path);
    const values = rows.map(({ parameters }) => parameters[path]).filter((value) => value !== undefined);
    if (!values.every((value) => typeof value === 'number')) {
      return { name, type: 'text', value: ({ parameters }) => parameterText(parameters[path]) };
    }
    const numberOf = ({ parameters }: Readonly<R>) => (parameters[path] as number | undefined) ?? Number.NaN;
    return { name, type: 'number', value: numberOf };
  });
}

/** A path or the name of a metric as a column, which SQL need not quote: `servers_count` of `servers.count`. */
export function columnName(path: string): string {
  return path.replaceAll(/[^\p{L}\p{N}]/gu, '_');
}
