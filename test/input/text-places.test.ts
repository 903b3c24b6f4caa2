import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { TextPlaces } from '../../src/input/text-places.js';

const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', '😀') });

test.prop([text])('the place of every offset is where splitting into lines puts it', (content) => {
  const places = new TextPlaces(content);
  for (let offset = 0; offset <= content.length; offset++) {
    const before = content.slice(0, offset).split('\n');
    expect(places.at(offset)).toEqual({ line: before.length, column: before.at(-1)!.length + 1 });
  }
});
