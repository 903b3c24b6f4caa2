import type { PartnerChoice } from '../partner-choice.js';

/** The least load ratios, as many as there are (white paper, section 7.4). */
export const leastLoaded: PartnerChoice = {
  rank: ({ capacity, load }, server) => load[server]! / capacity[server]!,
  joins: () => true,
};
