import fc from 'fast-check';
import { expect } from 'vitest';
import type { Balancer, BalancerTerms } from '../../src/balancers/balancer.js';
import type { FleetView } from '../../src/balancers/fleet-view.js';
import { Streams } from '../../src/random/streams.js';

/** Makes the balancer under test, or its naive twin. */
export type Create = (terms: BalancerTerms) => Balancer;

/** What happens, `after` the step before: `which` and `server` are taken modulo what there is. */
type Step = { after: number } & (
  | { kind: 'task'; load: number }
  | { kind: 'finish'; which: number }
  | { kind: 'fail'; server: number; keeps: boolean }
  | { kind: 'repair'; server: number }
);

/** A fleet, what may be known of it, and what happens to it. */
export interface Story {
  servers: { capacity: number; rate: number; slots: number; up: boolean }[];
  delay: number;
  probes: number | undefined;
  seed: number;
  steps: Step[];
}

const after = fc.constantFrom(0, 0, 0.25, 1, 7);
const which = fc.nat({ max: 999 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('task'), after, load: fc.constantFrom(1, 1, 2, 0.1) }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('finish'), after, which }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('fail'), after, server: which, keeps: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repair'), after, server: which }) },
);

/** Stories of 1 to `most` servers. */
export function stories(most: number): fc.Arbitrary<Story> {
  return fc.record({
    servers: fc.array(
      fc.record({
        capacity: fc.constantFrom(1, 2, 3.7),
        rate: fc.constantFrom(0, 1, 1, 2.3),
        slots: fc.constantFrom(1, 1, 3),
        up: fc.constantFrom(true, true, true, false),
      }),
      { minLength: 1, maxLength: most, size: 'max' },
    ),
    delay: fc.constantFrom(0, 0, 0.25, 2),
    probes: fc.constantFrom(undefined, undefined, 1, 3),
    seed: fc.nat(),
    steps: fc.array(step, { minLength: 1, maxLength: 80, size: 'max' }),
  });
}

/** A task that a story has placed and that is not finished. */
interface Placed {
  server: number;
  load: number;
  since: number;
  found: number;
}

/** A fleet whose columns a story changes, telling every balancer. */
class PlayedFleet implements FleetView {
  readonly count: number;
  readonly up: Uint8Array;
  readonly tasks: Int32Array;
  readonly load: Float64Array;
  readonly capacity: Float64Array;
  readonly rate: Float64Array;
  readonly slots: Int32Array;
  readonly balancers: Balancer[] = [];
  now = 0;
  private placed: Placed[] = [];
  private readonly firstUp: Uint8Array;
  private readonly switches: { time: number; server: number; up: number }[] = [];

  constructor({ servers }: Story) {
    this.count = servers.length;
    this.up = Uint8Array.from(servers, ({ up }) => (up ? 1 : 0));
    this.firstUp = this.up.slice();
    this.tasks = new Int32Array(servers.length);
    this.load = new Float64Array(servers.length);
    this.capacity = Float64Array.from(servers, ({ capacity }) => capacity);
    this.rate = Float64Array.from(servers, ({ rate }) => rate);
    this.slots = Int32Array.from(servers, ({ slots }) => slots);
  }

  /** Who is up as far as one knows who hears of it `delay` later. */
  upAsHeard(delay: number): Uint8Array {
    const up = this.firstUp.slice();
    for (const { time, server, up: to } of this.switches) if (time + delay <= this.now) up[server] = to;
    return up;
  }

  assign(server: number, load: number): void {
    if (this.up[server] === 0) return this.tell((balancer) => balancer.lost(server, this.now));
    this.placed.push({ server, load, since: this.now, found: this.tasks[server]! });
    this.change(server);
  }

  finish(which: number): void {
    const finishing = this.placed.filter(({ server }) => this.up[server] === 1);
    const task = finishing[which % Math.max(1, finishing.length)];
    if (!task) return;
    const { server, since, found } = task;
    this.placed = this.placed.filter((other) => other !== task);
    this.change(server);
    this.tell((balancer) => balancer.returned(server, this.now, this.now - since, found));
  }

  /** Takes a server down, which loses or keeps its tasks, or up. */
  switchTo(up: number, server: number, keeps: boolean): void {
    this.up[server] = up;
    this.switches.push({ time: this.now, server, up });
    const lost = keeps ? [] : this.placed.filter((task) => task.server === server);
    this.placed = this.placed.filter((task) => !lost.includes(task));
    this.change(server);
    for (const _ of lost) this.tell((balancer) => balancer.lost(server, this.now));
  }

  private change(server: number): void {
    const here = this.placed.filter((task) => task.server === server);
    this.tasks[server] = here.length;
    this.load[server] = here.reduce((sum, { load }) => sum + load, 0);
    this.tell((balancer) => balancer.serverChanged(server, this.now));
  }

  private tell(of: (balancer: Balancer) => void): void {
    this.balancers.forEach(of);
  }
}

/** What one balancer did in a story. */
interface Deeds {
  decisions: number[];
  /** After each decision. */
  messages: number[];
}

/**
 * Plays a story to several balancers, each with draws of its own from the same seed. Tasks go where the first one says.
 *
 * @param watch - called before each decision with the fleet as it is
 */
export function play(
  story: Story,
  creates: readonly Create[],
  watch: (fleet: PlayedFleet) => void = () => {},
): Deeds[] {
  const fleet = new PlayedFleet(story);
  const { delay, probes, seed } = story;
  for (const create of creates) {
    const uniform = new Streams(seed).uniform('balancer');
    fleet.balancers.push(create({ fleet, delay, uniform, ...(probes === undefined ? {} : { probes }) }));
  }
  const deeds = creates.map((): Deeds => ({ decisions: [], messages: [] }));
  for (const step of story.steps) {
    fleet.now += step.after;
    if (step.kind === 'finish') fleet.finish(step.which);
    else if (step.kind === 'fail') fleet.switchTo(0, step.server % fleet.count, step.keeps);
    else if (step.kind === 'repair') fleet.switchTo(1, step.server % fleet.count, true);
    else {
      watch(fleet);
      for (const [i, balancer] of fleet.balancers.entries()) {
        deeds[i]!.decisions.push(balancer.place(fleet.now, step.load));
        deeds[i]!.messages.push(balancer.messages);
      }
      const server = deeds[0]!.decisions.at(-1)!;
      if (server >= 0) fleet.assign(server, step.load);
    }
  }
  return deeds;
}

/** Fails where a balancer does not do in every story what its twin does, messages included. */
export function expectTwins(create: Create, twin: Create, seed: number): void {
  const property = fc.property(stories(20), (story) => {
    const [own, other] = play(story, [create, twin]);
    expect(own).toEqual(other);
  });
  fc.assert(property, { seed, numRuns: 400 });
}

/** Whether some story tells a balancer from a twin that has a flaw. */
export function tellsApart(create: Create, flawed: Create, seed: number): boolean {
  return fc.sample(stories(20), { seed, numRuns: 400 }).some((story) => {
    const [own, other] = play(story, [create, flawed]);
    return JSON.stringify(own) !== JSON.stringify(other);
  });
}
