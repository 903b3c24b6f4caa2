import { Balancer, type BalancerTerms } from '../../src/balancers/balancer.js';
import type { FleetView } from '../../src/balancers/fleet-view.js';

/** Keeps a list of what has happened and tells the balancer of each once it is `delay` ago. */
export class NaivelyDelayed extends Balancer {
  private readonly view: FleetView;
  private readonly balancer: Balancer;
  private news: { due: number; tell: (time: number) => void }[] = [];

  constructor(
    private readonly terms: BalancerTerms,
    create: (view: FleetView) => Balancer,
  ) {
    super();
    const { fleet } = terms;
    this.view = { ...fleet, up: fleet.up.slice(), tasks: fleet.tasks.slice(), load: fleet.load.slice() };
    this.balancer = create(this.view);
  }

  override get messages(): number {
    return this.balancer.messages;
  }

  place(time: number, load: number): number {
    const arrived = this.news.filter(({ due }) => due <= time);
    this.news = this.news.filter(({ due }) => due > time);
    for (const { due, tell } of arrived) tell(due);
    return this.balancer.place(time, load);
  }

  override serverChanged(server: number, time: number): void {
    const { fleet } = this.terms;
    const [up, tasks, load] = [fleet.up[server]!, fleet.tasks[server]!, fleet.load[server]!];
    this.note(time, (due) => {
      this.view.up[server] = up;
      this.view.tasks[server] = tasks;
      this.view.load[server] = load;
      this.balancer.serverChanged(server, due);
    });
  }

  override returned(server: number, time: number, latency: number, found: number): void {
    this.note(time, (due) => this.balancer.returned(server, due, latency, found));
  }

  override lost(server: number, time: number): void {
    this.note(time, (due) => this.balancer.lost(server, due));
  }

  private note(time: number, tell: (time: number) => void): void {
    this.news.push({ due: time + this.terms.delay, tell });
  }
}
