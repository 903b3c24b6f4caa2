import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { afterAll } from 'vitest';

const names = ['redis-server', 'valkey-server'];

/** The server that is installed here, if one is. */
export const serverBinary = names.find((name) => spawnSync(name, ['--version']).status === 0);

if (serverBinary === undefined) {
  process.stderr.write(`skipped: tests with a broker need ${names.join(' or ')}\n`);
}

/** A port of this machine that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

const started = new Set<RedisServer>();
afterAll(async () => {
  await Promise.all([...started].map((server) => server.kill()));
});

/** A server of a test, which keeps every write in a folder; it is stopped when the tests are done. */
export class RedisServer {
  #process: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    readonly port: number,
    private readonly options: readonly string[],
  ) {
    started.add(this);
  }

  /** @param options - of the server, besides port, folder and file */
  static async start(folder: string, options: readonly string[] = []): Promise<RedisServer> {
    mkdirSync(folder, { recursive: true });
    const server = new RedisServer(folder, await freePort(), options);
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, with what it had written before. */
  async start(): Promise<void> {
    const files = ['--dir', this.folder, '--save', '', '--appendonly', 'yes', '--appendfsync', 'always'];
    const args = ['--port', `${this.port}`, '--bind', '127.0.0.1', ...files, ...this.options];
    this.#process = spawn(serverBinary!, args, { stdio: 'ignore' });
    while (!(await this.#answers())) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const process = this.#process;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const ended = new Promise((resolve) => process.on('exit', resolve));
    process.kill('SIGKILL');
    await ended;
  }

  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
  }
}
