import { relative } from 'node:path';
import { stringify } from 'yaml';
import { harmless } from '../input/harmless.js';
import { subjects } from '../lab/subjects.js';
import { type FolderUse, RunDirectory } from '../output/run-directory.js';
import type { ScenarioInput } from '../scenario/schema.js';
import { tellingFiles } from '../storage/folder-contents.js';
import type { LabDocument, NamedVerdict } from './lab-document.js';

const documentFile = tellingFiles.verdict[0];
const folderUse: FolderUse = {
  marker: documentFile,
  contents: 'verdict',
  // Of any subject: an earlier one may have been of another kind.
  owned: [...new Set(Object.values(subjects).flatMap(({ properties }) => Object.keys(properties)))].map(
    replayFile,
  ),
  shared: true,
};

/** What the lab writes to its folder: the document, and a scenario for each counterexample that replays. */
export class LabOutput {
  readonly #directory: RunDirectory;

  /**
   * Opens the folder, creating it where it is missing.
   *
   * @throws InputError where it holds verdicts already, unless forced, or anything else of vickrey, or cannot be
   *   written to
   */
  constructor(
    private readonly folder: string,
    force: boolean,
  ) {
    this.#directory = new RunDirectory(folder, force, folderUse);
  }

  /** Writes everything, gives the files their names and returns the document that says them. */
  commit(document: LabDocument): LabDocument {
    const verdicts = document.verdicts.map((verdict) => this.#withReplay(verdict, document));
    const written = { ...document, verdicts };
    this.#directory.write(documentFile, `${JSON.stringify(written, null, 2)}\n`);
    this.#directory.commit();
    return written;
  }

  /** Removes everything that was written. Harmless when called twice. */
  abort(): void {
    this.#directory.abort();
  }

  #withReplay(verdict: NamedVerdict, { subject, seed, runs }: LabDocument): NamedVerdict {
    if (verdict.verdict !== 'violated') return verdict;
    const { look, scenario, words } = verdict.counterexample;
    if (!scenario) return verdict;
    const replay = replayFile(verdict.property);
    const head = [
      words,
      `Found by: vickrey lab ${subject} --property ${verdict.property} --runs ${runs} --seed ${seed}`,
      `Where a run shows it: ${look}`,
      'What a task costs a server is load × (1 + capacity / capacityScale); lies are what it says in place of that.',
    ];
    const text = stringify(relocated(scenario, this.folder), { lineWidth: 0 });
    this.#directory.write(replay, `${head.map((line) => `# ${harmless(line)}\n`).join('')}${text}`);
    return { ...verdict, replay };
  }
}

function replayFile(property: string): string {
  return `${property}.yaml`;
}

/** A mechanism's own file is named from the folder of the scenario that names it. */
function relocated(scenario: ScenarioInput, folder: string): ScenarioInput {
  const { auction } = scenario;
  if (auction?.mechanism === undefined) return scenario;
  const mechanism = relative(folder, auction.mechanism).replaceAll('\\', '/');
  return { ...scenario, auction: { ...auction, mechanism } };
}
