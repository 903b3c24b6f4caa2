import { Command, Option } from '@commander-js/extra-typings';
import { actionKinds } from '../environment/action-kinds.js';
import { MarketEnvironment } from '../environment/market-environment.js';
import { Session } from '../environment/session.js';
import { readLines } from '../input/lines.js';
import { bidRewards } from '../learning/neural/bid-rewards.js';
import type { ImportModule } from '../scenario/import-module.js';
import { loadScenario } from '../scenario/load.js';
import { LaterImport } from './later-import.js';
import { jsonText } from './print.js';
import { setOption } from './set-option.js';
import { usualTimeout } from './timeout-option.js';
import { watchedImport } from './watched-import.js';

/** `vickrey environment SCENARIO` */
export function environmentCommand() {
  return new Command('environment')
    .description(
      'let an outside learner act in a scenario: requests on stdin, replies on stdout, in lines of JSON',
    )
    .argument('<scenario>', 'scenario file, YAML or JSON')
    .addOption(setOption())
    .addOption(
      new Option('--actions <kind>', 'what moves a sensitivity')
        .choices(namesOf(actionKinds))
        .default('discrete' as const),
    )
    .addOption(
      new Option('--reward <kind>', 'what a round is rewarded for')
        .choices(namesOf(bidRewards))
        .default('error-reduction' as const),
    )
    .action(serve);
}

interface EnvironmentOptions {
  set?: string[];
  actions: keyof typeof actionKinds;
  reward: keyof typeof bidRewards;
}

/** Answers line by line, until the client closes, says no more or reads no more. */
async function serve(file: string, { set = [], ...terms }: EnvironmentOptions): Promise<void> {
  const later = new LaterImport();
  const load = async (importModule: ImportModule) =>
    new MarketEnvironment(await loadScenario(file, { set, importModule }), terms);
  const checked = await load(later.importModule);
  const session = new Session(later.isDue ? await load(watchedImport(usualTimeout)) : checked);
  for await (const line of readLines({ path: 'stdin', chunks: () => process.stdin })) {
    const heard = await written(`${jsonText(session.reply(line))}\n`);
    if (session.closed || !heard) break;
  }
}

/** Whether somebody has taken `text` from stdout. */
function written(text: string): Promise<boolean> {
  return new Promise((resolve) => process.stdout.write(text, (error) => resolve(!error)));
}

function namesOf<T extends object>(kind: T): (keyof T & string)[] {
  return Object.keys(kind) as (keyof T & string)[];
}
