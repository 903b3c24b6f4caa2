import { describe, expect, test } from 'vitest';
import { givenValue, readValue } from '../../src/scenario/given-value.js';

describe('a setting that takes a text', () => {
  test.each([
    ...['trace #2.csv', 'a # b', '# a', '007', '1e3', '0x10', '2024-01-01', 'null', '~', 'yes', 'true', '.5'],
    ...[
      'a: b',
      'a: b: c',
      '- a',
      '? a',
      '@x',
      '`x`',
      '%',
      '*x',
      '&a b',
      '!x',
      '!!str a',
      '--- a',
      '|',
      '>',
      'a\nb',
    ],
    ...["it's", '"a" b', '[a', '{a', '[1].csv', 'C:\\traces\\a.csv', 'http://x/#y', 'a, b'],
  ])('takes %j as it is', (text) => {
    expect(givenValue(text, ['arrivals', 'file'])).toEqual({ value: text });
    expect(givenValue(`\t ${text} `, ['name'])).toEqual({ value: text });
  });

  test.each([
    ['"a # b"', 'a # b'],
    ["' a '", ' a '],
    ['"a\\tb"', 'a\tb'],
  ])('takes what is in quotes: %s', (text, value) => {
    expect(givenValue(text, ['name'])).toEqual({ value });
  });

  test('takes no list or mapping in brackets for one', () => {
    expect(givenValue('[a]', ['name'])).toEqual({ value: ['a'] });
    expect(givenValue('{ a: 1 }', ['name'])).toEqual({ value: { a: 1 } });
  });
});

describe('a setting that takes something else', () => {
  test.each([
    ['servers.count', '12', 12],
    ['servers.count', '0x10', 16],
    ['ledger.enabled', 'true', true],
    ['tasks.load', '{ uniform: [1, 2] }', { uniform: [1, 2] }],
    ['tasks.load', 'uniform: [1, 2]', { uniform: [1, 2] }],
    ['tasks.load', '{ "a # b": 1 }', { 'a # b': 1 }],
    ['metrics.servers', '[0, 1]', [0, 1]],
    ['metrics.servers', '5', 5],
    ['metrics.servers', 'all', 'all'],
    ['time.warmup', 'mser', 'mser'],
    ['servers.list.0.capacity', '5', 5],
    ['nothing.of.the.kind', '5', 5],
  ])('%s=%s is YAML', (path, text, value) => {
    expect(givenValue(text, path.split('.'))).toEqual({ value });
  });

  test.each(['5 # five', '{ uniform: [1, 2] } # even', '--- 5', '!!int 5'])(
    'is given the whole of %j, which it then refuses',
    (text) => {
      expect(givenValue(text, ['seed'])).toEqual({ value: text });
      expect(readValue(text)).toEqual({ value: text });
    },
  );

  test('is told what is no YAML', () => {
    expect(givenValue('[1', ['seed'])).toMatchObject([
      { message: expect.stringContaining('not valid YAML') },
    ]);
  });
});
