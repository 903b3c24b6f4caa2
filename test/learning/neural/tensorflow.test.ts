import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/input/input-error.js';
import { loadTensorFlow } from '../../../src/learning/neural/tensorflow.js';

describe('TensorFlow.js', () => {
  test.each([
    ['is not installed', () => import('@tensorflow/tfjs-no' as string), 'Failed to load url|Cannot find'],
    [
      'was installed without its library',
      () => Promise.reject(new Error('The specified module could not be found.\n/a/long/path')),
      'The specified module could not be found\\.$',
    ],
    ['breaks with something that is no error', () => Promise.reject('odd'), 'odd$'],
    ['brings a TensorFlow.js of its own', () => Promise.resolve({}), 'it is not of the same version$'],
  ])('is refused on its native backend, with one message, where that %s', async (_, load, reason) => {
    const error: unknown = await loadTensorFlow('node', load).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    const { problems } = error as InputError;
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toMatch(/^the native backend of TensorFlow\.js is not here: /);
    expect(problems[0]!.message).toMatch(new RegExp(reason));
    expect(problems[0]!.hint).toContain('npm install @tensorflow/tfjs-node@4.22.0');
  });

  test('runs on one backend in a process: another one is refused', async () => {
    const { core } = await loadTensorFlow('cpu');
    expect(core.getBackend()).toBe('cpu');
    expect((await loadTensorFlow('cpu')).core).toBe(core);
    await expect(loadTensorFlow('wasm')).rejects.toThrow("already runs on 'cpu', not on 'wasm'");
  });
});
