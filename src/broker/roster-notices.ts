import { shortened } from '../input/harmless.js';
import type { RosterEntry } from './roster.js';

/** Hosts or versions that are named. */
const MOST_NAMED = 5;

/** What a sweep says of the workers at its broker. */
export function workersNotice(own: RosterEntry, others: readonly RosterEntry[]): string {
  const workers = others.filter(({ role }) => role === 'worker');
  const fit = workers.filter((worker) => isOf(own)(worker) && hasKeyOf(own)(worker));
  const unfit = workers.filter((worker) => !isOf(own)(worker));
  const locked = workers.filter((worker) => isOf(own)(worker) && !hasKeyOf(own)(worker));
  const runs = fit.reduce((sum, worker) => sum + worker.runs, 0);
  const here =
    fit.length === 0
      ? `no worker of version ${own.version} is there yet: vickrey worker --broker URL${own.key === undefined ? '' : ' --key FILE'} starts one`
      : `${counted(fit.length, 'worker')} on ${counted(hostsOf(fit).length, 'machine')}, ${counted(runs, 'run')} at a time`;
  const notices = [here, ...unfitNotice(own, unfit), ...keyNotice(own, locked), ...commitNotice(own, fit)];
  return notices.join('; ');
}

/** What a worker says of the sweeps at its broker that it cannot work for; empty where there are none. */
export function sweepsNotice(own: RosterEntry, others: readonly RosterEntry[]): string {
  const sweeps = others.filter(({ role }) => role === 'sweep');
  const unfit = sweeps.filter((sweep) => !isOf(own)(sweep));
  const locked = sweeps.filter((sweep) => isOf(own)(sweep) && !hasKeyOf(own)(sweep));
  const versions = listOf(unfit.map(({ version }) => version));
  const left = [
    ...(unfit.length > 0
      ? [`${from(unfit)} of version ${versions} left to others: this is version ${own.version}`]
      : []),
    ...(locked.length > 0 ? [`${from(locked)} left to others: ${keysOf(own, locked, 'this worker')}`] : []),
  ];
  return left.join('; ');
}

function from(sweeps: readonly RosterEntry[]): string {
  return `${counted(sweeps.length, 'sweep')} from ${listOf(hostsOf(sweeps))}`;
}

function unfitNotice(own: RosterEntry, unfit: readonly RosterEntry[]): string[] {
  if (unfit.length === 0) return [];
  const versions = listOf(unfit.map(({ version }) => version));
  const verb = unfit.length === 1 ? 'takes' : 'take';
  return [
    `${counted(unfit.length, 'worker')} of version ${versions} ${verb} no runs of this sweep, which is of version ${own.version}`,
  ];
}

function keyNotice(own: RosterEntry, locked: readonly RosterEntry[]): string[] {
  if (locked.length === 0) return [];
  const verb = locked.length === 1 ? 'takes' : 'take';
  return [
    `${counted(locked.length, 'worker')} ${verb} no runs of this sweep: ${keysOf(own, locked, 'the sweep')}`,
  ];
}

/** What is not the same at both ends. */
function keysOf({ key }: RosterEntry, { length }: readonly RosterEntry[], self: string): string {
  const they = length === 1 ? 'it' : 'they';
  if (key !== undefined)
    return `${they} ${length === 1 ? 'does' : 'do'} not have the --key of ${self} (${key})`;
  return `${they} ${length === 1 ? 'has' : 'have'} a --key, and ${self} has none`;
}

/** Working copies of one version may differ. */
function commitNotice(own: RosterEntry, fit: readonly RosterEntry[]): string[] {
  const others = fit.filter(({ commit }) => commit !== own.commit);
  if (others.length === 0) return [];
  const hosts = listOf(hostsOf(others));
  return [`the code on ${hosts} is of another commit than here (${own.commit ?? 'an installed package'})`];
}

function isOf({ version }: RosterEntry): (other: RosterEntry) => boolean {
  return (other) => other.version === version;
}

function hasKeyOf({ key }: RosterEntry): (other: RosterEntry) => boolean {
  return (other) => other.key === key;
}

function hostsOf(entries: readonly RosterEntry[]): string[] {
  return [...new Set(entries.map(({ host }) => host))];
}

function listOf(names: readonly string[]): string {
  const all = [...new Set(names)].sort().map((name) => shortened(name));
  const left = all.length - MOST_NAMED;
  return [...all.slice(0, MOST_NAMED), ...(left > 0 ? [`${left} more`] : [])].join(', ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
