import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../input/temporary-folder.js';
import { startVickrey, vickrey } from './vickrey.js';

const { folder, write } = temporaryFolder();

/** Starts a run that takes hours, and waits until it writes. */
async function longRun(out: string, ...more: string[]) {
  const args = ['run', 'scenarios/paper.yaml', '--set', 'time.rounds=100000000', '--out', out, ...more];
  const run = startVickrey(args);
  while (!hasStaging(out)) await new Promise((resolve) => setTimeout(resolve, 20));
  return run;
}

const hasStaging = (out: string): boolean =>
  existsSync(out) && readdirSync(out).some((name) => name.startsWith('.partial-'));

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('ends at %s with exit code %d, one line and nothing left behind', async (signal, code) => {
  const out = join(folder, signal);
  const { child, ended } = await longRun(out);
  child.kill(signal);
  const stderr = `interrupted by ${signal}: nothing was written\n`;
  expect(await ended).toEqual({ status: code, signal: null, stderr });
  expect(existsSync(out)).toBe(false);
});

it('ends once where two signals come, and leaves what was in the folder', async () => {
  const out = join(folder, 'twice');
  mkdirSync(out);
  writeFileSync(join(out, 'notes.txt'), 'mine');
  const { child, ended } = await longRun(out, '--quiet');
  child.kill('SIGINT');
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ status: 130, stderr: expect.stringMatching(/^[^\n]*\n$/) });
  expect(readdirSync(out)).toEqual(['notes.txt']);
});

it('leaves a finished run as it was where its replacement is interrupted', async () => {
  const out = join(folder, 'replaced');
  expect(vickrey(['run', 'scenarios/paper.yaml', '--out', out, '--quiet']).status).toBe(0);
  const before = readdirSync(out);
  const { child, ended } = await longRun(out, '--force');
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ status: 143 });
  expect(readdirSync(out)).toEqual(before);
});

it('leaves no finished run where it is killed, and the next run removes what it left', async () => {
  const out = join(folder, 'killed');
  const { child, ended } = await longRun(out);
  child.kill('SIGKILL');
  expect(await ended).toMatchObject({ signal: 'SIGKILL' });
  expect(existsSync(join(out, 'summary.json'))).toBe(false);
  expect(hasStaging(out)).toBe(true);
  expect(vickrey(['run', 'scenarios/paper.yaml', '--out', out, '--quiet'])).toMatchObject({
    status: 0,
    stderr: '',
  });
  expect(hasStaging(out)).toBe(false);
  expect(existsSync(join(out, 'summary.json'))).toBe(true);
});

it.each([
  ['sweep', 'SIGINT', ['sweep', 'drawn.yaml'], ['runs.ndjson', 'sweep.json']],
  ['replicate', 'SIGTERM', ['replicate', 'few.yaml', '-n', '4'], ['runs.ndjson', 'sweep.json']],
  ['compare', 'SIGHUP', ['compare', 'few.yaml', 'few.yaml', '-n', '4'], []],
] as const)('leaves nothing half done where %s gets %s while it draws', async (name, signal, args, kept) => {
  writeFileSync(join(folder, 'few.yaml'), 'servers: { count: 3 }\ntime: { rounds: 3 }\n');
  writeFileSync(join(folder, 'drawn.yaml'), 'scenario: few.yaml\nreplications: 4\n');
  const out = join(folder, `drawn-${name}`);
  mkdirSync(out);
  const inFolder = args.map((arg) => (arg.endsWith('.yaml') ? join(folder, arg) : arg));
  const { child, ended } = startVickrey([...inFolder, '--workers', '1', '--quiet', '--out', out]);
  const isDrawing = (): boolean =>
    readdirSync(out, { recursive: true }).some((entry) => `${entry}`.endsWith('.vl.json'));
  while (!isDrawing()) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill(signal);
  expect(await ended).toMatchObject({ status: 128 + constants.signals[signal] });
  expect(readdirSync(out).sort()).toEqual(kept);
});

/** A scenario whose mechanism never comes back. */
function looping(name: string, code = 'export default { sell() { for (;;); } };'): string {
  writeFileSync(join(folder, `${name}.mjs`), code);
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, `servers: { count: 3 }\nauction: { mechanism: ${name}.mjs }\n`);
  return file;
}

it('ends a run whose mechanism loops after --timeout, with exit code 1 and nothing left behind', () => {
  const out = join(folder, 'loops');
  const { status, stderr } = vickrey(['run', looping('loops'), '--timeout', '0.5', '--out', out]);
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^error: .*loops\.mjs: the mechanism was ended after 0\.5 s without a sale \(its auction 1, bids [^)]*\); --timeout SECONDS gives it more\n$/,
  );
  expect(existsSync(out)).toBe(false);
});

it.each([
  ['getter', '{ get winner() { for (;;); }, payment: 1 }'],
  ['proxy', 'new Proxy({ winner: 0, payment: 1 }, { has() { for (;;); } })'],
])('ends a run whose mechanism returns what loops as it is read: %s', (name, sale) => {
  const out = join(folder, `out-${name}`);
  const file = looping(name, `export default { sell: () => (${sale}) };`);
  const { status, stderr } = vickrey(['run', file, '--timeout', '0.5', '--out', out]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error: .*\.mjs: the mechanism was ended after 0\.5 s without a sale/);
  expect(existsSync(out)).toBe(false);
});

it.each([
  ['place', '({ place() { for (;;); } })'],
  ['default export', '{ for (;;); }'],
])('ends a run whose balancer loops, after --timeout: %s', (name, body) => {
  const code = write(`balancer-${name}.mjs`, `export default () => ${body};`);
  const few = write('balancer.yaml', 'time: { rounds: 20 }\n');
  const args = ['run', few, '--set', `balancer={module: ${JSON.stringify(code)}}`, '--timeout', '2'];
  const { status, stderr } = vickrey(args);
  expect(status).toBe(1);
  expect(stderr).toMatch(
    new RegExp(
      `^error: .*\\.mjs: the balancer was ended after 2 s in (its )?${name}(\\(\\))?; --timeout SECONDS`,
    ),
  );
});

it('refuses a run whose mechanism loops as it is loaded, after --timeout', () => {
  const out = join(folder, 'loads');
  const file = looping('loads', 'for (;;);');
  const { status, stderr } = vickrey(['run', file, '--timeout', '0.5', '--out', out]);
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /^error: .*loads\.yaml:2:23: auction\.mechanism: .*loads\.mjs: the loading of its code was ended after 0\.5 s\n/,
  );
  expect(existsSync(out)).toBe(false);
});

it.each([
  ['run', 'SIGINT', 130],
  ['lab', 'SIGTERM', 143],
  ['replicate', 'SIGINT', 130],
  ['compare', 'SIGTERM', 143],
] as const)('%s ends at %s while a mechanism loops as it is loaded', async (command, signal, code) => {
  const name = `loads-${command}`;
  const begun = join(folder, `${name}-begun`);
  const write = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(begun)}, '');`;
  const file = looping(name, `${write} for (;;);`);
  const more = { run: [], lab: [], replicate: [], compare: ['--vary', 'bidding.noise=0,0.1'] };
  const subject = command === 'lab' ? join(folder, `${name}.mjs`) : file;
  const { child, ended } = startVickrey([command, subject, ...more[command]]);
  while (!existsSync(begun)) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill(signal);
  const { status, signal: by } = await ended;
  // Before a folder is taken, signals have their usual effect: shells know that by the same code.
  expect(by === null ? status : 128 + constants.signals[by]).toBe(code);
});

it('ends a run whose mechanism loops at Ctrl-C', async () => {
  const out = join(folder, 'held');
  const { child, ended } = startVickrey(['run', looping('held'), '--timeout', '1000', '--out', out]);
  while (!hasStaging(out)) await new Promise((resolve) => setTimeout(resolve, 20));
  // The first may come in the instant before the auction, and waits for its end then.
  const again = setInterval(() => child.kill('SIGINT'), 250);
  expect(await ended).toEqual({
    status: 130,
    signal: null,
    stderr: 'interrupted by SIGINT: nothing was written\n',
  });
  clearInterval(again);
  expect(existsSync(out)).toBe(false);
});

/** Ends one after the other, where none of them has been heard. */
async function endsAt(args: readonly string[], signal: NodeJS.Signals, isBegun: () => boolean) {
  const { child, ended } = startVickrey(args);
  while (!isBegun()) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill(signal);
  const { status, signal: by, stderr } = await ended;
  return { code: by === null ? status : 128 + constants.signals[by], stderr };
}

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  'ends at %s in the middle of an event that takes an hour, and the folder is good',
  async (signal, code) => {
    const out = join(folder, `event-${signal}`);
    const shapley = ['method=monte-carlo', 'permutations=1000000', 'sampling=independent'];
    const long = [...shapley.map((set) => `metrics.shapley.${set}`), 'servers.count=20000'];
    const args = ['run', 'scenarios/paper.yaml', ...long.flatMap((set) => ['--set', set]), '--out', out];
    let begun = 0;
    const isBegun = (): boolean => {
      if (begun === 0 && hasStaging(out)) begun = performance.now();
      return begun > 0 && performance.now() - begun > 2000;
    };
    const { code: ended, stderr } = await endsAt(args, signal, isBegun);
    expect(ended).toBe(code);
    if (signal === 'SIGINT') {
      expect(stderr).toBe('interrupted by SIGINT: nothing was written\n');
      expect(existsSync(out)).toBe(false);
    }
    expect(vickrey(['run', 'scenarios/paper.yaml', '--out', out, '--quiet'])).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(hasStaging(out)).toBe(false);
  },
);

it('ends a run whose mechanism loops at SIGTERM', async () => {
  const out = join(folder, 'held-too');
  const args = ['run', looping('held-too'), '--timeout', '1000', '--out', out];
  const { code } = await endsAt(args, 'SIGTERM', () => hasStaging(out));
  expect(code).toBe(143);
});

it.each([
  ['compare', ['--vary', 'bidding.noise=0,0.1'], 'SIGINT', 130],
  ['replicate', ['--workers', '1'], 'SIGTERM', 143],
] as const)('%s ends while a mechanism loops in an auction', async (command, more, signal, code) => {
  const begun = join(folder, `sells-${command}`);
  const file = looping(
    `sells-${command}-mechanism`,
    `import { writeFileSync } from 'node:fs';
    export default { sell() { writeFileSync(${JSON.stringify(begun)}, ''); for (;;); } };`,
  );
  const { code: ended, stderr } = await endsAt([command, file, ...more], signal, () => existsSync(begun));
  expect(ended).toBe(code);
  expect(stderr).toBe(signal === 'SIGINT' ? `interrupted by SIGINT: nothing was written\n` : '');
});
