import { harmless } from '../input/harmless.js';
import type { Summary } from '../simulation/summary.js';

/** Which parts of a run are the user's own: `own parts: balancer.module (./mine.ts)`. */
export function ownPartNotes(parts: Summary['ownParts'] = []): string[] {
  if (parts.length === 0) return [];
  const named = parts.map(({ file, part }) => (file === undefined ? part : `${part} (${harmless(file)})`));
  return [`own parts: ${named.join(', ')}`];
}
