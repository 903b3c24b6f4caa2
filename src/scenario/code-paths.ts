import type { Scenario } from './schema.js';

/** Where a scenario may name code of the user's own. */
export const codePaths = [
  'auction.mechanism',
  'auction.payment.module',
  'balancer.module',
  'coalition.split.module',
  'learning.mode.module',
] as const;

export type CodePath = (typeof codePaths)[number];

/** What stands at a path of plain data; undefined where it ends before. */
function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, step) => {
    const holds = typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step);
    return holds ? (inner as Record<string, unknown>)[step] : undefined;
  }, value);
}

/** Where a scenario, read or as it was written, names code, and how. */
export function codeNamedBy(scenario: Scenario | unknown): { path: CodePath; file: unknown }[] {
  return codePaths
    .map((path) => ({ path, file: valueAt(scenario, path) }))
    .filter(({ file }) => file !== undefined);
}
