import type * as NodeFs from 'node:fs';
import { type Disk, firstDescriptor } from './disk.js';

/** The disk whose folders are `/` and those below `/disk`, of the test file that runs. */
export const mounted: { disk: Disk | undefined } = { disk: undefined };

/** `node:fs` with the mounted disk in it: what lies elsewhere is the system's. For `vi.mock('node:fs', …)`. */
export function withMounted(system: typeof NodeFs): typeof NodeFs {
  const all = system as unknown as Record<string, (...args: unknown[]) => unknown>;
  const names: (keyof Disk['fs'])[] = [
    'accessSync',
    'existsSync',
    'statSync',
    'lstatSync',
    'fstatSync',
    'realpathSync',
    'readdirSync',
    'openSync',
    'closeSync',
    'readSync',
    'readFileSync',
    'createReadStream',
    'writeSync',
    'writeFileSync',
    'ftruncateSync',
    'fsyncSync',
    'mkdirSync',
    'mkdtempSync',
    'linkSync',
    'renameSync',
    'rmdirSync',
    'rmSync',
  ];
  const routed = names.map((name) => {
    const route = (...args: unknown[]): unknown => {
      const { disk } = mounted;
      if (!disk || !isOnDisk(args[0])) return all[name]!(...args);
      return (disk.fs[name] as (...args: unknown[]) => unknown)(...args);
    };
    return [name, route];
  });
  return { ...system, ...Object.fromEntries(routed) };
}

function isOnDisk(place: unknown): boolean {
  if (typeof place === 'number') return place >= firstDescriptor;
  return typeof place === 'string' && (place === '/' || place === '/disk' || place.startsWith('/disk/'));
}
