import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Session } from '../../src/environment/session.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { environmentOf } from './play.js';

const two: ScenarioInput = { name: 'two', time: { rounds: 2 }, servers: { count: 2 } };

type Reply = { reply: string; message?: string } & Record<string, unknown>;

async function sessionOf(input: ScenarioInput) {
  const session = new Session(await environmentOf(input));
  return { session, ask: (line: string): Reply => JSON.parse(session.reply(line)) };
}

/** An observation as rows. */
const rows = (observation: Float64Array) =>
  Array.from({ length: observation.length / 8 }, (_, row) =>
    Array.from(observation.slice(row * 8, row * 8 + 8)),
  );

test('a session says who it is', async () => {
  const { ask } = await sessionOf(two);
  expect(ask('{"request":"hello"}')).toEqual({
    reply: 'hello',
    protocol: 1,
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    scenario: 'two',
    rounds: 2,
    possible_agents: ['server_0', 'server_1'],
    features: [
      'load_ratio',
      'sensitivity',
      'risk_aversion',
      'target_load_ratio',
      'capacity',
      'reserve',
      'mean_winning_bid',
      'arrivals',
    ],
    observation_space: {
      type: 'Box',
      dtype: 'float64',
      shape: [2, 8],
      low: [0, 0, 0, 0, 0, null, null, 0],
      high: [null, 1e100, null, null, null, null, null, null],
    },
    action_space: { type: 'MultiDiscrete', dtype: 'int64', shape: [2], nvec: [3, 3] },
    rate: 0.1,
    reward: 'error-reduction',
  });
});

test('a session tells what the environment in the same process tells, to the bit', async () => {
  const { ask, session } = await sessionOf(two);
  const environment = await environmentOf(two);
  const { observation, info } = environment.reset({ seed: 3 });
  expect(ask('{"request":"reset","seed":3}')).toEqual({
    reply: 'reset',
    observation: rows(observation),
    info,
  });
  for (const action of [
    [0, 1],
    [2, 0],
  ]) {
    const step = environment.step(action);
    expect(ask(JSON.stringify({ request: 'step', action }))).toEqual({
      reply: 'step',
      ...step,
      observation: rows(step.observation),
      reward: Array.from(step.reward),
      // Without a predictor there is no error of it.
      info: { ...step.info, prediction_error: null },
    });
  }
  expect(ask('{"request":"summary"}')).toEqual({ reply: 'summary', summary: environment.summary() });
  expect(session.closed).toBe(false);
  expect(ask('{"request":"close"}')).toEqual({ reply: 'close' });
  expect(session.closed).toBe(true);
});

describe('a session answers by an error', () => {
  test.each([
    ['', 'not valid JSON at column 1: expected a value, got the end of the line'],
    ['hello', "not valid JSON at column 1: expected a value, got 'h'"],
    ['{"request":"step","action":[2,2}', "not valid JSON at column 32: expected ',' or ']', got '}'"],
    ['{"request":"hello"} {}', "not valid JSON at column 21: expected the end of the line, got '{'"],
    ['null', 'a request must be a mapping, for example {"request":"hello"}'],
    ['["hello"]', 'a request must be a mapping, for example {"request":"hello"}'],
    ['{}', "request: is missing: it must be one of 'hello', 'reset', 'step', 'summary', 'close'"],
    [
      '{"request":"stop"}',
      "request: must be one of 'hello', 'reset', 'step', 'summary', 'close', got 'stop'\n  did you mean 'step'?",
    ],
    ['{"request":"hello","id":1}', "unknown key 'id'\n  known here: request"],
    ['{"request":"reset","seed":-3}', 'seed: must be a whole number ≥ 0, got -3'],
    ['{"request":"step"}', 'action: is missing: it must be a list'],
    ['{"request":"step","action":1}', 'action: must be a list, got 1'],
    ['{"request":"step","action":[2]}', 'action: must be a list of 2, one a server, got 1'],
    [
      '{"request":"step","action":[2,1e999]}',
      'action[1]: must be 0 (increase), 1 (decrease) or 2 (keep), got Infinity',
    ],
    ['{"request":"summary"}', 'the episode has not ended: there is no summary yet'],
  ])('to %s', async (line, message) => {
    const { ask } = await sessionOf(two);
    ask('{"request":"reset"}');
    expect(ask(line)).toEqual({ reply: 'error', message });
    expect(ask('{"request":"step","action":[2,2]}')).toMatchObject({ reply: 'step', info: { round: 0 } });
  });

  test('where there is no episode, or no more of it', async () => {
    const { ask } = await sessionOf(two);
    const step = '{"request":"step","action":[2,2]}';
    expect(ask(step).message).toBe('no episode is under way: call reset first');
    ask('{"request":"reset"}');
    ask(step);
    expect(ask(step)).toMatchObject({ terminated: false, truncated: true });
    expect(ask(step).message).toBe('the episode has ended: call reset to start another');
    expect(ask('{"request":"summary"}')).toMatchObject({
      reply: 'summary',
      summary: { seed: 42, time: 2 },
    });
  });
});

test('a session answers anything by one line of JSON, without a number that is none', async () => {
  // No task, so that means over sales have no value.
  const { session } = await sessionOf({ ...two, arrivals: { process: 'constant', rate: 0 } });
  const good = [
    '{"request":"hello"}',
    '{"request":"reset"}',
    '{"request":"step","action":[0,1]}',
    '{"request":"summary"}',
  ];
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '\\',
    'request',
    'step',
    'action',
    '1',
    '-',
    'e9',
    ' ',
  );
  const request = fc.record(
    {
      request: fc.oneof(fc.constantFrom('hello', 'reset', 'step', 'summary'), fc.jsonValue()),
      seed: fc.oneof(fc.nat(), fc.jsonValue()),
      options: fc.oneof(fc.record({ rounds: fc.nat({ max: 3 }) }), fc.jsonValue()),
      action: fc.oneof(fc.array(fc.nat({ max: 2 }), { minLength: 2, maxLength: 2 }), fc.jsonValue()),
      __proto__: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  const line = fc.oneof(
    { weight: 3, arbitrary: request.map((value) => JSON.stringify(value)) },
    { weight: 2, arbitrary: fc.constantFrom(...good) },
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary' }),
  );
  const replies = new Set<string>();
  const property = fc.property(line, (text) => {
    const reply = session.reply(text);
    expect(reply).not.toMatch(/\n|NaN|Infinity/);
    const { reply: kind, message } = JSON.parse(reply) as Reply;
    replies.add(kind);
    if (kind === 'error') expect(message).not.toBe('');
  });
  fc.assert(property, { seed: 1, numRuns: 2000 });
  expect([...replies].sort()).toEqual(['error', 'hello', 'reset', 'step', 'summary']);
});

test('a line nested without end is answered too', async () => {
  const { ask } = await sessionOf(two);
  const deep = '['.repeat(200_000);
  expect(ask(deep).message).toContain('got the end of the line');
  ask('{"request":"reset"}');
  const closed = `${deep}${']'.repeat(200_000)}`;
  expect(ask(`{"request":"step","action":[2,${closed}]}`).message).toBe(
    'action[1]: must be 0 (increase), 1 (decrease) or 2 (keep), got a list of 1',
  );
});
