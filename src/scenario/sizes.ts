/** Servers, of which draws are addressed in 24 bits. Coalitions are no more. */
export const mostServers = 2 ** 23;

/** Rounds address draws in 32 bits. */
export const mostRounds = 2 ** 32 - 1;

/** Tasks of a run in continuous time: draws address them in 32 bits. */
export const mostTasks = 2 ** 32;

/** Tasks that a server serves at a time. */
export const mostSlots = 1e6;
/** Steps of an arrival process. */
export const mostRates = 10_000;

/** Load-ratio states of a Q-table. */
export const mostStates = 10_000;

/** Servers × states of Q-learning: 2.4 GB of action values. */
export const mostTableRows = 1e8;

/** Auctions that one task gets, and orders that one Shapley value samples. */
export const mostRepeats = 1e6;

/** Hidden layers of a network, and units of one. */
export const mostLayers = 4;
export const mostUnits = 256;

/** Weights of all networks that bid: 1 GB with their moments. */
export const mostWeights = 5e7;

/** Transitions that all networks together remember: 400 MB. */
export const mostMemories = 1e7;

/** Servers with a network each that predicts prices: 1.6 GB. */
export const mostPredictors = 1e6;

/** Answers in a pool of probes, and answers or latencies that a balancer's estimate is of. */
export const mostAnswers = 1000;

/** Latencies that all servers together remember for prequal: 800 MB. */
export const mostLatencies = 1e8;

/** Columns of a trace file that can be named by number. */
export const mostColumns = 10_000;
