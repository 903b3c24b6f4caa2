import { describe, expect, test } from 'vitest';
import { loadScenario, prepareScenario } from '../../src/scenario/load.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { write } = temporaryFolder();

async function problems(text: string, name = 'scenario.yaml') {
  const found = await refused(() => loadScenario(write(name, text)));
  return found.map(({ line, column, message }) => ({ at: `${line}:${column}`, message }));
}

/** Anchors a, b, c …, each a list of nine times the one before it. */
function laughs(levels: number): string {
  const names = 'abcdefghij'.slice(0, levels).split('');
  const lines = names.map((name, i) => {
    const item = i === 0 ? '1' : `*${names[i - 1]}`;
    return `${name}: &${name} [${new Array(9).fill(item).join(', ')}]`;
  });
  return `${lines.join('\n')}\n`;
}

describe('aliases', () => {
  test('that would repeat more than ten million values are refused at the first too many', async () => {
    expect(await problems(`${laughs(10)}metrics: { servers: *j }\n`)).toEqual([
      { at: '8:12', message: 'aliases repeat more than 10000000 values' },
    ]);
  });

  test('that repeat less are refused as what they stand for, unseen', async () => {
    const found = await problems(`${laughs(6)}metrics: { servers: *f }\ntasks: { sla: *f }\n`);
    const messages = found.map(({ message }) => message).filter((message) => !message.startsWith('unknown'));
    expect(messages).toHaveLength(10);
    expect(messages).toContain('tasks.sla: must be a mapping, got a list of 9');
    expect(messages).toContain(
      'metrics.servers.8: must be a whole number ≥ 0 and ≤ 8388607, got a list of 9',
    );
  });

  test('are found in one visit, however many', async () => {
    const list = `servers:\n  list:\n    - &s { capacity: 5 }\n${'    - *s\n'.repeat(50_000)}`;
    const { scenario, servers } = await loadScenario(write('many.yaml', list));
    expect(scenario.servers.count).toBe(50_001);
    expect(servers!.at(-1)).toEqual({ capacity: 5 });
  });

  test('of one name stand for the last anchor of that name above them', async () => {
    const text = 'seed: &x 1\nservers: { capacity: *x, sensitivity: &x 2, riskAversion: *x }\n';
    expect((await loadScenario(write('again.yaml', text))).scenario.servers).toMatchObject({
      capacity: 1,
      sensitivity: 2,
      riskAversion: 2,
    });
  });

  test('may be keys', async () => {
    const { scenario } = await loadScenario(write('key.yaml', 'name: &k seed\n*k : 5\n'));
    expect(scenario).toMatchObject({ name: 'seed', seed: 5 });
    expect(await problems('name: &k seed\n*k : x\n')).toMatchObject([{ at: '2:6' }]);
  });

  test('of what they are part of, and of nothing, are refused, all at once', async () => {
    expect(await problems('servers: &s\n  list: [*s]\nname: *x\n')).toEqual([
      { at: '2:10', message: 'this alias stands for what it is part of' },
      { at: '3:7', message: "no anchor '&x' above this alias" },
    ]);
  });

  test('that nest too deep only together are refused', async () => {
    const chain = Array.from({ length: 200 }, (_, i) => `k${i}: &a${i} [${i === 0 ? 1 : `*a${i - 1}`}]\n`);
    const [problem] = await problems(chain.join(''));
    expect(problem).toEqual({ at: '100:11', message: 'lists and mappings are nested more than 100 deep' });
  });
});

describe('what is nested 20,000 deep is refused in plain words', () => {
  const message = 'lists and mappings are nested more than 100 deep';

  test.each([
    ['flow lists', `seed: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, '1:106'],
    ['flow lists that are not closed', `seed: ${'['.repeat(20_000)}`, '1:106'],
    ['flow mappings', `seed: ${'{a: '.repeat(20_000)}`, '1:403'],
    ['block lists', `${'- '.repeat(20_000)}x`, '1:201'],
    ['explicit keys', `${'? '.repeat(20_000)}x`, '1:201'],
  ])('%s', async (_, text, at) => {
    expect(await problems(text)).toEqual([{ at, message }]);
  });

  test('JSON', async () => {
    const text = `{"seed": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    expect(await problems(text, 'deep.json')).toEqual([{ at: '1:109', message }]);
  });

  test('but 100 deep is read', async () => {
    const [problem] = await problems(`seed: ${'['.repeat(99)}${']'.repeat(99)}`);
    expect(problem!.message).toContain('seed: must be a whole number');
  });
});

describe('tags, keys and values that a scenario has no use for', () => {
  test.each([
    ['name: !!timestamp 2020-01-01\n', '1:7', 'not valid YAML: Unresolved tag'],
    ['%YAML 1.1\n---\nname: !!set { a }\n', '3:7', 'not valid YAML: Unresolved tag'],
    ['? [a, b]\n: 1\n', '1:3', 'a key must be text'],
  ])('are refused: %j', async (text, at, message) => {
    const [problem] = await problems(text);
    expect(problem!.at).toBe(at);
    expect(problem!.message).toContain(message);
  });
});

describe('a file named .json', () => {
  test.each([
    ['{"seed":1 "time":3}', '1:11', "not valid JSON: expected ',' or '}', got '\"'"],
    ['{\n  "seed": 1,\n}', '3:1', "not valid JSON: expected a key in double quotes, got '}'"],
    ['seed: 1\n', '1:1', "not valid JSON: expected a value, got 's'"],
    ['\ufeff{\r\n"seed": 1 }}', '2:12', "not valid JSON: expected the end of the file, got '}'"],
    ['', '1:1', 'not valid JSON: expected a value, got the end of the file'],
    ['[1]', '1:1', 'a scenario must be a mapping of keys to values'],
    ['{"seed": 1, "seed": 2}', '1:13', 'this key is there twice'],
  ])('is read as JSON: %j', async (text, at, message) => {
    expect(await problems(text, 'scenario.json')).toEqual([{ at, message }]);
    expect(await problems(text, 'SCENARIO.JSON')).toHaveLength(1);
  });

  test('may hold what JSON writes otherwise than YAML', async () => {
    const { scenario } = await loadScenario(
      write('escaped.json', '{"name":"\\u0041\\/\\ud83d\\ude00","seed":1E1,"description":"a: b # c"}'),
    );
    expect(scenario).toMatchObject({ name: 'A/😀', seed: 10, description: 'a: b # c' });
  });
});

test('values of a kind that no text can hold are described', async () => {
  const [problem] = await refused(() => prepareScenario({ seed: (() => 1) as never }));
  expect(problem!.message).toContain('got a function');
});
