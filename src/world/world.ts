import { addComponent, addEntity, createWorld, query } from 'bitecs';
import { Servers, type ServerTraits } from './servers.js';
import { Tasks } from './tasks.js';
import { WorkQueues } from './work-queues.js';

/**
 * The servers and tasks of one simulation: a row each in the columns of its kind. Membership that varies from server to server is kept in
 * bitECS, which is told of a row when it is first asked about: an entity costs it 2 µs and 215 bytes, more than all
 * columns of a server or a task, and most rows belong to nothing but their kind, which the columns know. A component
 * is the store of its columns itself, so that two worlds share nothing. Loops over all servers run over rows
 * 0..count−1, which is the order of ids.
 */
export class World {
  readonly servers = new Servers();
  readonly tasks = new Tasks();
  readonly work: WorkQueues;
  private readonly ecs = createWorld();
  /** Tag of the servers whose state is recorded. */
  private readonly recorded = {};
  /** Entities of the servers that have one, and the server of each. */
  private readonly entityOf = new Map<number, number>();
  private readonly serverOf = new Map<number, number>();

  /**
   * @param fleet - the servers, in order of their ids
   * @param expected - how many there are, where it is known: room is then made for just so many
   */
  constructor(fleet: Iterable<ServerTraits>, expected = 0) {
    this.servers.reserve(expected);
    for (const traits of fleet) this.servers.add(traits);
    this.work = new WorkQueues(this.servers.count);
  }

  /** Marks a server as one whose state is recorded. */
  record(server: number): void {
    addComponent(this.ecs, this.entity(server), this.recorded);
  }

  /** Ids of the recorded servers, ascending. O(r log r) for r of them. */
  recordedServers(): Int32Array {
    const entities = query(this.ecs, [this.servers, this.recorded]);
    return Int32Array.from(entities, (entity) => this.serverOf.get(entity)!).sort();
  }

  private entity(server: number): number {
    const known = this.entityOf.get(server);
    if (known !== undefined) return known;
    const entity = addEntity(this.ecs);
    addComponent(this.ecs, entity, this.servers);
    this.entityOf.set(server, entity);
    this.serverOf.set(entity, server);
    return entity;
  }
}
