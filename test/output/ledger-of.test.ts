import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../src/input/input-error.js';
import { genesisOf } from '../../src/output/ledger/ledger-blocks.js';
import { ledgerOf, originOf } from '../../src/output/ledger/ledger-of.js';
import { LedgerReplay } from '../../src/output/ledger/ledger-replay.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { Simulation } from '../../src/simulation/simulation.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { changes, files, markets } from '../laws/settings.js';

const { folder, write } = temporaryFolder();
for (const [name, text] of Object.entries(files)) write(name, text);
const path = join(folder, 'ledger.ndjson');
const prepare = (market: ScenarioInput) => prepareScenario(market, { directory: folder });

test.each(Object.keys(markets))(
  'the genesis says all that it takes to make the same ledger: %s',
  async (name) => {
    const loaded = await prepare({ ...markets[name]!, ledger: { enabled: true } });
    const writer = ledgerOf(loaded, path)!;
    new Simulation(loaded, { observers: [writer] }).run();
    writer.close();
    const again = await prepare(genesisOf(path).scenario);
    const replay = new LedgerReplay(path, again);
    new Simulation(again, { observers: [replay] }).run();
    expect(replay.finish()).toBeUndefined();
  },
);

test.each(['the auction in continuous time', 'a mechanism'])(
  'the genesis holds every setting as it can be written: %s',
  async (name) => {
    for (const [setting, change] of Object.entries(changes)) {
      const loaded = await prepare(change(markets[name]!)).catch((error) => {
        if (!(error instanceof InputError)) throw error;
      });
      if (!loaded) continue;
      const { scenario } = JSON.parse(JSON.stringify(originOf(loaded))) as { scenario: ScenarioInput };
      const again = await prepare(scenario).catch((error: Error) => error.message);
      expect(typeof again === 'string' ? again : originOf(again).scenario, setting).toEqual(
        originOf(loaded).scenario,
      );
    }
  },
);
