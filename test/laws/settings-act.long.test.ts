import { describe, expect, it } from 'vitest';
import { elsewhere, markets, orRefused, withoutResult } from './settings.js';
import { type Fate, fatesIn, settings, wrongOf } from './settings-fates.js';

describe('every setting acts, is told to do nothing or is refused', () => {
  const all = new Map<string, Set<Fate>>(settings.map((setting) => [setting, new Set()]));

  it.each(Object.entries(markets))('%s', async (_, market) => {
    const fates = await fatesIn(market);
    for (const [setting, fate] of fates) all.get(setting)!.add(fate);
    expect(wrongOf(fates)).toEqual({});
  });

  it('and acts somewhere', () => {
    const never = settings.filter((setting) => !all.get(setting)!.has('acts'));
    expect(never.sort()).toEqual([...withoutResult, ...orRefused, ...elsewhere].sort());
  });
});
