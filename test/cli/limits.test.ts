import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../input/temporary-folder.js';
import { root, vickrey } from './vickrey.js';

const { folder, write } = temporaryFolder();

/** A file of zeros that takes no room on the disk. */
function sparse(name: string, bytes: number): string {
  const path = write(name, '');
  const descriptor = openSync(path, 'r+');
  ftruncateSync(descriptor, bytes);
  closeSync(descriptor);
  return path;
}

describe('what is too large is refused in one line that says what, where and what to do', () => {
  const huge = sparse('huge.yaml', 6e8);
  const scenario = write('scenario.yaml', 'time: { rounds: 2 }\nservers: { count: 3 }\n');
  write('sweep.yaml', 'scenario: huge.yaml\n');
  const tooLarge = `${huge}: has more than the 16 MiB that are read\n  long lists have files of their own: servers.file, arrivals.file`;

  it.each([
    ['a scenario', ['run', huge], tooLarge],
    ['a sweep', ['sweep', huge, '--out', `${folder}/out`], tooLarge],
    ['a scenario of a sweep', ['sweep', `${folder}/sweep.yaml`, '--out', `${folder}/out`], tooLarge],
    [
      'a mechanism',
      [
        'run',
        scenario,
        '--set',
        `auction.mechanism=${sparse('huge.mjs', 6e8)}`,
        '--set',
        'coalition.partners=0',
      ],
      `--set auction.mechanism=${folder}/huge.mjs: auction.mechanism: ${folder}/huge.mjs: has more than the 16 MiB that are read\n  name a smaller file`,
    ],
    [
      'a row of servers',
      ['run', scenario, '--set', `servers={ file: ${write('huge.csv', `capacity\n${'1'.repeat(2e7)}`)} }`],
      `${folder}/huge.csv:2: the line has more than 16 MiB\n  give a text of lines that end with LF, CR or CRLF`,
    ],
  ] as const)('%s', (_, args, refusal) => {
    expect(vickrey(args)).toEqual({ status: 2, stdout: '', stderr: `error: ${refusal}\n` });
  });

  it('a request to an environment', () => {
    const input = `{"request":"summary"}\n${' '.repeat(2e7)}`;
    const { status, stdout, stderr } = vickrey(['environment', scenario], { input });
    expect(stdout.split('\n')).toHaveLength(2);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        'error: stdin:2: the line has more than 16 MiB\n  give a text of lines that end with LF, CR or CRLF\n',
    });
  });
});

it('a request that is no text ends an environment, after the replies to those before it', () => {
  const args = ['environment', `${root}examples/two-servers.yaml`];
  const input = Buffer.from('{"request":"summary"}\n{"request":"\xe9"}\n', 'latin1');
  const { status, stdout, stderr } = vickrey(args, { input });
  expect(stdout.split('\n')).toHaveLength(2);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'error: stdin:2:13: bytes that are no UTF-8\n  save it as plain text in UTF-8\n',
  });
});
