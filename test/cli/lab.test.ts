import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../input/temporary-folder.js';
import { root, vickrey } from './vickrey.js';

const { folder, write } = temporaryFolder();
const capped = join(root, 'examples/capped.mjs');
const mended = join(root, 'examples/capped-mended.ts');

describe('vickrey lab', () => {
  it('shows a verdict a line, and each counterexample in words', () => {
    const args = ['lab', 'first-price', '--property', 'truthfulness,budget,repeated-truthfulness'];
    const { status, stdout, stderr } = vickrey(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^first-price {2}the lowest bid wins/);
    expect(stdout).toMatch(/^truthfulness +VIOLATED +no server gains/m);
    expect(stdout).toMatch(/300 cases a property: markets of 2 to 6 servers and 1 task/);
    expect(stdout).toMatch(/^budget +holds in 300 /m);
    expect(stdout).toMatch(/^repeated-truthfulness +n\/a +it remembers nothing/m);
    expect(stdout).toContain('truthfulness: server 0 says 2 in place of 1 and gains 1');
  });

  it('writes a scenario that replays the lie', () => {
    const mechanism = 'paper';
    const out = join(folder, mechanism);
    const args = ['lab', mechanism, '--property', 'truthfulness', '--out', out, '--json'];
    const document = JSON.parse(vickrey(args).stdout);
    expect(JSON.parse(readFileSync(join(out, 'lab.json'), 'utf8'))).toEqual(document);
    const { counterexample, replay } = document.verdicts[0];
    const { figures } = counterexample;
    const run = ['run', join(out, replay)];
    expect(JSON.parse(vickrey([...run, '--json']).stdout).lies).toEqual([
      expect.objectContaining({ server: figures.server, gain: figures.gain }),
    ]);
    expect(vickrey(run).stdout).toMatch(
      new RegExp(`^Lies of server ${figures.server} +${figures.gain} {2}gained by them: utility`, 'm'),
    );
    expect(vickrey(args)).toMatchObject({ status: 2, stderr: expect.stringContaining('--force') });
  });

  it('has a replay tell what a truthful server gains by the lie of another', () => {
    const file = join(root, 'test/lab/counterexamples/second-price-pair-strategyproofness.yaml');
    const { stdout } = vickrey(['run', file]);
    expect(stdout).toMatch(/^Lies of server 1 +0 {2}gained by them: utility 0 in place of 0$/m);
    expect(stdout).toMatch(
      /^Lies to server 0 +1 {2}gained by them: utility 1 in place of 0; it tells the truth$/m,
    );
  });

  it("tries a JavaScript or TypeScript file of the user's own, and replays it from any folder", () => {
    const out = join(folder, 'own');
    const first = vickrey(['lab', capped, '--property', 'truthfulness', '--out', out], { cwd: folder });
    expect(first.stdout).toContain(
      'truthfulness: server 0 says 2 in place of 1 and gains 0.5: utility 1 in place of 0.5 (costs 1, 2)',
    );
    const { stdout } = vickrey(['run', join(out, 'truthfulness.yaml')], { cwd: root });
    expect(stdout).toMatch(/^Lies of server 0 +0\.5 {2}gained by them: utility 1 in place of 0\.5$/m);
    const mend = vickrey(['lab', mended, '--expect', 'truthfulness,individual-rationality', '--runs', '100']);
    expect(mend).toMatchObject({ status: 0, stderr: '' });
  });

  it('has a folder that is replaced hold nothing of an earlier mechanism', () => {
    const out = join(folder, 'replaced');
    const lab = (mechanism: string, ...more: string[]) =>
      vickrey(['lab', mechanism, '--property', ...more, '--runs', '20', '--out', out, '--force']).status;
    expect(lab('first-price', 'truthfulness')).toBe(0);
    expect(existsSync(join(out, 'truthfulness.yaml'))).toBe(true);
    expect(lab('second-price', 'budget')).toBe(0);
    expect(existsSync(join(out, 'truthfulness.yaml'))).toBe(false);
  });

  it('exits with 1 where an expected property does not hold', () => {
    const status = (...args: string[]) => vickrey(['lab', 'second-price', '--runs', '50', ...args]).status;
    expect(status('--property', 'truthfulness', '--expect', 'all')).toBe(0);
    expect(status('--property', 'non-bossiness', '--expect', 'all')).toBe(1);
    expect(status('--property', 'budget', '--expect', 'repeated-truthfulness')).toBe(1);
  });

  it('is the same for the same seed', () => {
    const run = (seed: string) =>
      vickrey(['lab', 'binding-reserve', '--runs', '20', '--seed', seed, '--json']).stdout;
    expect(run('8')).toBe(run('8'));
  });

  it('lists what there is', () => {
    const { stdout } = vickrey(['lab', '--list']);
    expect(stdout).toMatch(/^ {2}leave-one-out +second price/m);
    expect(stdout).toMatch(/^ {2}envy-freeness +where all/m);
  });

  it.each([
    ['an unknown mechanism', ['first-pric'], "did you mean 'first-price'?"],
    ['an unknown property', ['vcg', '--property', 'truthfullness'], "did you mean 'truthfulness'?"],
    ['a file that is missing', ['./none.mjs'], 'none.mjs: there is no such file'],
    ['a file of another kind', [join(root, 'README.md')], 'is no file of .js, .mjs, .ts, .mts'],
  ])('refuses %s', (_, args, words) => {
    const { status, stdout, stderr } = vickrey(['lab', ...args], { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it.each([
    ['that exports no mechanism', 'export default 5;', 2, 'exports no mechanism as its default'],
    ['that is no JavaScript', 'export default {', 2, 'cannot be run: SyntaxError'],
    [
      'whose winner is no server',
      'export default { sell: () => ({ winner: 9, payment: 1 }) };',
      1,
      /^error: .*whose-winner-is-no-server\.mjs: the mechanism has 9 win/,
    ],
    [
      'that throws',
      'export default { sell() { throw new RangeError("no"); } };',
      1,
      /^error: .*that-throws\.mjs: the mechanism fails at bids 1, 2: RangeError: no\n {2}at .*that-throws\.mjs:1:\d+\)\n$/,
    ],
    [
      'that remembers',
      'let n = 0; export default { sell: (bids) => ({ winner: 0, payment: ++n }) };',
      1,
      /^error: .*that-remembers\.mjs: the mechanism must depend on bids alone, and answers bids .* with server 0 for \d+, then server 0 for \d+\n$/,
    ],
  ])('says what is wrong with a file %s, and leaves nothing behind', (name, text, code, words) => {
    const file = write(`${name.replaceAll(' ', '-')}.mjs`, text);
    const out = join(folder, `out of ${name}`);
    const { status, stdout, stderr } = vickrey(['lab', file, '--out', out]);
    expect({ status, stdout }).toEqual({ status: code, stdout: '' });
    expect(stderr).toMatch(words);
    expect(existsSync(out)).toBe(false);
  });

  it('keeps the verdicts that are known where a mechanism fails at rare bids, and exits with 1', () => {
    const file = write(
      'rare.mjs',
      `export default { sell(bids) {
        const low = Math.min(...bids);
        if (bids.length > 2) return { winner: -1, payment: 5 };
        return { winner: bids.indexOf(low), payment: low };
      } };`,
    );
    const out = join(folder, 'rare');
    const args = ['lab', file, '--property', 'truthfulness,revenue-monotonicity', '--out', out];
    const { status, stdout, stderr } = vickrey(args);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^revenue-monotonicity +FAILED/m);
    expect(stdout).toMatch(/rare\.mjs: the mechanism pays 5 though nobody wins/);
    expect(stderr).toMatch(/^error: the mechanism failed while properties were tried: [a-z, -]+\n$/);
    const { verdicts } = JSON.parse(readFileSync(join(out, 'lab.json'), 'utf8'));
    expect(verdicts[1]).toMatchObject({ verdict: 'failed', failure: expect.stringContaining('pays 5') });
  });

  it.each([
    ['throws', 'throw new Error(String(bids[0]));', 'the mechanism fails at bids'],
    ['pays-nobody', 'return { winner: -1, payment: bids[0] };', 'though nobody wins'],
    ['loops-at-3', 'for (;;);', 'the mechanism was ended after 0.3 s'],
  ])('tells once what a mechanism fails of: %s', (name, failing, words) => {
    const fails = `if (bids.length > 2) { ${failing} }`;
    const sells = 'const winner = bids.indexOf(Math.min(...bids)); return { winner, payment: bids[winner] };';
    const file = write(`${name}.mjs`, `export default { sell(bids) { ${fails} ${sells} } };`);
    const tried = ['budget', 'efficiency', 'revenue-monotonicity'];
    const args = ['lab', file, '--property', tried.join(), '--timeout', '0.3', '--json'];
    const { verdicts } = JSON.parse(vickrey(args).stdout) as {
      verdicts: { failure: string; fault: string }[];
    };
    expect(new Set(verdicts.map(({ failure }) => failure)).size).toBeGreaterThan(1);
    expect(new Set(verdicts.map(({ fault }) => fault)).size).toBe(1);
    const { status, stdout } = vickrey(args.slice(0, -1));
    expect(status).toBe(1);
    expect(stdout.split(words)).toHaveLength(2);
    expect(stdout).toContain(`\n  so there is no verdict on ${tried.join(', ')}\n`);
  });

  it('says which counterexample was found before a mechanism failed', () => {
    const fails = 'if (bids[0] !== 1 && bids.length === 2) throw new Error("no");';
    const sells = 'const winner = bids.indexOf(Math.max(...bids)); return { winner, payment: bids[winner] };';
    const file = write('later.mjs', `export default { sell(bids) { ${fails} ${sells} } };`);
    const { stdout } = vickrey(['lab', file, '--property', 'efficiency', '--seed', '3']);
    expect(stdout).toMatch(/^efficiency +VIOLATED/m);
    expect(stdout).toContain('\n  after what is told of efficiency was found\n');
  });

  it('has every replay say where a run shows the counterexample', () => {
    const file = write(
      'dearest.mjs',
      `export default { sell(bids) {
        const winner = bids.indexOf(Math.max(...bids));
        return { winner, payment: bids.length > 2 ? bids[winner] / 2 : 3 * bids[winner] };
      } };`,
    );
    const out = join(folder, 'dearest');
    const args = ['lab', file, '--out', out, '--json'];
    const { verdicts } = JSON.parse(vickrey(args).stdout) as {
      verdicts: { property: string; replay?: string; counterexample?: { look: string; words: string } }[];
    };
    const replays = verdicts.filter(({ replay }) => replay !== undefined);
    for (const { counterexample, replay } of replays) {
      const text = readFileSync(join(out, replay!), 'utf8');
      expect(text).toMatch(/^# Where a run shows it: .+$/m);
      expect(text).toContain(counterexample!.look);
    }
    expect(replays.map(({ property }) => property)).toEqual(
      expect.arrayContaining([
        'individual-rationality',
        'budget',
        'efficiency',
        'envy-freeness',
        'monotonicity',
      ]),
    );
    const shown = (property: string) => vickrey(['run', join(out, `${property}.yaml`)]).stdout;
    const auction = (property: string) => shown(property).match(/^First auctions\n(?:.+\n)*/m)![0];
    expect(shown('individual-rationality')).toMatch(/^Servers at the end\n(?:.+\n)* +\d .* −[\d.]+ /m);
    expect(auction('budget')).toMatch(/ 3 +assigned\n$/);
    expect(auction('efficiency')).toMatch(/ assigned\n$/);
  });

  it('ends a mechanism that loops, and keeps the other verdicts', () => {
    const text = 'if (bids.length > 2) for (;;); return { winner: 0, payment: bids[0] };';
    const file = write('rare-loop.mjs', `export default { sell(bids) { ${text} } };`);
    const args = ['--property', 'repeated-truthfulness,revenue-monotonicity', '--timeout', '0.5'];
    const { status, stdout, stderr } = vickrey(['lab', file, ...args]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^repeated-truthfulness +n\/a/m);
    expect(stdout).toMatch(/^revenue-monotonicity +FAILED/m);
    expect(stdout).toMatch(
      /rare-loop\.mjs: the mechanism was ended after 0\.5 s without a sale \(its auction \d+, bids [\d., e-]+/,
    );
    expect(stderr).toContain('the mechanism failed while properties were tried: revenue-monotonicity');
  });

  it.each([
    ['a getter', '{ winner: 0, get payment() { for (;;); } }'],
    ['a Proxy', 'new Proxy({ winner: 0, payment: 1 }, { ownKeys() { for (;;); } })'],
  ])('ends one that returns %s that loops as it is read', (name, sale) => {
    const file = write(`${name.replace(' ', '-')}.mjs`, `export default { sell: () => (${sale}) };`);
    const { status, stdout, stderr } = vickrey(['lab', file, '--timeout', '0.5']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^error: .*\.mjs: the mechanism was ended after 0\.5 s .*bids 1, 2\); --timeout/);
  });

  it.each([
    ['loops', 'for (;;);', /the loading of its code was ended after 0\.5 s\n {2}--timeout SECONDS/],
    ['imports what loops', 'import "./loops.mjs";', /the loading of its code was ended after 0\.5 s\n/],
    ['waits', 'await new Promise(() => {});', /ends the process, or waits for what never comes/],
    ['exits', 'process.exit(0);', /ends the process, or waits for what never comes/],
    ['throws', 'throw { toString() { return "no"; } };', /cannot be run: no\n/],
  ])('refuses a file that %s as it is loaded', (name, code, words) => {
    const sell = 'sell: (bids) => ({ winner: 0, payment: bids[0] })';
    const file = write(`${name.replaceAll(' ', '-')}.mjs`, `${code}\nexport default { ${sell} };`);
    const { status, stdout, stderr } = vickrey(['lab', file, '--timeout', '0.5']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*\.mjs: /);
    expect(stderr).toMatch(words);
  });

  it('refuses a file whose default export loops as it is looked at', () => {
    const sell = 'sell: (bids) => ({ winner: 0, payment: bids[0] })';
    const file = write('title.mjs', `export default { ${sell}, get title() { for (;;); } };`);
    const { status, stderr } = vickrey(['lab', file, '--timeout', '0.5']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: .*title\.mjs: the loading of its code was ended after 0\.5 s\n/);
  });

  it('shows once what a file prints as it is loaded', () => {
    const sell = 'sell: (bids) => ({ winner: 0, payment: bids[0] })';
    const file = write('prints.mjs', `console.error('loaded'); export default { ${sell} };`);
    const { status, stderr } = vickrey(['lab', file, '--property', 'budget', '--runs', '5']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'loaded\n' });
  });

  it('ends one that always loops before anything is tried', () => {
    const file = write('loop.mjs', 'export default { sell() { for (;;); } };');
    const { status, stdout, stderr } = vickrey(['lab', file, '--timeout', '0.5']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^error: .*loop\.mjs: the mechanism was ended after 0\.5 s .*bids 1, 2\); --timeout/,
    );
  });
});
