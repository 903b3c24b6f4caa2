import { Balancer, type BalancerTerms } from './balancer.js';
import { delayed } from './delayed.js';
import type { FleetView } from './fleet-view.js';
import { ServerQueue } from './server-queue.js';
import { UpServers } from './up-servers.js';

/**
 * The server that has been idle longest, or any with the same chance where none is (join idle queue: Lu, Xie, Kliot, Geller,
 * Larus and Greenberg 2011, Performance Evaluation 68; one dispatcher). Idle means a free slot: with one slot, no task. A
 * server is in the idle queue once; it leaves when it is given a task, is seen without a free slot, or goes down. O(1) a task.
 *
 * Messages: one whenever a server reports that it is idle, and none where a task is placed. At first all who are idle
 * are known, in order of id.
 */
export function joinIdleQueue(_options: object, terms: BalancerTerms): Balancer {
  return delayed(terms, (view) => new JoinIdleQueue(view, terms));
}

class JoinIdleQueue extends Balancer {
  private readonly servers: UpServers;
  private readonly idle: ServerQueue;
  private reports = 0;

  constructor(
    private readonly view: FleetView,
    { uniform }: BalancerTerms,
  ) {
    super();
    this.servers = new UpServers(view, uniform);
    this.idle = new ServerQueue(view.count);
    for (let server = 0; server < view.count; server++) if (this.isIdle(server)) this.idle.join(server);
  }

  override get messages(): number {
    return this.reports;
  }

  place(): number {
    const server = this.idle.takeFirst();
    return server >= 0 ? server : this.servers.draw();
  }

  override serverChanged(server: number): void {
    this.servers.refresh(server);
    const isIdle = this.isIdle(server);
    if (isIdle === this.idle.has(server)) return;
    if (isIdle) {
      this.idle.join(server);
      this.reports++;
    } else {
      this.idle.leave(server);
    }
  }

  private isIdle(server: number): boolean {
    const { slots, tasks, up } = this.view;
    return up[server] === 1 && tasks[server]! < slots[server]!;
  }
}
