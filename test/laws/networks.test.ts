import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { NamedNetwork } from '../../src/learning/neural/agent.js';
import { loadTensorFlow } from '../../src/learning/neural/tensorflow.js';
import { writeSavedNetwork } from '../../src/output/saved-network.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { simulate } from '../../src/simulation/run.js';
import { root } from '../cli/vickrey.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';

type Neural = NonNullable<NonNullable<ScenarioInput['learning']>['neural']>;

const { folder } = temporaryFolder();

const market = (kind: 'dqn' | 'actor-critic', neural: Neural = {}): ScenarioInput => ({
  time: { rounds: 40 },
  servers: { count: 5, processingRate: 12 },
  bidding: { neural: kind },
  learning: { mode: 'none', neural },
});

/** Runs a market, and what its networks have learnt. */
async function run(input: ScenarioInput): Promise<{ digest: string; networks: readonly NamedNetwork[] }> {
  let networks: readonly NamedNetwork[] = [];
  const { digest } = simulate(await prepareScenario(input), {
    observers: [
      {
        networks: (all) => {
          networks = all;
        },
      },
    ],
  });
  return { digest, networks };
}

/** Saves networks as a run does. */
function saved(name: string, networks: readonly NamedNetwork[]): string {
  for (const network of networks) {
    const place = join(folder, name, network.name);
    mkdirSync(place, { recursive: true });
    writeSavedNetwork(place, network.shape, network.weights);
  }
  return join(folder, name);
}

test('the kernel and TensorFlow.js give the same run, weights included', async () => {
  const { digest, networks } = await run(market('dqn'));
  expect(await run(market('dqn', { trainer: 'tfjs' }))).toEqual({ digest, networks });
});

describe.each(['dqn', 'actor-critic'] as const)('%s', (kind) => {
  test.each([true, false])('learns, and ends elsewhere than it began (shared: %s)', async (shared) => {
    const neural: Neural = { shared, batch: 8 };
    const began = await run(market(kind, { ...neural, frozen: true }));
    const ended = await run(market(kind, neural));
    expect(ended.networks.map(({ name }) => name)).toEqual(began.networks.map(({ name }) => name));
    ended.networks.forEach(({ weights }, i) => {
      expect(weights).not.toEqual(began.networks[i]!.weights);
    });
  });

  test.each([true, false])(
    'starts from what a run has saved, and frozen it stays so (shared: %s)',
    async (shared) => {
      const taught = await run(market(kind, { shared, batch: 8 }));
      const load = saved(`${kind}-${shared}`, taught.networks);
      const still = await run(market(kind, { shared, load, frozen: true }));
      expect(still.networks).toEqual(taught.networks);
      const goingOn = await run(market(kind, { shared, batch: 8, load }));
      expect(goingOn.networks).not.toEqual(taught.networks);
    },
  );

  test('changes bids by its actions alone: at a rate of 0 it is as if there were none', async () => {
    const winners = async (neural: 'none' | typeof kind): Promise<number[]> => {
      const told: number[] = [];
      const input = { ...market(kind), bidding: { neural }, learning: { mode: 'none', rate: 0 } } as const;
      simulate(await prepareScenario(input), {
        observers: [{ auction: ({ winningBid }) => told.push(winningBid) }],
      });
      return told;
    };
    expect(await winners(kind)).toEqual(await winners('none'));
  });
});

test('a network of another shape, or none, is refused where it is named', async () => {
  const { networks } = await run(market('dqn', { hidden: [8], frozen: true }));
  const load = saved('small', networks);
  const [other] = await refused(() => prepareScenario(market('dqn', { load })));
  expect(other!.file).toBe(join(load, 'q', 'model.json'));
  expect(other!.message).toContain('another network');
  const [none] = await refused(() => prepareScenario(market('actor-critic', { load })));
  expect(none!.message).toContain(`${join(load, 'policy', 'model.json')}: there is no such file`);
});

test.each([true, false])('a run by TensorFlow.js leaves no tensor behind (shared: %s)', async (shared) => {
  const { core } = await loadTensorFlow('wasm');
  const { numTensors, numBytes } = core.memory();
  await run(market('dqn', { trainer: 'tfjs', shared, batch: 8, targetEvery: 2 }));
  expect(core.memory()).toMatchObject({ numTensors, numBytes });
});

test('TensorFlow.js is not imported where a run does without it', () => {
  const script = `
    import { prepareScenario, simulate } from './dist/index.js';
    const input = (trainer) => ({ time: { rounds: 3 }, bidding: { neural: 'dqn' }, learning: { neural: { trainer } } });
    const imported = async (trainer) => {
      simulate(await prepareScenario(input(trainer)));
      return '_tfengine' in globalThis;
    };
    console.log(await imported('kernel'), await imported('tfjs'));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(`${stderr}${stdout}`.trim()).toBe('false true');
});
