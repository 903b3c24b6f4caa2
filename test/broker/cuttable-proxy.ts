import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll } from 'vitest';

const started = new Set<CuttableProxy>();
afterAll(() => {
  for (const proxy of started) proxy.close();
});

/** Passes bytes on to a port of this machine, until its connections are cut. */
export class CuttableProxy {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor(target: number) {
    this.#server = createServer((near) => {
      const far = connect(target, '127.0.0.1');
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(one);
        one.pipe(other);
        one
          .on('error', () => {})
          .on('close', () => {
            this.#sockets.delete(one);
            other.destroy();
          });
      }
    });
    started.add(this);
  }

  static async to(port: number): Promise<CuttableProxy> {
    const proxy = new CuttableProxy(port);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  close(): void {
    this.#server.close();
    this.cut();
  }

  /** Cuts all connections there are; new ones are let in. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
