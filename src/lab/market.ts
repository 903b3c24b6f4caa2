/** Who sells what: the servers' true costs, and what mechanisms may know of servers and tasks besides. */
export interface LabMarket {
  /** `costs[server]`: true costs of a unit of size, > 0; one number for all tasks, or one a task. */
  readonly costs: Profile;
  /** Of each task, > 0. */
  readonly sizes: readonly number[];
  /** Coalition of each server, from 0. */
  readonly groups: readonly number[];
  /** The server that has a task already, and so shares the next one that it wins; −1 where nobody has. */
  readonly busy: number;
}

/** A row a server: true costs, or what is said in their place. */
export type Profile = readonly (readonly number[])[];

/** Who does what, and who is paid what. */
export interface Outcome {
  /** `shares[server][task]`: the part of a task that a server takes, in [0, 1]. */
  readonly shares: Profile;
  /** One a server. */
  readonly payments: readonly number[];
}

/** What `task` costs a server whose row of a profile is `row`. */
export function costOf(row: readonly number[], sizes: readonly number[], task: number): number {
  return row[row.length === 1 ? 0 : task]! * sizes[task]!;
}

/** What its parts of the tasks cost `server` at the costs of `profile`. */
export function costsBorne(
  profile: Profile,
  sizes: readonly number[],
  { shares }: Outcome,
  server: number,
): number {
  let sum = 0;
  for (let task = 0; task < sizes.length; task++) {
    const share = shares[server]![task]!;
    if (share > 0) sum += share * costOf(profile[server]!, sizes, task);
  }
  return sum;
}

/** What an outcome is worth to a server: its payment less what its parts truly cost it. */
export function utility({ costs, sizes }: LabMarket, outcome: Outcome, server: number): number {
  return outcome.payments[server]! - costsBorne(costs, sizes, outcome, server);
}

/** A profile in which the servers of `said` say something else. */
export function withReports(profile: Profile, said: ReadonlyMap<number, readonly number[]>): Profile {
  return profile.map((row, server) => said.get(server) ?? row);
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
