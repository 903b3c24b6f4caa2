import { addComponent, addEntity, createWorld, query } from 'bitecs';
import { extended } from '../engine/columns.js';
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
  private idOfEntity = new Int32Array(64);

  /** @param fleet - the servers, in order of their ids */
  constructor(fleet: Iterable<ServerTraits>) {
    for (const traits of fleet) {
      const entity = addEntity(this.ecs);
      addComponent(this.ecs, entity, this.servers);
      while (entity >= this.idOfEntity.length)
        this.idOfEntity = extended(this.idOfEntity, 2 * this.idOfEntity.length);
      this.idOfEntity[entity] = this.servers.add(entity, traits);
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

  /** Ids of the recorded servers, ascending. Queries answer in no useful order, hence the sort. */
  recordedServers(): Int32Array {
    const entities = query(this.ecs, [this.servers, this.recorded]);
    return Int32Array.from(entities, (entity) => this.idOfEntity[entity]!).sort();
  }

  /** Entities that stand for tasks, in use or pooled. */
  taskEntities(): number {
    return query(this.ecs, [this.tasks]).length;
  }
}
