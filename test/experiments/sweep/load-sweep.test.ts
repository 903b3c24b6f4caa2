import { describe, expect, test } from 'vitest';
import { jobSchema } from '../../../src/experiments/job.js';
import { loadSweep } from '../../../src/experiments/sweep/load-sweep.js';
import { differenceInWords, toldTerms } from '../../../src/experiments/sweep/told-terms.js';
import { loadScenario } from '../../../src/scenario/load.js';
import { temporaryFolder } from '../../input/temporary-folder.js';

const { folder, write } = temporaryFolder();
write('base.yaml', 'name: base\nseed: 9\ntime: { rounds: 5 }\narrivals: { process: sinusoidal }\n');
let files = 0;

/** Loads a sweep of these lines, of base.yaml if they name no scenario. */
function load(...lines: string[]) {
  const all = lines.some((line) => line.startsWith('scenario:')) ? lines : ['scenario: base.yaml', ...lines];
  return loadSweep(write(`sweep-${files++}.yaml`, all.join('\n')));
}

describe('a sweep file', () => {
  test('has the seed and the runs that it says, or the seed of the scenario and ten', async () => {
    const { plan } = await load();
    expect(plan).toMatchObject({ seed: 9, replications: 10, commonRandomNumbers: false });
    expect(plan.points).toHaveLength(1);
    expect(plan.runs).toHaveLength(10);
    const other = (await load('seed: 3', 'replications: 4')).plan;
    expect(other.seed).toBe(3);
    expect(other.runs).toHaveLength(4);
    expect(other.hash).not.toBe(plan.hash);
  });

  test('is told from a scenario', async () => {
    const [scenario, sweep] = ['servers: { count: 3 }', 'scenario: base.yaml'].map((text) =>
      write(`kind-${files++}.yaml`, text),
    ) as [string, string];
    await expect(loadSweep(scenario)).rejects.toThrow('is a scenario, where a sweep is wanted');
    await expect(loadScenario(sweep)).rejects.toThrow('is a sweep, where a scenario is wanted');
    await expect(load('servers: 3')).rejects.toThrow("unknown key 'servers'");
  });

  test('makes jobs that say in full what is run, and survive being sent', async () => {
    const { plan } = await load(
      'set: { time.rounds: 7 }',
      'parameters: { design: grid, of: { servers.count: [2, 3] } }',
    );
    const [first, second] = plan.points;
    expect(second!.job).toMatchObject({
      scenario: { name: 'base', time: { rounds: 7 }, servers: { count: 3 } },
      parameters: { 'servers.count': 3 },
    });
    expect(jobSchema.parse(JSON.parse(JSON.stringify(first!.job)))).toEqual(first!.job);
    expect(new Set(plan.runs.map(({ key }) => key)).size).toBe(20);
  });

  test('gives every run a seed of its own, or with common random numbers every replication', async () => {
    const grid = 'parameters: { design: grid, of: { servers.count: [2, 3, 4] } }';
    const own = (await load(grid)).plan.runs.map(({ seed }) => seed);
    expect(new Set(own).size).toBe(30);
    const { runs } = (await load(grid, 'commonRandomNumbers: true')).plan;
    expect(runs.map(({ seed }) => seed)).toEqual(runs.map(({ replication }) => own[replication]));
    expect(new Set(runs.map(({ seed }) => seed)).size).toBe(10);
  });

  test('is the same plan whatever names and comments say', async () => {
    const { hash } = (await load('parameters: { design: grid, of: { servers.count: [2, 3] } }')).plan;
    const same = await load(
      '# a comment',
      'name: other',
      'parameters: { of: { servers.count: [2, 3] }, design: grid }',
    );
    expect(same.plan.hash).toBe(hash);
  });

  test.each<[string[], string[], string | undefined]>([
    [['seed: 7'], ['seed: 8'], 'seed was 7 and is 8'],
    [['replications: 2'], ['replications: 3'], undefined],
    [['set: { servers.count: 2 }'], ['set: { servers.count: 3 }'], 'servers.count was 2 and is 3'],
    [
      ['parameters: { design: grid, of: { servers.count: [2, 3] } }'],
      ['parameters: { design: grid, of: { servers.count: [2, 4, 5] } }'],
      'points was 2 and is 3; servers.count was 2, 3 and is 2, 4, 5',
    ],
    [
      ['set: { learning.mode: none }'],
      ['set: { servers.processingRate: 4 }', 'outputs: { metrics: [sojourn] }', 'seed: 3'],
      expect.stringMatching(
        /^seed was .+ and is 3; metrics was .{1,80} and is sojourn; .+, and 1 more differ$/,
      ),
    ],
  ])('by what two differ: %j and %j', async (before, now, words) => {
    const [one, other] = [(await load(...before)).plan, (await load(...now)).plan];
    expect(differenceInWords(toldTerms(one), toldTerms(other))).toEqual(words);
  });

  test.each<[string[], number, number, string]>([
    [['scenario: none.yaml'], 1, 11, `scenario: ${folder}/none.yaml: there is no such file`],
    [['replication: 3'], 2, 1, "unknown key 'replication'"],
    [['replications: 0'], 2, 15, 'replications: must be a whole number ≥ 1'],
    [['outputs: { metrics: [sojurn] }'], 2, 22, 'outputs.metrics.0: must be one of'],
    [['parameters: { design: gird, of: {} }'], 2, 23, 'parameters.design: must be one of'],
    [['parameters: { design: grid, of: { servers.count: 3 } }'], 2, 50, 'must be a list of at least 1'],
    [
      ['parameters: { design: grid, of: { servers.count: [3, 0] } }'],
      2,
      54,
      'servers.count: must be a whole number ≥ 1',
    ],
    [['parameters: { design: grid, of: { servers.cuont: [3] } }'], 2, 51, "servers: unknown key 'cuont'"],
    [['parameters: { design: list, points: [{ balancer: random }, { balancer: rnd }] }'], 2, 72, 'balancer'],
    [
      ['parameters: { design: sobol, points: 4, of: { arrivals.base: { from: 3, to: 1 } } }'],
      2,
      62,
      'from must be below to',
    ],
    [
      ['parameters: { design: sobol, points: 4, of: { arrivals.base: { from: 0, to: 1, scale: log } } }'],
      2,
      62,
      'a log scale must begin above 0',
    ],
    [
      [
        'parameters: { design: random, points: 4, of: { servers.count: { from: 1.2, to: 1.8, whole: true } } }',
      ],
      2,
      63,
      'there is no whole number from from to to',
    ],
    [['parameters: { design: random, points: 4, of: {} }'], 2, 46, 'names no parameter'],
    [['parameters: { design: grid, of: { seed: [1, 2] } }'], 2, 35, 'a seed cannot be set or varied here'],
    [['parameters: { design: grid, of: { servers..count: [1] } }'], 2, 35, 'is no path of a scenario'],
    [["parameters: { design: grid, of: { '': [1] } }"], 2, 35, "'' is no path of a scenario"],
    [['parameters: { design: grid, of: { __proto__: [1] } }'], 2, 35, "unknown key '__proto__'"],
    [['parameters: { design: grid, of: { toString: [1] } }'], 2, 46, "unknown key 'toString'"],
    [['outputs: { metrics: [sojourn, waiting, sojourn] }'], 2, 21, 'outputs.metrics: names something twice'],
    [['outputs: { formats: [csv, csv] }'], 2, 21, 'outputs.formats: names something twice'],
    [
      ['parameters: { design: grid, of: { balancer.power-of-d.d: [1, 2], balancer: [random] } }'],
      2,
      66,
      'balancer: would replace balancer.power-of-d.d, which is given, too',
    ],
    [
      ['parameters: { design: grid, of: { balancer: [random], balancer.power-of-d.d: [1, 2] } }'],
      2,
      55,
      'balancer.power-of-d.d: would change balancer, which is varied, too',
    ],
    [
      ['set: { servers.count: 5 }', 'parameters: { design: list, points: [{ servers: { count: 6 } }] }'],
      3,
      40,
      'servers: would replace servers.count, which is given, too',
    ],
    [['set: { servers.count: 0 }'], 2, 23, 'servers.count: must be a whole number ≥ 1'],
    [
      ['set: { servers.count: 4 }', 'parameters: { design: grid, of: { servers.count: [1] } }'],
      3,
      35,
      'servers.count: is given in set, too',
    ],
    [
      [
        'parameters: { design: random, points: 100000, of: { arrivals.base: { from: 1, to: 2 } } }',
        'replications: 20',
      ],
      3,
      15,
      'are more than 1000000 runs',
    ],
  ])('%j is refused at %i:%i', async (lines, line, column, message) => {
    await expect(load(...lines)).rejects.toMatchObject({
      problems: [expect.objectContaining({ line, column, message: expect.stringContaining(message) })],
    });
  });

  test.each([
    [
      'parameters: { design: sobol, points: 4, of: { servers.count: { from: 3, to: 9 } } }',
      /^draw whole numbers: \{ from: …, to: …, whole: true \}$/,
    ],
    ['set: { servers.file: none.csv }', /say where it is: set: \{ servers.file: PATH \} in the sweep file$/],
    ['set: { servers.count: 2.5 }', undefined],
  ])('%s: what to do', async (line, hint) => {
    const { problems } = await load(line).catch((error) => error);
    if (hint) expect(problems[0].hint).toMatch(hint);
    else expect(problems[0].hint).toBeUndefined();
  });

  test('may vary what is a part of what is set, and different parts at different points', async () => {
    const { plan } = await load(
      'set: { servers: { count: 5, capacity: 3 } }',
      'parameters: { design: list, points: [{ servers.count: 6 }, { servers.capacity: 7 }] }',
    );
    expect(plan.points.map(({ job }) => job.scenario)).toMatchObject([
      { servers: { count: 6, capacity: 3 } },
      { servers: { count: 5, capacity: 7 } },
    ]);
  });

  test('finds a scenario whose path is absolute', async () => {
    expect((await load(`scenario: ${folder}/base.yaml`)).plan.seed).toBe(9);
  });

  test('tells what is wrong with many points once, and all that is wrong', async () => {
    const of =
      'parameters: { design: grid, of: { balancer: [random, auction, rnd], servers.count: [1, -1, 2, -2] } }';
    const { problems } = await load(of).catch((error) => error);
    expect(problems.map(({ column }: { column: number }) => column)).toEqual([63, 88, 95]);
  });
});
