import { expect, it } from 'vitest';
import { changes, markets } from './settings.js';
import { fatesIn, settings, wrongOf } from './settings-fates.js';

it('there is another value for every setting of the schema', () => {
  expect(Object.keys(changes).sort()).toEqual([...settings].sort());
});

/** All markets: settings-act.long.test.ts. */
it.each(['auction of servers that fail', 'random of servers that fail', 'power-of-d in rounds'])(
  'every setting acts, is told to do nothing or is refused: %s',
  async (name) => {
    expect(wrongOf(await fatesIn(markets[name]!))).toEqual({});
  },
);
