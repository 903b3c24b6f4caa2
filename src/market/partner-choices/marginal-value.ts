import type { PartnerChoice } from '../partner-choice.js';

/**
 * Whoever adds most to v(S), the fall of Σ load² when S shares the task equally and the winner does not take all of it; nobody who
 * adds nothing. To m members whose loads sum to T, a candidate under load l adds for a task of load L
 *
 *     v(S ∪ i) − v(S) = 2 L / (m + 1) · ((T + L/2) / m − l)
 *
 * which falls with l: the least load adds most, whatever S, so that choosing one by one gives the best S of each size. It adds
 * something where l < (T + L/2) / m, and no later one does where it does not.
 */
export const marginalValue: PartnerChoice = {
  rank: ({ load }, server) => load[server]!,
  joins: (load, taskLoad, members, sum) => load < (sum + taskLoad / 2) / members,
};
