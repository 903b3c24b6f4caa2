import { expect, test } from 'vitest';
import { readYaml } from '../../src/scenario/yaml-text.js';
import { mostTokens, tooManyTokens } from '../../src/scenario/yaml-tokens.js';

test('a document of too many tokens is refused where they are too many', () => {
  // Mark, digit and comma: three tokens each.
  const text = `a: [${'1,'.repeat(mostTokens / 3)}`;
  expect(readYaml(text)).toEqual([
    {
      offset: text.length - 3,
      message: 'more than 8,000,000 tokens of YAML',
      hint: 'long lists have files of their own: servers.file, arrivals.file',
    },
  ]);
});

test('a long document of few tokens is not', () => {
  expect(tooManyTokens(`a${' '.repeat(5e6)}`)).toBeUndefined();
});
