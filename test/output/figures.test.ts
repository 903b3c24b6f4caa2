import { describe, expect, test, vi } from 'vitest';
import { drawFigure } from '../../src/output/figures/draw-figure.js';
import { type FigureName, figureNames, figures } from '../../src/output/figures/figures.js';
import { History } from '../../src/output/figures/history.js';
import { renderPng } from '../../src/output/figures/render-png.js';
import { renderSvg } from '../../src/output/figures/render-svg.js';
import { roundSample, serverSample } from './sample-records.js';

function historyOf(servers: number, sensitivity = (round: number) => 1 + round / 10) {
  const history = new History('round');
  for (let round = 0; round < 20; round++) {
    history.round(roundSample({ round, reserve: 20 + round, welfare: -round * 1000 }));
    for (let server = 0; server < servers; server++) {
      history.server(serverSample({ round, server, load: server * round, sensitivity: sensitivity(round) }));
    }
  }
  return history.finish();
}

const caption = { scenario: 'a <b> & "c"', seed: 7 };

async function svgOf(name: FigureName, samples = historyOf(3)): Promise<string> {
  return renderSvg(figures(samples, caption).get(name)!);
}

/** The texts of a drawing, in its order. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]!);
}

test('the market figure holds every panel, its axes and its legend', async () => {
  const texts = textsOf(await svgOf('market'));
  expect(texts).toEqual(
    expect.arrayContaining([
      'a &lt;b&gt; &amp; "c", seed 7',
      '20 rounds',
      'Loads',
      'Sensitivities',
      'Reserve',
      'Fairness: standard deviation of loads, lower is fairer',
      'Social welfare: −Σ |load − target load|, 0 is best',
      'load (work units)',
      'sensitivity',
      'reserve (price)',
      'std. deviation',
      'welfare',
      'round',
      'server 0',
      'server 2',
    ]),
  );
  expect(texts.filter((text) => text === 'round')).toHaveLength(1);
});

test('every panel is a figure of its own as well', () => {
  expect([...figures(historyOf(3), caption).keys()]).toEqual([...figureNames]);
  expect(figureNames).toEqual(['market', 'loads', 'sensitivities', 'reserve', 'fairness', 'welfare']);
});

test('a name that XML cannot hold is drawn all the same', async () => {
  const spec = figures(historyOf(1), { scenario: 'a\u0000\u001b\ud800\uffff\nb', seed: 1 }).get('market')!;
  const svg = await renderSvg(spec);
  expect(textsOf(svg)).toContain('a\\x00\\x1b\\ud800\\uffff\\nb, seed 1');
  expect((await renderPng(svg)).length).toBeGreaterThan(0);
});

test('the same run gives the same bytes', async () => {
  expect(await svgOf('market')).toBe(await svgOf('market'));
});

describe('servers', () => {
  const lines = (svg: string) => svg.match(/aria-roledescription="line mark"/g)?.length ?? 0;

  test('are a line each up to twelve, told apart by colour and dashes', async () => {
    const svg = await svgOf('loads', historyOf(12));
    expect(lines(svg)).toBe(12);
    const styles = [...svg.matchAll(/line mark"[^>]*stroke="(#\w+)"[^>]*?(stroke-dasharray="[^"]*")/g)];
    expect(new Set(styles.map(([, colour, dashes]) => `${colour} ${dashes}`)).size).toBe(12);
  });

  test('are a median and two bands from thirteen on', async () => {
    const svg = await svgOf('loads', historyOf(13));
    expect(lines(svg)).toBe(1);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['median', '10th–90th percentile', 'all servers']));
  });

  test('whose sensitivities lie decades apart get a logarithmic scale', async () => {
    const texts = textsOf(
      await svgOf(
        'sensitivities',
        historyOf(2, (round) => 0.1 * 3 ** round),
      ),
    );
    expect(texts).toEqual(expect.arrayContaining(['sensitivity (log)', '1', '100', '10k', '1M']));
  });

  test('that are not recorded leave out their panels', () => {
    expect([...figures(historyOf(0), caption).keys()]).toEqual(['market', 'reserve', 'fairness', 'welfare']);
  });
});

test('a run without rounds has no figures', () => {
  expect(figures(new History('round').finish(), caption).size).toBe(0);
});

test('a run of one round can be drawn', async () => {
  const history = new History('round');
  history.round(roundSample());
  history.server(serverSample());
  expect(textsOf(await svgOf('market', history.finish()))).toContain('1 round');
});

test('a thinned run says so', async () => {
  const history = new History('round');
  for (let round = 0; round < 1500; round++) history.round(roundSample({ round }));
  expect(textsOf(await svgOf('market', history.finish()))).toContain('1500 rounds, every 2nd drawn');
});

test('a PNG has twice the size of the drawing, and its text is drawn', async () => {
  const drawing = (text: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><text y="15" font-family="DejaVu Sans">${text}</text></svg>`;
  const blank = Buffer.from(await renderPng(drawing('')));
  const written = Buffer.from(await renderPng(drawing('load')));
  expect([blank.readUInt32BE(16), blank.readUInt32BE(20)]).toEqual([120, 40]);
  expect(written.equals(blank)).toBe(false);
  expect(Buffer.from(await renderPng(drawing('load'))).equals(written)).toBe(true);
});

describe('whatever a quantity does, its figure is drawn', () => {
  const [largest, smallest] = [Number.MAX_VALUE, Number.MIN_VALUE];
  const series: Record<string, number[]> = {
    'nothing but 0': [0, 0, -0],
    'a constant': [25, 25, 25],
    'a tiny constant': [1e-12, 1e-12],
    'a constant but for rounding': [25, 25 + 2 ** -48, 25 - 2 ** -48],
    'the smallest numbers': [smallest, 3 * smallest, 1e-320],
    'the largest numbers': [largest, -largest, largest],
    'all sizes at once': [smallest, 1, largest],
    'decades that a logarithm shows': [1e-12, 1, 1e12],
    'one value': [5],
    'not a number': [Number.NaN, 1, 2],
    'nothing that is finite': [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    'an infinity': [1, 2, Number.POSITIVE_INFINITY],
  };

  const samplesOf = (values: number[], servers: number) => {
    const history = new History('round');
    values.forEach((value, round) => {
      history.round(roundSample({ round, reserve: value, fairness: value, welfare: -value }));
      for (let server = 0; server < servers; server++) {
        history.server(serverSample({ round, server, load: value, sensitivity: value * server }));
      }
    });
    return history.finish();
  };

  describe.each(Object.entries(series))('%s', (_, values) => {
    test.each([2, 13])('with %i servers', async (servers) => {
      const errors = vi.spyOn(console, 'error');
      const svg = await svgOf('market', samplesOf(values, servers));
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      expect((await renderPng(svg)).length).toBeGreaterThan(0);
      const numbers = textsOf(svg).filter((text) => /^[−\d][\d.,e+−-]*[kMGT]?$/.test(text));
      expect(numbers.filter((label) => label.length > 12)).toEqual([]);
      expect(errors).not.toHaveBeenCalled();
      errors.mockRestore();
    });
  });

  test('numbers too small or too large for digits are labelled with an exponent', async () => {
    const texts = textsOf(await svgOf('reserve', samplesOf([1e-12, 1.5e-12], 1)));
    expect(texts).toEqual(expect.arrayContaining(['1e-12', '1.5e-12']));
  });
});

test('a figure that fails is left out with a warning of one line, and nothing else is printed', async () => {
  const printed = (['log', 'warn', 'error'] as const).map((method) => vi.spyOn(console, method));
  const warnings: string[] = [];
  const broken = {
    data: { values: [{ a: 5e-324 }, { a: 1e-323 }] },
    mark: 'line' as const,
    encoding: { y: { field: 'a', type: 'quantitative' as const, scale: { zero: false } } },
  };
  expect(await drawFigure('loads', broken, (message) => warnings.push(message))).toBeUndefined();
  expect(warnings).toEqual(["the figure 'loads' is left out, it cannot be drawn: Invalid array length"]);
  for (const spy of printed) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
});
