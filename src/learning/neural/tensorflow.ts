import { InputError } from '../../input/input-error.js';

/** TensorFlow.js, on one of its backends. */
export interface TensorFlow {
  readonly core: typeof import('@tensorflow/tfjs-core');
  readonly layers: typeof import('@tensorflow/tfjs-layers');
}

/**
 * Where TensorFlow.js computes: in WebAssembly, in plain JavaScript, or in its native library for Node, which is
 * an optional peer dependency. They differ in the last bits.
 */
export type TensorFlowBackend = 'wasm' | 'cpu' | 'node';

/** How TensorFlow.js itself calls each backend. */
const names: Record<TensorFlowBackend, string> = { wasm: 'wasm', cpu: 'cpu', node: 'tensorflow' };

const nativePackage = '@tensorflow/tfjs-node';

/**
 * Imports TensorFlow.js and sets its backend, which is one for the whole process.
 *
 * @param importNative - how the native backend is imported
 * @throws InputError where the native backend is missing or broken
 * @throws Error where another backend is in use in this process, or this one does not start
 */
export async function loadTensorFlow(
  backend: TensorFlowBackend,
  importNative: (name: string) => Promise<unknown> = (name) => import(name),
): Promise<TensorFlow> {
  const core = await import('@tensorflow/tfjs-core');
  const layers = await import('@tensorflow/tfjs-layers');
  if (backend === 'node') await loadNative(core, importNative);
  if (backend === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
  if (backend === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
  // Its advice to install the native backend is not asked for.
  core.enableProdMode();
  await select(core, names[backend]);
  return { core, layers };
}

async function loadNative(
  core: TensorFlow['core'],
  importNative: (name: string) => Promise<unknown>,
): Promise<void> {
  let reason = 'it is not of the same version';
  try {
    await importNative(nativePackage);
    if (core.findBackendFactory(names.node)) return;
  } catch (error) {
    // Who imported it is of no use to a user.
    reason = (error instanceof Error ? error.message : String(error)).split(/\n| imported from /)[0]!;
  }
  throw new InputError({
    message: `the native backend of TensorFlow.js is not here: ${reason}`,
    hint: `npm install ${nativePackage}@4.22.0, or another trainer: kernel, tfjs, tfjs-cpu`,
  });
}

async function select(core: TensorFlow['core'], name: string): Promise<void> {
  const { backendName } = core.engine();
  if (backendName === name) return;
  if (backendName) throw new Error(`TensorFlow.js already runs on '${backendName}', not on '${name}'`);
  if (!(await core.setBackend(name))) throw new Error(`TensorFlow.js does not start on '${name}'`);
}
