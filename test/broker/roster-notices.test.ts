import { expect, test } from 'vitest';
import type { RosterEntry } from '../../src/broker/roster.js';
import { sweepsNotice, workersNotice } from '../../src/broker/roster-notices.js';

const own: RosterEntry = { role: 'sweep', version: '1', commit: 'a', host: 'here', id: '0', runs: 0 };
const worker = (entry: Partial<RosterEntry>): RosterEntry => ({ ...own, role: 'worker', runs: 4, ...entry });

test('a sweep says who works for it, who does not, and why', () => {
  expect(workersNotice(own, [own])).toBe(
    'no worker of version 1 is there yet: vickrey worker --broker URL starts one',
  );
  expect(workersNotice(own, [worker({}), worker({ host: 'there' })])).toBe(
    '2 workers on 2 machines, 8 runs at a time',
  );
  expect(workersNotice(own, [worker({ commit: 'b', host: 'there' }), worker({ version: '2' })])).toBe(
    '1 worker on 1 machine, 4 runs at a time; 1 worker of version 2 takes no runs of this sweep, which is of version 1; ' +
      'the code on there is of another commit than here (a)',
  );
});

test('a worker says which sweeps it leaves to others, and nothing of those that it works for', () => {
  expect(sweepsNotice(worker({}), [own, worker({ version: '2' })])).toBe('');
  expect(sweepsNotice(worker({}), [own, { ...own, version: '2', host: 'there' }])).toBe(
    '1 sweep from there of version 2 left to others: this is version 1',
  );
});

test('those with another key, or none, are said to be left alone', () => {
  expect(workersNotice(own, [worker({ key: 'k' })])).toBe(
    'no worker of version 1 is there yet: vickrey worker --broker URL starts one; ' +
      '1 worker takes no runs of this sweep: it has a --key, and the sweep has none',
  );
  expect(workersNotice({ ...own, key: 'k' }, [worker({ key: 'k' }), worker({}), worker({ key: 'l' })])).toBe(
    '1 worker on 1 machine, 4 runs at a time; ' +
      '2 workers take no runs of this sweep: they do not have the --key of the sweep (k)',
  );
  expect(sweepsNotice(worker({ key: 'k' }), [own])).toBe(
    '1 sweep from here left to others: it does not have the --key of this worker (k)',
  );
});
