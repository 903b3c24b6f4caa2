import { exitCodeOf, failureInWords } from '../../src/cli/failure.js';
import { type Case, contents, diskBefore, ofDeadProcess, openAgain, out, perform } from './commands.js';
import { type Call, type Disk, fault, randomFrom } from './disk.js';

/** Whether a sync is left out: the `nth` of the command, from 0. */
type LeftOut = (path: string, nth: number) => boolean;

/** What a campaign has done, and what it has found wrong, in words. */
export interface Findings {
  /** Calls that were made to fail, or instants at which the power was lost or the process killed. */
  tried: number;
  readonly wrong: string[];
}

/** What may be there. */
interface Ends {
  /** Contents of the folder before; undefined where there are none. */
  readonly old: string | undefined;
  /** Contents that the command writes. */
  readonly fresh: string;
  /** Runs on the record before. */
  readonly oldRuns: readonly string[];
  /** Runs on the record in the end. */
  readonly freshRuns: readonly string[];
}

function endsOf({ marker }: Case, before: Disk, after: Disk): Ends {
  const [old, fresh] = [contents(before, marker), contents(after, marker)];
  if (fresh === undefined) throw new Error('the command has written nothing');
  return { old, fresh, oldRuns: recorded(before), freshRuns: recorded(after) };
}

async function undisturbed(each: Case) {
  const before = await diskBefore(each);
  const after = before.afterKill();
  const calls: Call[] = [];
  after.onCall = (call) => calls.push(call);
  await perform(after, each.command);
  return { before, calls, ends: endsOf(each, before, after) };
}

/** A way in which a call fails: `EIO` alone, or with all calls after it; `ENOSPC` with all that write after it. */
type Failure = 'EIO' | 'EIO for ever' | 'ENOSPC';

/** The ways that are tried at a call. Where a disk stays dead matters less than what fails: it is tried at one in four. */
function failuresOf({ index, writes }: Call): Failure[] {
  return [
    'EIO',
    ...(index % 4 === 0 ? ['EIO for ever' as const] : []),
    ...(writes ? ['ENOSPC' as const] : []),
  ];
}

function fails(failure: Failure, from: Call, { index, writes }: Call): boolean {
  if (failure === 'EIO') return index === from.index;
  return index >= from.index && (failure === 'EIO for ever' || writes);
}

/**
 * Has one call after the other fail, and asks what the command says and leaves behind.
 *
 * @param chosen - which calls are tried
 */
export async function failing(each: Case, chosen: (call: Call) => boolean): Promise<Findings> {
  const { before, calls, ends } = await undisturbed(each);
  const findings: Findings = { tried: 0, wrong: [] };
  for (const call of calls.filter(chosen)) {
    for (const failure of failuresOf(call)) {
      findings.tried++;
      const disk = before.afterKill();
      disk.onCall = (next) => {
        if (fails(failure, call, next))
          throw fault(failure === 'ENOSPC' ? failure : 'EIO', next.name, next.path);
      };
      const error = await perform(disk, each.command).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      disk.onCall = () => {};
      const wrong = await outcomeWrong(each, disk, error, ends);
      const where = `${each.name}: ${call.name} ${call.path} (${call.index}): ${failure}`;
      if (wrong !== undefined) findings.wrong.push(`${where}: ${wrong}`);
    }
  }
  return findings;
}

async function outcomeWrong(each: Case, disk: Disk, error: unknown, ends: Ends): Promise<string | undefined> {
  const { marker } = each;
  const { fresh } = ends;
  if (error !== undefined && exitCodeOf(error) !== 1) return `exit code ${exitCodeOf(error)}: ${error}`;
  if (error !== undefined && !isTold(error)) return `not told as it should be: ${failureInWords(error)}`;
  if (error === undefined && contents(disk, marker) !== fresh)
    return 'done, but the contents are not the new ones';
  if (
    error === undefined &&
    contents(
      disk.afterPowerLoss(() => 0),
      marker,
    ) !== fresh
  )
    return 'done, but not on the medium';
  return stateWrong(ofDeadProcess(disk), each, ends);
}

/** Whether an error is told without a stack, and of no file but those that the user knows, with what to do. */
function isTold(error: unknown): boolean {
  const [what = '', ...remedies] = failureInWords(error).split('\n');
  return /^\/disk[^.]*(?:\w\.\w+)*: the disk /.test(what) && remedies.some((line) => /^ {2}\w/.test(line));
}

/**
 * Loses the power before each call that changes something, several times over, and asks what is left: at once, and
 * after the next command has opened the folder, also where the power is lost, or the process killed, while it does.
 *
 * @param options.every - of so many instants one is tried
 * @param options.losses - at each instant, beside a kill without a loss
 * @param options.within - of so many of these, the next command is cut off too
 * @param options.leftOut - a sync that the program lacks
 */
export async function losingPower(
  each: Case,
  options: {
    seed: number;
    every?: number;
    losses: number;
    within: number;
    leftOut?: (path: string, nth: number) => boolean;
  },
): Promise<Findings> {
  const before = await diskBefore(each);
  const random = randomFrom(options.seed);
  const findings: Findings = { tried: 0, wrong: [] };
  const instants: { disk: Disk; call: string }[] = [];
  const disk = before.afterKill();
  leaveOut(disk, options.leftOut);
  disk.onCall = (call) => {
    if (changes(call))
      instants.push({ disk: disk.afterKill(), call: `${call.name} ${call.path} (${call.index})` });
  };
  await perform(disk, each.command);
  disk.onCall = () => {};
  const ends = endsOf(each, before, disk);
  const check = async (left: Disk, where: string, allowed: Ends = ends): Promise<void> => {
    // One is enough to show that a sync is missing.
    if (options.leftOut && findings.wrong.length > 0) return;
    findings.tried++;
    const wrong = await stateWrong(ofDeadProcess(left), each, allowed);
    if (wrong !== undefined) findings.wrong.push(`${each.name}: ${where}: ${wrong}`);
  };
  const { every = 1 } = options;
  for (const { disk: instant, call } of instants.filter((_, i) => i % every === options.seed % every)) {
    await check(instant.afterKill(), `killed before ${call}`);
    for (let loss = 0; loss < options.losses; loss++) {
      await check(instant.afterPowerLoss(random), `power lost before ${call}`);
    }
    for (let loss = 0; loss < options.within; loss++) {
      const left = ofDeadProcess(random() < 0.5 ? instant.afterKill() : instant.afterPowerLoss(random));
      for (const [again, step] of cutOffs(left, each)) {
        await check(again.afterPowerLoss(random), `power lost before ${call}, and again before ${step}`);
      }
    }
  }
  const done: Ends = { ...ends, old: ends.fresh, oldRuns: ends.freshRuns };
  for (let loss = 0; loss < 4 * options.losses; loss++)
    await check(disk.afterPowerLoss(random), 'power lost afterwards', done);
  return findings;
}

/**
 * Leaves out the syncs of a case one by one, and looks for a loss of power that shows it.
 *
 * @returns how many there are, and the files and folders whose sync is not missed
 */
export async function unmissedSyncs(
  each: Case,
  losses: number,
): Promise<{ syncs: number; unmissed: string[] }> {
  const { calls } = await undisturbed(each);
  const syncs = calls.filter(({ name }) => name === 'fsync');
  const unmissed: string[] = [];
  for (const [left, { path }] of syncs.entries()) {
    const { wrong } = await losingPower(each, {
      seed: left,
      losses,
      within: 0,
      leftOut: (_, nth) => nth === left,
    });
    if (wrong.length === 0) unmissed.push(path.replaceAll(/-\d+-\d+/g, ''));
  }
  return { syncs: syncs.length, unmissed };
}

/** Has a program go without a sync. */
function leaveOut(disk: Disk, leftOut: LeftOut | undefined): void {
  let syncs = 0;
  if (leftOut) disk.isLeftOut = (path) => leftOut(path, syncs++);
}

/** The disk before each change that the next command makes as it opens the folder. */
function cutOffs(left: Disk, { marker }: Case): [Disk, string][] {
  const instants: [Disk, string][] = [];
  left.onCall = (call) => {
    if (changes(call)) instants.push([left.afterKill(), `${call.name} ${call.path}`]);
  };
  openAgain(left, marker);
  left.onCall = () => {};
  return [...instants, [left, 'the end']];
}

function changes({ name, writes }: Call): boolean {
  return writes || ['fsync', 'unlink', 'rmdir'].includes(name);
}

/** What is wrong with what is left of a folder, at once and after the next command has opened it. */
async function stateWrong(left: Disk, each: Case, ends: Ends): Promise<string | undefined> {
  const { old, fresh, oldRuns, freshRuns } = ends;
  const found = contents(left, each.marker);
  if (found !== undefined && found !== old && found !== fresh)
    return `reads as whole, and is not: ${shown(found)}`;
  const lost = missing(left, found === fresh ? freshRuns : oldRuns);
  if (lost > 0) return `${lost} runs are lost that were on the record`;
  return isSweep(each) ? goneOnWrong(left, each, fresh) : openedWrong(left, each, ends);
}

/** A sweep takes its old results away before it makes more runs, and can always go on. */
async function goneOnWrong(left: Disk, each: Case, fresh: string): Promise<string | undefined> {
  try {
    await perform(left, each.command);
  } catch (error) {
    return `it does not go on: ${String((error as Error).message)}`;
  }
  const then = contents(left, each.marker);
  if (then !== fresh) return `it has gone on to other contents: ${shown(then ?? '[]')}`;
  return leftoversIn(left);
}

function openedWrong(left: Disk, each: Case, { old, fresh }: Ends): string | undefined {
  try {
    openAgain(left, each.marker);
  } catch (error) {
    return `it cannot be opened: ${(error as Error).message}`;
  }
  const then = contents(left, each.marker);
  if (then === undefined) return old === undefined ? leftoversIn(left) : 'nothing is left';
  if (then !== old && then !== fresh) return `opened again, reads as whole, and is not: ${shown(then)}`;
  return leftoversIn(left);
}

function leftoversIn(left: Disk): string | undefined {
  const names = left.names(out).filter((name) => /^\.(?:lock|partial|publishing)/.test(name));
  return names.length === 0 ? undefined : `left behind after opening: ${names}`;
}

function isSweep({ marker }: Case): boolean {
  return marker === 'results.json';
}

/** The lines of the record. */
function recorded(disk: Disk): string[] {
  return (disk.files()[`${out}/runs.ndjson`] ?? '').split('\n').filter((line) => line !== '');
}

function missing(disk: Disk, runs: readonly string[]): number {
  const found = new Set(recorded(disk));
  return runs.filter((line) => !found.has(line)).length;
}

function shown(text: string): string {
  return (JSON.parse(text) as [string, string][])
    .map(([path, content]) => `${path}:${content.length}`)
    .join(' ');
}
