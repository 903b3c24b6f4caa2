/**
 * Divides a task among the members of a coalition: writes to `shares[0..members)` amounts ≥ 0 that sum to the
 * task's load up to rounding. `spare[i]` is member i's capacity less its load before the task; it may be negative.
 */
export type Split = (
  task: { readonly load: number },
  members: number,
  spare: Float64Array,
  shares: Float64Array,
) => void;
