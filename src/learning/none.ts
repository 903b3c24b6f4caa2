import type { Learner } from './learner.js';

/** Sensitivities stay as they were drawn. */
export function none(): Learner {
  return { step: (_server, _step, _loadRatio, _target, sensitivity) => sensitivity };
}
