import { expect, test } from 'vitest';
import { prepareScenario } from '../../src/scenario/load.js';
import { simulate } from '../../src/simulation/run.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder, write } = temporaryFolder();
// Each task takes 1 s; the last one arrives while the one before is served.
write('seconds.csv', 'time,load,latency\n0,1,0.5\n5,1,1\n10,1,2\n10.5,1,1.25\n');
write('milliseconds.csv', 'time,load,latency\n0,1,500\n5000,1,1000\n10000,1,2000\n10500,1,1250\n');

async function violations(mode: 'rounds' | 'continuous', file: string, roundLength: number) {
  const loaded = await prepareScenario(
    {
      time: { mode, drain: true },
      servers: { count: 1, processingRate: 1 },
      tasks: { complexity: 1, sla: { gold: 1 } },
      balancer: 'round-robin',
      arrivals: { process: 'trace', file, roundLength },
    },
    { directory: folder },
  );
  const { digest, slaViolations } = simulate(loaded);
  return { digest, late: slaViolations.gold };
}

test.each([['rounds'], ['continuous']] as const)(
  'a trace in milliseconds gives what the same trace in seconds gives, in %s',
  async (mode) => {
    const seconds = await violations(mode, 'seconds.csv', 1);
    expect(await violations(mode, 'milliseconds.csv', 1000)).toEqual(seconds);
  },
);

test('a latency requirement counts in the units of the column time', async () => {
  expect(await violations('continuous', 'milliseconds.csv', 1000)).toMatchObject({ late: 2 });
});

test('a trace of which nearly all is one gap says where, as where one time is 0 and the others are dates', async () => {
  const gapOf = async (times: number[]) => {
    write('gap.csv', `time,load\n${times.map((time) => `${time},1\n`).join('')}`);
    const loaded = await prepareScenario(
      {
        time: { mode: 'continuous', drain: true },
        servers: { count: 1, processingRate: 1 },
        balancer: 'round-robin',
        arrivals: { process: 'trace', file: 'gap.csv', origin: 'first' },
      },
      { directory: folder },
    );
    return simulate(loaded).trace!.gap;
  };
  const dates = Array.from({ length: 20 }, (_, i) => 1.7e9 + i);
  expect(await gapOf(dates)).toBeUndefined();
  expect(await gapOf([...dates, 0])).toEqual({ after: 0, share: 1.7e9 / (1.7e9 + 19) });
  // Of few rows a gap says nothing.
  expect(await gapOf([1, 2, 1000])).toBeUndefined();
});
