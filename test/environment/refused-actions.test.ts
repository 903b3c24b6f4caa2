import { describe, expect, test } from 'vitest';
import { MarketEnvironment, type ResetTerms } from '../../src/environment/market-environment.js';
import { InputError } from '../../src/input/input-error.js';
import type { LoadedScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { environmentOf, everyone, KEEP, play } from './play.js';

/** The words in which an input is refused. */
function refusalOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('it was accepted');
}

const two: ScenarioInput = { time: { rounds: 3 }, servers: { count: 2 } };

test.each<[string, unknown[], string]>([
  ['discrete', [2], 'action: must be a list of 2, one a server, got 1'],
  ['discrete', [2, 2, 2], 'action: must be a list of 2, one a server, got 3'],
  ['discrete', [2, 3], 'action[1]: must be 0 (increase), 1 (decrease) or 2 (keep), got 3'],
  ['discrete', [-1, 9], 'action[0]: must be 0 (increase), 1 (decrease) or 2 (keep), got -1'],
  ['discrete', [0.5, 0], 'action[0]: must be 0 (increase), 1 (decrease) or 2 (keep), got 0.5'],
  ['discrete', [0, Number.NaN], 'action[1]: must be 0 (increase), 1 (decrease) or 2 (keep), got NaN'],
  ['discrete', [0, '1'], "action[1]: must be 0 (increase), 1 (decrease) or 2 (keep), got '1'"],
  ['discrete', [null, 1], 'action[0]: must be 0 (increase), 1 (decrease) or 2 (keep), got nothing'],
  ['discrete', [true, 1], 'action[0]: must be 0 (increase), 1 (decrease) or 2 (keep), got true'],
  ['discrete', [[1], 1], 'action[0]: must be 0 (increase), 1 (decrease) or 2 (keep), got a list of 1'],
  ['continuous', [0, 1.5], 'action[1]: must be a number from −1 to 1, got 1.5'],
  ['continuous', [-Infinity, 0], 'action[0]: must be a number from −1 to 1, got -Infinity'],
  ['continuous', [0, Number.NaN], 'action[1]: must be a number from −1 to 1, got NaN'],
  ['continuous', [0, '1'], "action[1]: must be a number from −1 to 1, got '1'"],
])('the %s action %j is refused, and the episode stays as it was', async (actions, action, words) => {
  const environment = await environmentOf(two, { actions: actions as 'discrete' | 'continuous' });
  environment.reset();
  expect(refusalOf(() => environment.step(action as number[]))).toBe(words);
  for (const _ of [1, 2, 3]) environment.step(everyone(environment, 0));
  const undisturbed = await environmentOf(two, { actions: actions as 'discrete' | 'continuous' });
  play(undisturbed, () => [0, 0]);
  expect(environment.summary()).toEqual(undisturbed.summary());
});

test.each<[unknown, string]>([
  [{ seed: -1 }, 'seed: must be a whole number ≥ 0, got -1'],
  [{ seed: 1.5 }, 'seed: must be a whole number ≥ 0, got 1.5'],
  [{ seed: 2 ** 60 }, 'seed: must be at most 9007199254740991, got 1152921504606847000'],
  [{ seed: '7' }, "seed: must be a whole number ≥ 0, got '7'"],
  [{ sead: 7 }, "unknown key 'sead'\n  did you mean 'seed'?"],
  [{ options: { round: 7 } }, "options: unknown key 'round'\n  did you mean 'rounds'?"],
  [{ options: { rounds: 0 } }, 'options.rounds: must be a whole number ≥ 1 and ≤ 4294967295, got 0'],
])('the terms %j of a reset are refused, and the episode goes on', async (terms, words) => {
  const environment = await environmentOf(two);
  environment.reset({ seed: 5 });
  expect(refusalOf(() => environment.reset(terms as ResetTerms))).toBe(words);
  expect(environment.step([KEEP, KEEP]).info).toMatchObject({ seed: 5, round: 0 });
});

describe('what comes in the wrong order', () => {
  const noEpisode = 'no episode is under way: call reset first';

  test('is told so', async () => {
    const environment = await environmentOf(two);
    expect(() => environment.step([KEEP, KEEP])).toThrow(noEpisode);
    expect(() => environment.summary()).toThrow('the episode has not ended: there is no summary yet');
    environment.reset();
    expect(() => environment.summary()).toThrow('the episode has not ended: there is no summary yet');
    play(environment, () => [KEEP, KEEP]);
    expect(() => environment.step([KEEP, KEEP])).toThrow(
      'the episode has ended: call reset to start another',
    );
    expect(environment.summary().time).toBe(3);
  });

  test('is also a step after a round that failed', async () => {
    const { loaded } = await environmentOf(two);
    const arrivals = {
      process: 'trace',
      file: 'broken.csv',
      format: 'csv',
      roundLength: 1,
      loadScale: 1,
    } as const;
    const trace = { file: 'broken.csv', length: 1, time: new Float64Array(1), load: undefined };
    const broken = { ...loaded, scenario: { ...loaded.scenario, arrivals }, trace };
    const environment = new MarketEnvironment(broken as unknown as LoadedScenario);
    environment.reset();
    expect(() => environment.step([KEEP, KEEP])).toThrow(TypeError);
    expect(() => environment.step([KEEP, KEEP])).toThrow(noEpisode);
  });
});
