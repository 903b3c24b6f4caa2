import { describe, expect, test } from 'vitest';
import { loadScenario, prepareScenario } from '../../src/scenario/load.js';
import { scenarioSchema } from '../../src/scenario/schema.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder, write } = temporaryFolder();

const load = (text: string, options?: Parameters<typeof loadScenario>[1]) =>
  loadScenario(write('scenario.yaml', text), options);

async function problems(text: string, options?: Parameters<typeof loadScenario>[1]) {
  const found = await refused(() => load(text, options));
  return found.map(({ file, line, column, message }) => ({
    at: line === undefined ? file : `${line}:${column}`,
    message,
  }));
}

const PAPER = `
name: paper
seed: 42
time: { mode: rounds, rounds: 150 }
servers:
  count: 7
  capacity: { uniform: [50, 100] }
  sensitivity: { uniform: [0.5, 2.0] }
  riskAversion: { uniform: [0, 0.5] }
  targetLoadRatio: 0.5
  processingRate: 5
  coalitions: 2
arrivals: { process: sinusoidal, base: 5, amplitude: 2, period: 50 }
tasks:
  load: { uniform: [5, 20] }
  sla: { gold: 0.2, silver: 0.5, bronze: 0.3 }
  complexity: { uniform: [1, 3] }
  latency: { uniform: [1, 10] }
bidding: { noise: 0.1, maximum: 1000, capacityScale: 200, neural: none }
auction: { payment: second-price, reserve: { initial: 25, factor: 1.5, binding: false } }
coalition: { overload: 0.6, partner: 0.5, split: equal, partners: 1 }
learning: { mode: bandit, rate: 0.1, epsilon: 0.1, alpha: 0.1, gamma: 0.9 }
ledger: { enabled: true }
`;

describe('a scenario that is in order', () => {
  test('of the paper is the default scenario but for its name and its ledger', async () => {
    const { scenario } = await load(PAPER);
    const defaults = scenarioSchema.parse({ name: 'paper', ledger: { enabled: true } });
    expect(scenario).toEqual({ ...defaults, time: { ...defaults.time, rounds: 150 } });
  });

  test('is the same in YAML and in JSON, with tabs and a byte order mark or without', async () => {
    const value = { seed: 3, servers: { list: [{ capacity: 5 }, {}] } };
    const yaml = await load('seed: 3\nservers:\n  list:\n    - capacity: 5\n    - {}\n');
    for (const text of [
      JSON.stringify(value),
      JSON.stringify(value, null, '\t'),
      `\ufeff${JSON.stringify(value)}`,
    ]) {
      expect(await loadScenario(write('scenario.json', text))).toEqual(yaml);
    }
    expect(await prepareScenario(value)).toEqual(yaml);
  });

  test('may repeat itself by anchors and aliases', async () => {
    const { scenario } = await load('servers:\n  capacity: &u { uniform: [1, 2] }\n  sensitivity: *u\n');
    expect(scenario.servers.sensitivity).toEqual({ uniform: [1, 2] });
  });

  test('lasts 150 rounds where neither it nor a trace says how many', async () => {
    expect((await prepareScenario({})).scenario.time).toMatchObject({ rounds: 150 });
    expect((await prepareScenario({ time: { rounds: 3 } })).scenario.time).toMatchObject({ rounds: 3 });
  });
});

describe('a malformed file is refused', () => {
  test.each([
    [
      'a key that is there twice',
      'seed: 1\nservers:\n  count: 1\n  count: 2\n',
      '4:3',
      'this key is there twice',
    ],
    ['a list that is not closed', 'seed: 1\nmetrics: { servers: [1, 2\nname: x\n', '3:1', 'not valid YAML'],
    ['a quote that is not closed', 'name: "abc\n', '2:1', 'not valid YAML'],
    ['a tab for indentation', 'servers:\n\tcount: 1\n', '2:1', 'not valid YAML'],
    ['a mapping within a line', 'name: a: b\n', '1:7', 'not valid YAML'],
    ['an unknown tag', 'name: !made-up x\n', '1:7', 'not valid YAML'],
    ['an alias without an anchor', 'name: *x\n', '1:7', "no anchor '&x' above this alias"],
    ['a second document', 'seed: 1\n---\nseed: 2\n', '2:1', 'a second document begins here'],
    ['a list', '- seed: 1\n', '1:1', 'a scenario must be a mapping'],
    ['a text', '\n  hello\n', '2:3', 'a scenario must be a mapping'],
    ['nothing', '', '1:1', 'the scenario is empty'],
    ['a comment alone', '# seed: 1\n', '1:1', 'the scenario is empty'],
  ])('for %s', async (_, text, at, message) => {
    const [problem, ...others] = await problems(text);
    expect(problem!.at).toBe(at);
    expect(problem!.message).toContain(message);
    expect(others).toEqual([]);
  });

  test('where there is no such file, under the path that was given', async () => {
    const [problem] = await refused(() => loadScenario('absent/scenario.yaml'));
    expect(problem).toMatchObject({ file: 'absent/scenario.yaml', message: 'there is no such file' });
  });
});

describe('what the schema refuses', () => {
  test('is all reported at once, in the order of the file, each with its place', async () => {
    const text = 'sead: 1\nservers:\n  count: abc\n  capactiy: 3\nlearning:\n  mode: bandt\n';
    expect(await refused(() => load(text))).toEqual([
      {
        file: `${folder}/scenario.yaml`,
        line: 1,
        column: 1,
        message: "unknown key 'sead'",
        hint: "did you mean 'seed'?",
      },
      {
        file: `${folder}/scenario.yaml`,
        line: 3,
        column: 10,
        message: "servers.count: must be a whole number ≥ 1 and ≤ 8388608, got 'abc'",
      },
      {
        file: `${folder}/scenario.yaml`,
        line: 4,
        column: 3,
        message: "servers: unknown key 'capactiy'",
        hint: "did you mean 'capacity'?",
      },
      {
        file: `${folder}/scenario.yaml`,
        line: 6,
        column: 9,
        message:
          "learning.mode: must be one of 'none', 'random', 'continuous', 'bandit', 'q-learning' or { module }, got 'bandt'",
        hint: "did you mean 'bandit'?",
      },
    ]);
  });

  test.each([
    ['uniform: [50]', '1:33', 'servers.capacity.uniform: must be a list of 2 numbers, got a list of 1'],
    ['uniform: 50', '1:33', 'servers.capacity.uniform: must be a list of 2 numbers, got 50'],
    ['uniform: [50, x]', '1:38', "servers.capacity.uniform.1: must be a number, got 'x'"],
    ['uniform: [9, 5]', '1:33', 'servers.capacity.uniform: the lower end is above the upper end'],
    ['uniform: [0, 5]', '1:33', 'servers.capacity.uniform: values must be above 0'],
    ['unifrm: [5, 9]', '1:24', "servers.capacity: unknown key 'unifrm'"],
    ['exponential: 0', '1:37', 'servers.capacity.exponential: must be a number > 0, got 0'],
    ['constant: 0', '1:34', 'servers.capacity.constant: values must be above 0'],
    ['constant: 1e-13', '1:34', 'servers.capacity.constant: values must be at least 1e-12'],
    ['uniform: [1, 2e12]', '1:37', 'servers.capacity.uniform.1: must be at most 1e12, got 2e12'],
    ['exponential: 1e-13', '1:37', 'servers.capacity.exponential: must be at least 1e-12, got 1e-13'],
    [
      'lognormal: [1, 1e7]',
      '1:39',
      'servers.capacity.lognormal.1: must be a number > 0 and ≤ 1000000, got 10000000',
    ],
    ['pareto: [0.2, 1]', '1:33', 'servers.capacity.pareto.0: must be a number ≥ 0.25, got 0.2'],
  ])('of a distribution is about the kind that was meant: %s', async (text, at, message) => {
    expect(await problems(`servers: { capacity: { ${text} } }`)).toEqual([{ at, message }]);
  });

  test('of a distribution that is of no kind names them all', async () => {
    const kinds =
      'a number, { constant }, { deterministic }, { uniform }, { exponential }, { lognormal } or { pareto }';
    const message = (got: string) => `servers.capacity: must be ${kinds}, got ${got}`;
    expect(await problems('servers: { capacity: big }')).toEqual([{ at: '1:22', message: message("'big'") }]);
    expect(await problems('servers: { capacity: { uniform: [1, 2], exponential: 1 } }')).toEqual([
      { at: '1:22', message: message('a mapping of uniform, exponential') },
    ]);
  });

  test('of arrivals lists the processes, a key of another says which, and one that is missing is located at the mapping that lacks it', async () => {
    const processes = "'sinusoidal', 'poisson', 'constant', 'bursty', 'steps', 'trace'";
    expect(await problems('arrivals: { process: poison, rate: 3 }')).toEqual([
      { at: '1:22', message: `arrivals.process: must be one of ${processes}, got 'poison'` },
    ]);
    expect(await problems('seed: 1\narrivals: { rate: 3 }')).toEqual([
      { at: '2:13', message: "arrivals: unknown key 'rate'" },
    ]);
    expect(await problems('seed: 1\narrivals: { process: poisson }')).toEqual([
      { at: '2:1', message: 'arrivals.rate: is missing: it must be a number ≥ 0' },
    ]);
  });

  test('of a key without a value is located at the key', async () => {
    expect(await problems('seed: 1\nservers:\n  # count: 3\nname: x\n')).toEqual([
      { at: '2:1', message: 'servers: must be a mapping, got nothing' },
    ]);
  });

  test('of a value behind an alias is located where the value is written', async () => {
    expect(await problems('servers:\n  capacity: &c { uniform: [1, x] }\n  sensitivity: *c\n')).toEqual([
      { at: '2:31', message: "servers.capacity.uniform.1: must be a number, got 'x'" },
      { at: '2:31', message: "servers.sensitivity.uniform.1: must be a number, got 'x'" },
    ]);
  });

  test('is a whole number beyond 2^53 too, and any prototype key', async () => {
    expect(await problems('seed: 9007199254740993')).toEqual([
      { at: '1:7', message: 'seed: must be at most 9007199254740991, got 9007199254740992' },
    ]);
    expect(await problems('__proto__: { seed: 1 }')).toEqual([
      { at: '1:1', message: "unknown key '__proto__'" },
    ]);
  });

  test('of a scenario that a program wrote has no place but its path', async () => {
    const [problem] = await refused(() => prepareScenario({ servers: { count: 0 } }));
    expect(problem).toEqual({ message: 'servers.count: must be a whole number ≥ 1 and ≤ 8388608, got 0' });
  });
});
