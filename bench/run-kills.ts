import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from '@commander-js/extra-typings';
import { Alea } from '../dist/random/alea.js';
import { killCases, killed } from './kills.js';

/**
 * Kills every command that writes at random instants, in real processes, and asks what is left of its folder: a row a
 * command. Fails where anything is lost. A sweep at a broker is killed where a Redis or Valkey server is installed.
 *
 *     npm run kills -- --kills 200 --only sweep
 */

const { kills, only, seed } = commandLine();
const folder = mkdtempSync(join(tmpdir(), 'vickrey-kills-'));
const beside: ChildProcess[] = [];
process.on('exit', () => {
  for (const each of beside) each.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

const random = new Alea(String(seed));
console.log('| command | kills | as before | as after | unfinished | wrong |');
console.log('|---|---|---|---|---|---|');
for (const each of killCases(folder, await brokerWithWorker()).filter(({ name }) => name.includes(only))) {
  const { found, name, wrong } = await killed(each, { folder, kills, random: () => random.double() });
  console.log(
    `| \`${name}\` | ${kills} | ${found.old} | ${found.fresh} | ${found.mended} | ${wrong.length} |`,
  );
  for (const words of wrong) console.log(words);
  if (wrong.length > 0) process.exitCode = 1;
}
process.exit();

/** The address of a broker of this process that has a worker; undefined where no server is installed. */
async function brokerWithWorker(): Promise<string | undefined> {
  const server = ['redis-server', 'valkey-server'].find(
    (name) => spawnSync(name, ['--version']).status === 0,
  );
  if (server === undefined) return undefined;
  const port = await freePort();
  const data = join(folder, 'broker');
  mkdirSync(data);
  const listens = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', data, '--save', ''];
  beside.push(spawn(server, listens, { stdio: 'ignore' }));
  const url = `redis://127.0.0.1:${port}`;
  const vickrey = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
  const worker = [vickrey, 'worker', '--broker', url, '--workers', '1', '--quiet'];
  beside.push(spawn(process.execPath, worker, { stdio: 'ignore' }));
  return url;
}

/** A port of this machine that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function commandLine() {
  const command = new Command('kills')
    .description('kills of every command that writes, at random instants')
    .option('--kills <n>', 'of each command', '100')
    .option('--only <text>', 'commands whose name has this text', '')
    .option('--seed <n>', 'of the instants', '1')
    .parse();
  const { kills, only, seed } = command.opts();
  return { kills: Number(kills), only, seed: Number(seed) };
}
