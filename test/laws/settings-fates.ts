import { createHash } from 'node:crypto';
import { InputError } from '../../src/input/input-error.js';
import { SummaryOutput } from '../../src/output/summary-output.js';
import { namedBalancer } from '../../src/scenario/balancer-schema.js';
import { idleSettings } from '../../src/scenario/idle-settings.js';
import { prepareScenario, type SourcedScenario } from '../../src/scenario/load.js';
import { type ScenarioInput, scenarioSchema } from '../../src/scenario/schema.js';
import { settingsOf } from '../../src/scenario/settings.js';
import { Simulation } from '../../src/simulation/simulation.js';
import type { Observer } from '../../src/systems/records.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { changes, elsewhere, files, ownerOf, withoutResult } from './settings.js';

const { folder, write } = temporaryFolder();
for (const [name, text] of Object.entries(files)) write(name, text);
/** Every setting of the schema. */
export const settings = settingsOf(scenarioSchema).map(({ path }) => path);

/** Everything that a run tells, but for what it repeats of its scenario. */
function outcome(loaded: SourcedScenario): string {
  const { name } = namedBalancer(loaded.scenario.balancer);
  const hash = createHash('sha256');
  const tell = (record: object): void => void hash.update(JSON.stringify(record));
  // A balancer never moves sensitivities: what is told of them is what the scenario says.
  const known = (record: { sensitivity: number }) =>
    tell(name === 'auction' ? record : { ...record, sensitivity: null });
  const observer: Observer = {
    auction: ({ partners, ...record }) =>
      tell({ ...record, partners: [...partners.subarray(0, record.partnerCount)] }),
    bid: tell,
    completion: tell,
    round: tell,
    server: known,
    networks: tell,
  };
  const output = new SummaryOutput(loaded);
  const simulation = new Simulation(loaded, { observers: [observer, ...output.observers] });
  simulation.run();
  const {
    digest: _,
    idleSettings: __,
    ownParts: _____,
    scenario: ___,
    seed: ____,
    servers,
    ...summary
  } = simulation.summary();
  for (const server of servers) known(server);
  tell(summary);
  const { firstBlocks, ledger } = output.commit(simulation.summary(), {} as never);
  tell({ blocks: ledger?.blocks, events: firstBlocks?.map(({ events }) => events) });
  return hash.digest('hex');
}

export type Fate = 'acts' | 'told' | 'refused' | 'nothing, and untold' | 'acts, and is told to do nothing';

const prepare = (market: ScenarioInput) => prepareScenario(market, { directory: folder });

async function fateOf(setting: string, market: ScenarioInput, before: string): Promise<Fate> {
  let loaded: SourcedScenario;
  try {
    loaded = await prepare(changes[setting]!(market));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return 'refused';
  }
  const acts = outcome(loaded) !== before;
  const isTold = idleSettings(loaded).some((idle) => idle.setting === setting);
  if (acts) return isTold ? 'acts, and is told to do nothing' : 'acts';
  return isTold || withoutResult.includes(setting) ? 'told' : 'nothing, and untold';
}

/** What becomes of another value of each setting in a market, but for options of balancers that it does not have. */
export async function fatesIn(market: ScenarioInput): Promise<Map<string, Fate>> {
  const before = outcome(await prepare(market));
  const { name } = namedBalancer(scenarioSchema.parse(market).balancer);
  const fates = new Map<string, Fate>();
  for (const setting of settings) {
    if (elsewhere.includes(setting) || (ownerOf(setting) ?? name) !== name) continue;
    fates.set(setting, await fateOf(setting, market, before));
  }
  return fates;
}

/** Those that do nothing in silence, or are told to do nothing and act. */
export function wrongOf(fates: ReadonlyMap<string, Fate>): Record<string, Fate> {
  return Object.fromEntries([...fates].filter(([, fate]) => fate.includes('nothing')));
}
