import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { binary, root } from '../cli/vickrey.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/many-machines.md',
  'docs/reliability.md',
  'docs/model.md',
  'docs/traces.md',
  'docs/balancers.md',
  'docs/coalitions.md',
  'docs/compare.md',
  'docs/continuous-time.md',
  'docs/intervals.md',
  'docs/trends.md',
  'docs/experiments.md',
  'docs/results.md',
  'docs/shapley.md',
  'docs/output.md',
  'docs/architecture.md',
  'docs/performance.md',
  'docs/learning.md',
  'docs/environment.md',
  'docs/lab.md',
  'docs/lab-mutants.md',
  'docs/validation.md',
  'docs/changelog.md',
];
const read = (page: string): string => readFileSync(join(root, page), 'utf8');

/** The contents of a page's fenced blocks in one language. */
function blocks(page: string, language: string): string[] {
  return [...read(page).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, text]) => text!,
  );
}

describe('every command of the docs works, in the order in which a reader meets them', () => {
  const { folder } = temporaryFolder();

  beforeAll(() => {
    for (const name of ['scenarios', 'examples', 'node_modules'])
      symlinkSync(join(root, name), join(folder, name));
    const [first] = blocks('README.md', 'yaml');
    writeFileSync(join(folder, 'first.yaml'), first!);
  });

  const run = (command: string): void => {
    const line = command.replace(/^npx vickrey/, `node ${binary}`);
    const { status, stderr } = spawnSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  };
  const hasPython = spawnSync('python3', ['--version']).status === 0;
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

  for (const page of pages) {
    const commands = blocks(page, 'sh').flatMap((block) => block.trim().split('\n'));
    for (const command of commands.map((text) => text.replace(/\s+#.*$/, ''))) {
      it.skipIf(command.startsWith('python3') && !hasPython)(`${page}: ${command}`, () => {
        if (!command.startsWith('npm')) return run(command);
        // CI itself runs npm ci and npm test; of the others only the name is checked here.
        for (const [, name] of command.matchAll(/npm (?:run )?([\w:]+)/g)) {
          if (name !== 'ci') expect(scripts).toHaveProperty([name!]);
        }
      });
    }
  }
});

it('the first scenario of the README shows its summary as it is now', () => {
  const { stdout } = spawnSync(process.execPath, [binary, 'run', 'scenarios/paper.yaml'], {
    cwd: root,
    encoding: 'utf8',
  });
  const shown = read('README.md').match(/^```\n(.*?)^```$/ms)![1]!;
  const lines = new Set(stdout.split('\n').map((line) => line.trim()));
  for (const line of shown.trim().split('\n')) expect(lines).toContain(line.trim() === '' ? '' : line.trim());
});

it('the picture of the README is the one that the command draws', () => {
  const out = join(temporaryFolder().folder, 'out');
  spawnSync(process.execPath, [binary, 'run', 'scenarios/paper.yaml', '--out', out, '--quiet'], {
    cwd: root,
  });
  expect(readFileSync(join(out, 'plots/market.svg'), 'utf8')).toBe(read('docs/market.svg'));
});

it('the library example of the README is the one in examples', () => {
  const [shown] = blocks('README.md', 'js');
  expect(read('examples/library.mjs')).toContain(shown);
  const { status, stdout } = spawnSync(process.execPath, ['examples/library.mjs'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(stdout.split('\n')[0]).toMatch(/^second-price +\d+ -?\d+ \d+\.\d{3}$/);
});

it('the examples of docs/environment.md are those in examples, and its replies are those of the command', () => {
  const page = 'docs/environment.md';
  const requests = read('examples/requests.jsonl');
  expect(blocks(page, 'jsonl')).toEqual([requests]);
  expect(read('examples/environment.mjs')).toContain(blocks(page, 'js')[0]);
  const args = [binary, 'environment', 'examples/two-servers.yaml'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', input: requests });
  expect(blocks(page, 'json')).toEqual([stdout]);
});

it('the sweep file of docs/experiments.md is the one in examples', () => {
  const [shown] = blocks('docs/experiments.md', 'yaml');
  expect(read('examples/sweep.yaml')).toContain(shown);
});

it('the tables of docs/trends.md are what their example prints', () => {
  const { stdout } = spawnSync(process.execPath, ['examples/trends.mjs'], { cwd: root, encoding: 'utf8' });
  const [, shown] = read('docs/trends.md').match(/<!-- trends: begin -->\n(.*)<!-- trends: end -->/s)!;
  expect(shown).toBe(stdout);
});

it.each(pages)('%s has no line of more than 100 characters outside tables, code and links', (page) => {
  const text = read(page)
    .replaceAll(/^ *```.*?^ *```$/gms, '')
    .replaceAll(/^(?:\|| {4}).*$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '`')
    .replaceAll(/\]\([^)]*\)/g, ']');
  expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

it('every scenario of the docs and every page that they link to is there', () => {
  for (const page of pages) {
    for (const [, target] of read(page).matchAll(/\]\((?!https:)([^)#]+)\)/g)) {
      expect(() => read(join(page, '..', target!)), `${page} links to ${target}`).not.toThrow(/ENOENT/);
    }
  }
});
