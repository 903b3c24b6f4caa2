/**
 * Does something to the file at `path`; what the file system throws meanwhile gets that path where it has none, as
 * with a full disk.
 */
export function namingFaults<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof Error && 'code' in error && !('path' in error)) Object.assign(error, { path });
    throw error;
  }
}
