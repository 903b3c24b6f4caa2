/** Why a run ended: all rounds were run; no task was left; nothing could change any more. */
export type RunEnd = 'complete' | 'drained' | 'stalled';
