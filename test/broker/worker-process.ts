import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll } from 'vitest';
import { binary, root } from '../cli/vickrey.js';

/** A line that a worker prints with `--json`. */
export interface WorkerLine {
  readonly event: 'ready' | 'run' | 'notice' | 'end';
  readonly sweep?: string;
  readonly failure?: string | null;
  readonly notice?: string;
  readonly done?: number;
}

const started = new Set<WorkerProcess>();
afterAll(() => {
  for (const worker of started) worker.kill('SIGKILL');
});

/** A `vickrey worker` of a test; it is killed when the tests are done. */
export class WorkerProcess {
  readonly lines: WorkerLine[] = [];
  readonly ended: Promise<number | null>;
  stderr = '';
  readonly #process: ChildProcess;
  readonly #heard = new Set<() => void>();

  /** @param command - the built command that is run */
  constructor(url: string, args: readonly string[] = [], { command = binary, env = {} } = {}) {
    const all = [command, 'worker', '--broker', url, '--workers', '1', '--json', ...args];
    this.#process = spawn(process.execPath, all, { cwd: root, env: { ...process.env, ...env } });
    createInterface(this.#process.stdout!).on('line', (line) => {
      this.lines.push(JSON.parse(line));
      for (const hear of this.#heard) hear();
    });
    this.#process.stderr!.setEncoding('utf8').on('data', (text) => {
      this.stderr += text;
    });
    this.ended = new Promise((resolve) => this.#process.on('close', resolve));
    started.add(this);
  }

  /** Runs that it has told of. */
  get runs(): WorkerLine[] {
    return this.lines.filter(({ event }) => event === 'run');
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Waits until what it has printed is so. */
  async until(isSo: (worker: WorkerProcess) => boolean): Promise<void> {
    let hear = (): void => {};
    const so = new Promise<void>((resolve) => {
      hear = () => {
        if (isSo(this)) resolve();
      };
      this.#heard.add(hear);
      hear();
    });
    const ended = this.ended.then((code) => {
      throw new Error(`the worker has ended with ${code}: ${this.stderr}`);
    });
    ended.catch(() => {});
    await Promise.race([so, ended]);
    this.#heard.delete(hear);
  }
}
