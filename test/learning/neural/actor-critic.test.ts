import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { ActorCritic, actorCriticDefaults, criticShape } from '../../../src/learning/neural/actor-critic.js';
import { ActorCriticAgent } from '../../../src/learning/neural/actor-critic-agent.js';
import type { NetworkShape, Weights } from '../../../src/learning/neural/network.js';
import { softmax } from '../../../src/learning/neural/softmax.js';
import { loadTensorFlow, type TensorFlow } from '../../../src/learning/neural/tensorflow.js';
import { setModelWeights, tensorFlowModel } from '../../../src/learning/neural/tensorflow-model.js';
import type { Transitions } from '../../../src/learning/neural/transitions.js';
import { CounterDraws } from '../../../src/random/counter-draws.js';
import {
  batchSizes,
  distance,
  draws,
  randomTransitions,
  randomWeights,
  shapes,
} from './arbitrary-network.js';

let tensorFlow: TensorFlow;
beforeAll(async () => {
  tensorFlow = await loadTensorFlow('wasm');
});

interface Networks {
  policy: Weights;
  critic: Weights;
}

/** Both losses written down in TensorFlow.js, which finds the gradients. */
class Reference {
  private readonly policy: LayersModel;
  private readonly critic: LayersModel;

  constructor(
    private readonly shape: NetworkShape,
    initial: Networks,
    private readonly entropy: number = actorCriticDefaults.entropy,
  ) {
    this.policy = tensorFlowModel(tensorFlow, shape, initial.policy);
    this.critic = tensorFlowModel(tensorFlow, criticShape(shape), initial.critic);
  }

  setWeights({ policy, critic }: Networks): void {
    setModelWeights(tensorFlow.core, this.policy, this.shape, policy);
    setModelWeights(tensorFlow.core, this.critic, criticShape(this.shape), critic);
  }

  gradients({ rows, states, actions, rewards, nextStates }: Transitions): Networks {
    const { core } = tensorFlow;
    const found: Networks[] = [];
    core.tidy(() => {
      const before = core.tensor2d(states, [rows, this.shape.inputs]);
      const after = core.tensor2d(nextStates, [rows, this.shape.inputs]);
      const valuesOf = (input: Tensor) => core.reshape(this.critic.apply(input) as Tensor, [rows]);
      const target = core.add(
        core.tensor1d(rewards),
        core.mul(valuesOf(after), actorCriticDefaults.discount),
      );
      const advantage = core.sub(target, valuesOf(before));
      const taken = core.oneHot(core.tensor1d(actions, 'int32'), this.shape.outputs);
      const policyLoss = () => {
        const logs = core.logSoftmax(this.policy.apply(before) as Tensor);
        const gain = core.mean(core.mul(core.sum(core.mul(logs, taken), 1), advantage));
        const entropy = core.neg(core.mean(core.sum(core.mul(core.exp(logs), logs), 1)));
        return core.neg(core.add(gain, core.mul(entropy, this.entropy))) as Scalar;
      };
      const criticLoss = () => core.mean(core.square(core.sub(valuesOf(before), target))) as Scalar;
      found.push({ policy: gradient(this.policy, policyLoss), critic: gradient(this.critic, criticLoss) });
    });
    return found[0]!;
  }

  dispose(): void {
    this.policy.dispose();
    this.critic.dispose();
  }
}

function gradient(model: LayersModel, loss: () => Scalar): Weights {
  const variables = model.trainableWeights.map((weight) => weight.read() as Variable);
  const { grads } = tensorFlow.core.variableGrads(loss, variables);
  const lists = variables.map(({ name }) => Float32Array.from(grads[name]!.dataSync()));
  return Array.from({ length: lists.length / 2 }, (_, i) => ({
    kernel: lists[2 * i]!,
    bias: lists[2 * i + 1]!,
  }));
}

function networks(shape: NetworkShape, seed: number): Networks {
  const uniform = draws(seed);
  return { policy: randomWeights(shape, uniform), critic: randomWeights(criticShape(shape), uniform) };
}

/** The largest error of a gradient on the way of `steps` steps, relative to gradients above 1. */
function largestError(
  shape: NetworkShape,
  rows: number,
  seed: number,
  steps: number,
  entropy?: number,
): number {
  const initial = networks(shape, seed);
  const actorCritic = new ActorCritic({ ...actorCriticDefaults, shape, ...initial, batch: rows });
  const reference = new Reference(shape, initial, entropy);
  const uniform = draws(seed + 1);
  let error = 0;
  for (let step = 0; step < steps; step++) {
    const batch = randomTransitions(rows, shape, uniform);
    const expected = reference.gradients(batch);
    const found = actorCritic.gradients(batch);
    for (const part of ['policy', 'critic'] as const) {
      const zero = expected[part].map(({ kernel, bias }) => ({
        kernel: new Float32Array(kernel.length),
        bias: new Float32Array(bias.length),
      }));
      error = Math.max(
        error,
        distance(found[part], expected[part]) / Math.max(1, distance(expected[part], zero)),
      );
    }
    actorCritic.train(batch);
    reference.setWeights(actorCritic.weights());
  }
  reference.dispose();
  return error;
}

describe('the gradients of actor and critic', () => {
  const paper = { inputs: 4, hidden: [64, 64], outputs: 3 };

  test('are within 1e-6 of those that TensorFlow.js finds, at every step, for any sizes and batches', () => {
    const property = fc.property(shapes, batchSizes, fc.nat(), ({ inputs, hidden, outputs }, rows, seed) => {
      const error = largestError({ inputs, hidden, outputs: outputs + 1 }, rows, seed, 3);
      expect(error).toBeLessThan(1e-6);
    });
    fc.assert(property, { seed: 1, numRuns: 40 });
  });

  test('are so over 100 steps of the paper’s network', () => {
    expect(largestError(paper, 32, 5, 100)).toBeLessThan(1e-6);
  });

  test('are told from those with another bonus for entropy', () => {
    expect(largestError(paper, 32, 5, 1, 0.0101)).toBeGreaterThan(1e-6);
  });
});

describe('an actor-critic agent', () => {
  const shape = { inputs: 4, hidden: [8], outputs: 3 };

  test('takes actions as often as its policy says: within 4 standard errors over 20,000 draws', () => {
    const actorCritic = new ActorCritic({ ...actorCriticDefaults, shape, ...networks(shape, 1) });
    const agent = new ActorCriticAgent(actorCritic, 32, new CounterDraws(2));
    const state = new Float32Array([0.5, 1, -1, 0.2]);
    const chosen = new Uint8Array(1);
    const counts = [0, 0, 0];
    for (let step = 0; step < 20_000; step++) {
      agent.act(state, 1, [3], step, chosen);
      counts[chosen[0]!]!++;
    }
    const scores = new Float32Array(3);
    const chances = new Float64Array(3);
    actorCritic.scores(state, 1, scores);
    softmax(scores, 0, 3, chances);
    chances.forEach((chance, action) => {
      const error = Math.sqrt((chance * (1 - chance)) / 20_000);
      expect(Math.abs(counts[action]! / 20_000 - chance)).toBeLessThan(4 * error);
    });
  });

  test('learns from every batch once, and not before it is whole', () => {
    const actorCritic = new ActorCritic({ ...actorCriticDefaults, shape, ...networks(shape, 1) });
    const agent = new ActorCriticAgent(actorCritic, 5, new CounterDraws(2));
    const state = new Float32Array([0.5, 1, -1, 0.2]);
    const learnt = Array.from({ length: 12 }, () => {
      agent.remember(state, 1, 1, state);
      return agent.learn() !== undefined;
    });
    expect(learnt).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0].map((step) => step === 1));
  });
});

describe('softmax', () => {
  test('gives chances and their entropy, however large the scores', () => {
    const out = new Float64Array(3);
    expect(softmax([7, 0, 0, 0], 1, 3, out)).toBeCloseTo(Math.log(3), 12);
    expect([...out]).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect(softmax([1e30, 0, -1e30], 0, 3, out)).toBe(0);
    expect([...out]).toEqual([1, 0, 0]);
  });
});
