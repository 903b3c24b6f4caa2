/** Half of the 2²⁴ entities that bitECS addresses: servers share them with tasks. Coalitions are no more. */
export const mostServers = 2 ** 23;

/** Rounds address draws in 32 bits. */
export const mostRounds = 2 ** 32 - 1;

/** Load-ratio states of a Q-table. */
export const mostStates = 10_000;

/** Servers × states of Q-learning: 2.4 GB of action values. */
export const mostTableRows = 1e8;

/** Auctions that one task gets, and orders that one Shapley value samples. */
export const mostRepeats = 1e6;
