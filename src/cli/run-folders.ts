import { ProfileOutput } from '../output/profile/profile-output.js';
import { RunOutput } from '../output/run-output.js';
import { SummaryOutput } from '../output/summary-output.js';
import type { TableFormatName } from '../output/table-formats.js';
import type { CheckedScenario } from '../scenario/load.js';
import { usualFormats } from './table-formats-option.js';
import { printWarning } from './warning.js';

/** Where a run writes to, and how. */
interface Folders {
  readonly out?: string;
  readonly profile?: string;
  readonly format?: readonly TableFormatName[];
  readonly force?: true;
}

/** The folders of a run, of what comes of it and of its profile: they are taken together, and let go together. */
export class RunFolders {
  #profile: ProfileOutput | undefined;
  #output: RunOutput | SummaryOutput | undefined;

  constructor(private readonly folders: Folders) {}

  /** Where `--profile` asks for one, once it is open. */
  get profile(): ProfileOutput | undefined {
    return this.#profile;
  }

  /** Once it is open. */
  get output(): RunOutput | SummaryOutput {
    return this.#output!;
  }

  /**
   * Takes the folders, for a scenario whose code has not been run yet: it is not run for a folder that is refused.
   *
   * @throws InputError where a folder holds something that is not to be replaced, is in use or cannot be written to;
   *   {@link abort} is then to be called
   */
  open(checked: CheckedScenario): void {
    const { folders } = this;
    const force = folders.force === true;
    if (folders.profile !== undefined) this.#profile = new ProfileOutput(folders.profile, { force });
    this.#output =
      folders.out === undefined
        ? new SummaryOutput(checked)
        : new RunOutput(folders.out, checked, {
            formats: folders.format ?? usualFormats,
            force,
            warn: printWarning,
          });
  }

  /** Removes what was written and lets go of the folders. Harmless when called twice, or before they are open. */
  abort(): void {
    this.#profile?.abort();
    this.#output?.abort();
  }
}
