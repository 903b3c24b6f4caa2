import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HalfMinuteLines } from '../../src/cli/half-minute-lines.js';
import { paceLine } from '../../src/cli/pace.js';
import * as printing from '../../src/cli/print.js';

vi.mock('../../src/cli/print.js', () => ({ printError: vi.fn() }));

const { isTTY } = process.stderr;
const setTerminal = (is: boolean) => {
  process.stderr.isTTY = is;
};

/** What is told at these seconds. */
const toldAt = (quiet: boolean, ...seconds: number[]) => {
  const watch = { wallSeconds: 0 };
  const lines = new HalfMinuteLines(quiet, watch);
  for (const second of seconds) {
    watch.wallSeconds = second;
    lines.tell((told) => `at ${told} s`);
  }
  return vi.mocked(printing.printError).mock.calls.map(([text]) => text);
};

beforeEach(() => {
  vi.mocked(printing.printError).mockClear();
  setTerminal(false);
});
afterEach(() => setTerminal(isTTY));

describe('lines where stderr is no terminal', () => {
  it('are half a minute apart, and none is of what is over sooner', () => {
    expect(toldAt(false, 0, 10, 29.9, 30, 31, 59.9, 65, 94.9, 95)).toEqual([
      'at 30 s\n',
      'at 65 s\n',
      'at 95 s\n',
    ]);
  });

  it('are none with --quiet, and none on a terminal', () => {
    expect(toldAt(true, 30, 60)).toEqual([]);
    setTerminal(true);
    expect(toldAt(false, 30, 60)).toEqual([]);
  });
});

it('a line says what is done, of how much, how fast and how long it still takes', () => {
  expect(paceLine('run', 3, 20, 30)).toBe('run 3 of 20  0.1/s  3 min left');
  expect(paceLine('run', 0, 20, 30)).toBe('run 0 of 20  –/s  – left');
  expect(paceLine('property', 10, 11, 40)).toBe('property 10 of 11  0.25/s  4 s left');
  expect(paceLine('system', 1, 181, 40)).toBe('system 1 of 181  0.025/s  2 h left');
});
