import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../cli/vickrey.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder, write } = temporaryFolder();

function run(command: string, args: readonly string[], cwd = folder): string {
  const { status, stderr, stdout } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  expect({ command, args, status, told: status === 0 ? '' : stdout + stderr }).toMatchObject({ status: 0 });
  return stdout;
}

const require = createRequire(import.meta.url);
const node = (...args: string[]) => run(process.execPath, args);

// What a user gets: the packed files, with the dependencies of this very repository, so that nothing is fetched.
run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], root);
const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!);
const installed = join(folder, 'node_modules/vickrey');
mkdirSync(installed, { recursive: true });
run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'));

test('publint finds nothing wrong with the package', () => {
  node(join(dirname(require.resolve('publint')), 'cli.js'), tarball, '--strict');
});

test('its types are those of its code, for modules and bundlers', () => {
  const cli = dirname(require.resolve('@arethetypeswrong/cli/package.json'));
  node(join(cli, 'dist/index.js'), tarball, '--profile', 'esm-only');
});

const programs: Record<string, [source: string, printed: RegExp]> = {
  vickrey: [
    `import { type Observer, prepareScenario, type Summary, simulate } from 'vickrey';
    let auctions = 0;
    const observer: Observer = { auction: () => { auctions++; } };
    const loaded = await prepareScenario({ time: { rounds: 20 } });
    const summary: Summary = simulate(loaded, { observers: [observer] });
    console.log(auctions > 0, summary.digest);`,
    /^true [0-9a-f]{64}$/,
  ],
  'vickrey/engine': [
    `import { Scheduler, Streams, type System, exponentialGap } from 'vickrey/engine';
    const scheduler = new Scheduler();
    const uniform = new Streams(1).uniform('arrivals');
    let seen = 0;
    const system: System = {
      name: 'arrivals',
      on: { 0: (now) => { if (++seen < 10) scheduler.schedule(now + exponentialGap(2, uniform), 0); } },
    };
    scheduler.add(system);
    scheduler.schedule(0, 0);
    console.log(scheduler.run(), seen);`,
    /^empty 10$/,
  ],
  'vickrey/experiments': [
    `import { prepareScenario } from 'vickrey';
    import { type PointEstimate, replicate } from 'vickrey/experiments';
    const loaded = await prepareScenario({ time: { rounds: 20 } });
    const { estimates } = await replicate(loaded, { replications: 2, metrics: ['fairness'] });
    const estimate: PointEstimate = estimates[0]!;
    console.log(estimate.metric, estimate.runs);`,
    /^fairness 2$/,
  ],
  'vickrey/lab': [
    `import { halfWidth, type Estimate, shapleyOf } from 'vickrey/lab';
    const estimate: Estimate = { mean: 1, error: 1, freedom: 4 };
    console.log(typeof shapleyOf, halfWidth(estimate, 0.95).toFixed(4));`,
    /^function 2\.7764$/,
  ],
};

test('a program for each entry compiles and runs in an empty TypeScript project', () => {
  write('package.json', JSON.stringify({ type: 'module', private: true }));
  const options = { module: 'nodenext', target: 'es2022', strict: true, skipLibCheck: true, outDir: 'out' };
  write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        ...options,
        rootDir: 'src',
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
      },
      include: ['src'],
    }),
  );
  for (const [entry, [source]] of Object.entries(programs))
    write(`src/${entry.replace('/', '-')}.ts`, source);
  node(join(root, 'node_modules/typescript/bin/tsc'), '-p', folder);
  for (const [entry, [, printed]] of Object.entries(programs)) {
    expect(node(`out/${entry.replace('/', '-')}.js`).trim()).toMatch(printed);
  }
});

test('the examples that pages name are packed, and run', () => {
  expect(node(join(installed, 'examples/mm1.mjs'))).toMatch(/^mean sojourn/m);
});
