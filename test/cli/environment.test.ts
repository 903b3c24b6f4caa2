import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../input/temporary-folder.js';
import { binary, inBash, root, vickrey } from './vickrey.js';

const { folder } = temporaryFolder();
const paper = ['environment', 'scenarios/paper.yaml', '--set', 'servers.count=2', '--set', 'time.rounds=3'];
const keep = '{"request":"step","action":[2,2]}';

/** What the command replies to `lines`, and how it ends. */
function talk(lines: readonly string[], ...more: string[]) {
  const { status, stderr, stdout } = vickrey([...paper, ...more], { input: lines.join('\n') });
  const replies = stdout.split('\n').filter((line) => line !== '');
  return { status, stderr, replies: replies.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

it('replies line by line and ends well where its input ends, with or without a last line end', () => {
  const lines = ['{"request":"hello"}', '{"request":"reset"}', keep, keep, keep, '{"request":"summary"}'];
  for (const ending of ['', '\n']) {
    const { status, stderr, replies } = talk([...lines.slice(0, -1), lines.at(-1)! + ending]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(replies.map(({ reply }) => reply)).toEqual(['hello', 'reset', 'step', 'step', 'step', 'summary']);
  }
  expect(talk([])).toEqual({ status: 0, stderr: '', replies: [] });
});

it('replies with the digest of the same run without learning, where all servers keep', () => {
  const { replies } = talk(['{"request":"reset"}', keep, keep, keep, '{"request":"summary"}']);
  const run = vickrey(['run', ...paper.slice(1), '--set', 'learning.mode=none', '--json']);
  expect(replies.at(-1)).toMatchObject({ summary: { digest: JSON.parse(run.stdout).digest } });
});

it('goes on after lines that it cannot read, and ends where it is told to close', () => {
  const { status, stderr, replies } = talk(['nonsense', '', '{"request":"close"}', '{"request":"hello"}']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(replies.map(({ reply }) => reply)).toEqual(['error', 'error', 'close']);
});

it('takes continuous actions, and rewards profit, where it is started so', () => {
  const started = ['--actions', 'continuous', '--reward', 'profit'];
  const step = '{"request":"step","action":[0.5,-1]}';
  const { replies } = talk(['{"request":"hello"}', '{"request":"reset","seed":4}', step], ...started);
  expect(replies[0]).toMatchObject({
    action_space: { type: 'Box', dtype: 'float64', shape: [2], low: -1, high: 1 },
    reward: 'profit',
  });
  expect(replies[1]).toMatchObject({ info: { seed: 4 } });
  const [before, after] = [replies[1], replies[2]].map((reply) => (reply!.observation as number[][])[0]![1]!);
  expect(after).toBe(before! * (1 + 0.1 * 0.5));
});

it('answers each request before the next is there', async () => {
  const child = spawn(process.execPath, [binary, ...paper], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const replies: string[] = [];
  for (const line of ['{"request":"reset"}', keep, keep, keep, '{"request":"close"}']) {
    child.stdin.write(`${line}\n`);
    const [reply] = await new Promise<string[]>((resolve) => {
      const lines = createInterface({ input: child.stdout });
      lines.once('line', (text) => {
        lines.close();
        resolve([text]);
      });
    });
    replies.push(JSON.parse(reply!).reply);
  }
  expect(replies).toEqual(['reset', 'step', 'step', 'step', 'close']);
  expect(await ended).toBe(0);
});

it('ends without a word where its reader has left', () => {
  const requests = `yes '{"request":"reset"}'`;
  const command = `${requests} | vickrey environment '${root}scenarios/paper.yaml' | head -n 2 | wc -l; echo \${PIPESTATUS[1]}`;
  expect(inBash(command, folder)).toMatchObject({ status: 0, stdout: '2\n0\n', stderr: '' });
});

it.each([
  [['environment', 'scenarios/none.yaml'], /^error: scenarios\/none\.yaml: there is no such file/],
  [['environment', 'scenarios/paper.yaml', '--set', 'servers.count=0'], /^error: --set servers\.count=0: /],
  [['environment', 'scenarios/paper.yaml', '--actions', 'up'], /argument 'up' is invalid/],
  [['environment', 'scenarios/paper.yaml', '--reward', 'fame'], /argument 'fame' is invalid/],
  [['environment'], /missing required argument 'scenario'/],
])('refuses %j with exit code 2 and leaves stdout empty', (args, words) => {
  const { status, stdout, stderr } = vickrey(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(words);
});
