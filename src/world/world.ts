import { addComponent, addEntity, createWorld, query } from 'bitecs';
import { Servers, type ServerTraits } from './servers.js';
import { Tasks } from './tasks.js';
import { WorkQueues } from './work-queues.js';

/** bitECS keeps entity ids below this. */
const ENTITIES = 2 ** 24;

/**
 * The entities of one simulation, at most 2²⁴ servers and tasks together. bitECS holds who exists and what each is (membership and queries); a
 * component is the store of its columns itself, so that two worlds share nothing. Loops over all servers run
 * over rows 0..count−1, which is the order of ids.
 */
export class World {
  readonly servers = new Servers();
  readonly tasks: Tasks;
  readonly work: WorkQueues;
  private readonly ecs = createWorld();
  /** Tag of the servers whose state is recorded. */
  private readonly recorded = {};

  /**
   * @param fleet - the servers, in order of their ids
   * @param expected - how many there are, where it is known: room is then made for just so many
   */
  constructor(fleet: Iterable<ServerTraits>, expected = 0) {
    this.servers.reserve(expected);
    for (const traits of fleet) {
      const entity = addEntity(this.ecs);
      addComponent(this.ecs, entity, this.servers);
      this.servers.add(entity, traits);
    }
    this.tasks = new Tasks(
      () => {
        const entity = addEntity(this.ecs);
        addComponent(this.ecs, entity, this.tasks);
        return entity;
      },
      ENTITIES - 1 - this.servers.count,
    );
    this.work = new WorkQueues(this.servers.count);
  }

  /** Marks a server as one whose state is recorded. */
  record(server: number): void {
    addComponent(this.ecs, this.servers.entity[server]!, this.recorded);
  }

  /** Ids of the recorded servers, ascending. O(servers). */
  recordedServers(): Int32Array {
    const recorded = new Set(query(this.ecs, [this.servers, this.recorded]));
    const { count, entity } = this.servers;
    return Int32Array.from({ length: count }, (_, id) => id).filter((id) => recorded.has(entity[id]!));
  }

  /** Entities that stand for tasks, in use or pooled. */
  taskEntities(): number {
    return query(this.ecs, [this.tasks]).length;
  }
}
