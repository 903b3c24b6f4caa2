export type Column = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/** A longer copy of `column`, zero beyond its old end. */
export function extended<T extends Column>(column: T, rows: number): T {
  const longer = new (column.constructor as new (length: number) => T)(rows);
  longer.set(column);
  return longer;
}
