import { Readable } from 'node:stream';

/** What lies on a disk. All of it is plain data, so that `structuredClone` copies a disk with what is not synced. */
type Node = File | Folder;

interface File {
  kind: 'file';
  data: Uint8Array;
  /** What the medium has for sure. */
  synced: Uint8Array;
  /** What was done since: bytes from a place on, or another length. */
  pending: ({ at: number; bytes: Uint8Array } | { length: number })[];
}

interface Folder {
  kind: 'folder';
  entries: Map<string, Node>;
  synced: Map<string, Node>;
  pending: Change[];
}

/** Of one entry of a folder: what is there from now on. */
interface Change {
  folder: Folder;
  name: string;
  node: Node | undefined;
  /** Where the medium has this one, it has those too. */
  requires: Change[];
}

interface Open {
  node: Node;
  place: number;
  append: boolean;
}

/** A call of a program to the file system. */
export interface Call {
  /** From 0, of the calls to this disk. */
  readonly index: number;
  readonly name: string;
  readonly path: string;
  /** Whether it writes: it can find the disk full. */
  readonly writes: boolean;
}

const sector = 512;

/**
 * A disk with what POSIX promises, and no more. Contents of a file are on the medium once the file was synced, entries
 * of a folder once the folder was. Of what was not, a loss of power leaves any part: sectors of contents, lengths with
 * zeros, the first changes of each entry. Renaming within a folder, or a folder, happens or does not; a file that is
 * renamed into another folder may be in both.
 */
export class Disk {
  #calls = 0;
  #open = new Map<number, Open>();
  #root: Folder;
  /** Told of every call before it is done; what it throws is what the call throws. */
  onCall: (call: Call) => void = () => {};
  /** Whether a sync is left out, as if the program had none there. */
  isLeftOut: (path: string) => boolean = () => false;

  constructor(root: Folder = newFolder()) {
    this.#root = root;
  }

  /** The same disk for a program that begins after another was killed: nothing is lost, nothing more is synced. */
  afterKill(): Disk {
    return new Disk(structuredClone(this.#root));
  }

  /** The disk after a loss of power. @param random - in [0, 1) */
  afterPowerLoss(random: () => number): Disk {
    return new Disk(remains(structuredClone(this.#root), random));
  }

  /** All files by their paths; contents as text. */
  files(): Record<string, string> {
    const found: Record<string, string> = {};
    const visit = (folder: Folder, path: string): void => {
      for (const [name, node] of [...folder.entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (node.kind === 'folder') visit(node, `${path}/${name}`);
        else found[`${path}/${name}`] = Buffer.from(node.data).toString('latin1');
      }
    };
    visit(this.#root, '');
    return found;
  }

  /** The names in a folder; none where it is not there. */
  names(path: string): string[] {
    const node = this.#find(path);
    return node?.kind === 'folder' ? [...node.entries.keys()].sort() : [];
  }

  /** Changes the text of a file as nobody's call does: on the medium too. */
  rewrite(path: string, change: (text: string) => string): void {
    const node = this.#find(path);
    if (node?.kind !== 'file') return;
    node.data = Buffer.from(change(Buffer.from(node.data).toString('latin1')), 'latin1');
    node.synced = node.data;
    node.pending = [];
  }

  /** The functions of `node:fs` that the project uses, of this disk. Paths begin with `/`. */
  readonly fs = {
    accessSync: (path: string): void => void this.#existing(this.#called('access', path)),
    existsSync: (path: string): boolean => {
      try {
        return this.#find(this.#called('access', path)) !== undefined;
      } catch {
        return false;
      }
    },
    statSync: (path: string, options?: { throwIfNoEntry?: boolean }) => this.#stat(path, options),
    lstatSync: (path: string, options?: { throwIfNoEntry?: boolean }) => this.#stat(path, options),
    fstatSync: (descriptor: number) => statOf(this.#open.get(descriptor)!.node),
    realpathSync: (path: string): string => path,
    readdirSync: (path: string, options: { recursive?: boolean; withFileTypes?: boolean } = {}) => {
      const node = this.#existing(this.#called('readdir', path));
      if (node.kind !== 'folder') throw fault('ENOTDIR', 'scandir', path);
      const found = listing(node, path, options.recursive === true);
      return options.withFileTypes ? found : found.map(({ name }) => name);
    },
    openSync: (path: string, flags = 'r'): number => this.#openFile(path, flags),
    closeSync: (descriptor: number): void => void this.#open.delete(descriptor),
    readSync: (descriptor: number, into: Uint8Array, offset: number, length: number, at: number): number => {
      const { node } = this.#opened(descriptor, 'read');
      const bytes = (node as File).data.subarray(at, at + length);
      into.set(bytes, offset);
      return bytes.length;
    },
    readFileSync: (path: string, encoding?: BufferEncoding) => {
      const node = this.#existing(this.#called('read', path));
      if (node.kind === 'folder') throw fault('EISDIR', 'read', path);
      const data = Buffer.from(node.data);
      return encoding ? data.toString(encoding) : data;
    },
    createReadStream: (path: string): Readable => Readable.from([this.fs.readFileSync(path)]),
    writeSync: (descriptor: number, bytes: Uint8Array, offset = 0): number => {
      const open = this.#opened(descriptor, 'write', true);
      const part = Uint8Array.from(bytes.subarray(offset));
      const file = open.node as File;
      const at = open.append ? file.data.length : open.place;
      write(file, at, part);
      open.place = at + part.length;
      return part.length;
    },
    writeFileSync: (path: string, content: string | Uint8Array, options?: { flag?: string }): void => {
      const descriptor = this.#openFile(path, options?.flag ?? 'w');
      try {
        this.fs.writeSync(descriptor, typeof content === 'string' ? Buffer.from(content) : content);
      } finally {
        this.fs.closeSync(descriptor);
      }
    },
    ftruncateSync: (descriptor: number, length: number): void => {
      const { node } = this.#opened(descriptor, 'ftruncate', true);
      (node as File).data = (node as File).data.slice(0, length);
      (node as File).pending.push({ length });
    },
    fsyncSync: (descriptor: number): void => {
      const { node } = this.#opened(descriptor, 'fsync');
      if (!this.isLeftOut(this.#pathOf(descriptor))) sync(node);
    },
    mkdirSync: (path: string, options: { recursive?: boolean } = {}): void => {
      if (options.recursive && this.#find(path)?.kind === 'folder') return;
      const [folder, name] = this.#placeOf(path, options.recursive === true);
      this.#call('mkdir', path, true);
      if (folder.entries.has(name)) throw fault('EEXIST', 'mkdir', path);
      put(folder, name, newFolder());
    },
    mkdtempSync: (prefix: string): string => {
      const path = `${prefix}${String(this.#calls).padStart(6, '0')}`;
      this.fs.mkdirSync(path);
      return path;
    },
    linkSync: (from: string, to: string): void => {
      this.#call('link', to, true);
      const node = this.#existing(from);
      const [folder, name] = this.#placeOf(to);
      if (folder.entries.has(name)) throw fault('EEXIST', 'link', to);
      put(folder, name, node);
    },
    renameSync: (from: string, to: string): void => this.#rename(from, to),
    rmdirSync: (path: string): void => {
      this.#call('rmdir', path);
      const node = this.#existing(path);
      if (node.kind !== 'folder') throw fault('ENOTDIR', 'rmdir', path);
      if (node.entries.size > 0) throw fault('ENOTEMPTY', 'rmdir', path);
      put(...this.#placeOf(path), undefined);
    },
    rmSync: (path: string, options: { recursive?: boolean; force?: boolean } = {}): void => {
      const node = this.#find(this.#called('lstat', path));
      if (!node && options.force) return;
      if (!node) throw fault('ENOENT', 'rm', path);
      if (node.kind === 'folder' && !options.recursive) throw fault('EISDIR', 'rm', path);
      this.#remove(path, node);
    },
  };

  #remove(path: string, node: Node): void {
    if (node.kind === 'file') {
      this.#call('unlink', path);
      put(...this.#placeOf(path), undefined);
      return;
    }
    for (const [name, inner] of [...node.entries]) this.#remove(`${path}/${name}`, inner);
    this.fs.rmdirSync(path);
  }

  #rename(from: string, to: string): void {
    this.#call('rename', from, true);
    const node = this.#existing(from);
    const [source, name] = this.#placeOf(from);
    const [target, newName] = this.#placeOf(to);
    const before = target.entries.get(newName);
    // To another name of the same file: POSIX does nothing.
    if (before === node) return;
    if (before?.kind === 'folder') throw fault('EISDIR', 'rename', to);
    const added = put(target, newName, node);
    const removed = put(source, name, undefined);
    removed.requires.push(added);
    if (source === target || node.kind === 'folder') added.requires.push(removed);
  }

  #openFile(path: string, flags: string): number {
    const before = this.#find(path);
    const makes = flags !== 'r' && flags !== 'r+' && !before;
    this.#call('open', path, makes);
    if (flags.includes('x') && before) throw fault('EEXIST', 'open', path);
    if (!before && !makes) throw fault('ENOENT', 'open', path);
    if (before?.kind === 'folder' && flags !== 'r') throw fault('EISDIR', 'open', path);
    const node = before ?? ({ kind: 'file', data: nothing, synced: nothing, pending: [] } as File);
    if (makes) put(...this.#placeOf(path), node);
    else if (flags.startsWith('w') && node.kind === 'file' && node.data.length > 0) {
      node.data = nothing;
      node.pending.push({ length: 0 });
    }
    const descriptor = firstDescriptor + this.#calls;
    this.#open.set(descriptor, { node, place: 0, append: flags.startsWith('a') });
    this.#paths.set(descriptor, path);
    return descriptor;
  }

  readonly #paths = new Map<number, string>();

  #pathOf(descriptor: number): string {
    return this.#paths.get(descriptor)!;
  }

  #opened(descriptor: number, name: string, writes = false): Open {
    this.#call(name, this.#pathOf(descriptor), writes);
    const open = this.#open.get(descriptor);
    if (!open) throw fault('EBADF', name, this.#pathOf(descriptor));
    return open;
  }

  #stat(path: string, options: { throwIfNoEntry?: boolean } = {}) {
    const node = this.#find(this.#called('stat', path));
    if (!node && options.throwIfNoEntry === false) return undefined;
    if (!node) throw fault('ENOENT', 'stat', path);
    return statOf(node);
  }

  /** The path, once the call is told of. */
  #called(name: string, path: string): string {
    this.#call(name, path);
    return path;
  }

  #call(name: string, path: string, writes = false): void {
    this.onCall({ index: this.#calls++, name, path, writes });
  }

  #find(path: string): Node | undefined {
    let node: Node | undefined = this.#root;
    for (const name of path.split('/').filter((part) => part !== '' && part !== '.')) {
      node = node?.kind === 'folder' ? node.entries.get(name) : undefined;
    }
    return node;
  }

  #existing(path: string): Node {
    const node = this.#find(path);
    if (!node) throw fault('ENOENT', 'open', path);
    return node;
  }

  /** The folder that a path lies in, and its name there. */
  #placeOf(path: string, makes = false): [Folder, string] {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    const name = parts.pop()!;
    const above = `/${parts.join('/')}`;
    if (makes && !this.#find(above)) this.fs.mkdirSync(above, { recursive: true });
    const folder = this.#existing(above);
    if (folder.kind !== 'folder') throw fault('ENOTDIR', 'open', path);
    return [folder, name];
  }
}

/** Descriptors of disks are larger than those of the system. */
export const firstDescriptor = 1_000_000;

const nothing = new Uint8Array(0);

function newFolder(): Folder {
  return { kind: 'folder', entries: new Map(), synced: new Map(), pending: [] };
}

/** An error as Node throws it. */
export function fault(code: string, call: string, path?: string): NodeJS.ErrnoException {
  const error = new Error(`${code}: as the test has it, ${call}`);
  return Object.assign(error, { code, errno: -1, syscall: call }, path === undefined ? {} : { path });
}

function statOf(node: Node) {
  return {
    isDirectory: () => node.kind === 'folder',
    isFile: () => node.kind === 'file',
    isFIFO: () => false,
    size: node.kind === 'file' ? node.data.length : 0,
  };
}

function listing(folder: Folder, path: string, recursive: boolean): ReturnType<typeof entry>[] {
  return [...folder.entries].flatMap(([name, node]) => [
    entry(name, path, node),
    ...(recursive && node.kind === 'folder' ? listing(node, `${path}/${name}`, true) : []),
  ]);
}

function entry(name: string, parentPath: string, node: Node) {
  return { name, parentPath, isDirectory: () => node.kind === 'folder', isFile: () => node.kind === 'file' };
}

function put(folder: Folder, name: string, node: Node | undefined): Change {
  if (node) folder.entries.set(name, node);
  else folder.entries.delete(name);
  const change: Change = { folder, name, node, requires: [] };
  folder.pending.push(change);
  return change;
}

function write(file: File, at: number, bytes: Uint8Array): void {
  file.data = written(file.data, at, bytes);
  file.pending.push({ at, bytes });
}

function written(data: Uint8Array, at: number, bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(Math.max(data.length, at + bytes.length));
  result.set(data);
  result.set(bytes, at);
  return result;
}

function sync(node: Node): void {
  if (node.kind === 'file') {
    node.synced = node.data;
    node.pending = [];
    return;
  }
  for (const change of [...node.pending]) settle(change);
}

/** Has the medium take a change, those before it of the same entry, and what they require. */
function settle(change: Change): void {
  const { folder, name } = change;
  if (!folder.pending.includes(change)) return;
  for (const each of folder.pending.filter((other) => other.name === name)) {
    folder.pending.splice(folder.pending.indexOf(each), 1);
    if (each.node) folder.synced.set(name, each.node);
    else folder.synced.delete(name);
    for (const required of each.requires) settle(required);
    if (each === change) return;
  }
}

/** What is left of a folder, and of all below it, that was not synced. */
function remains(root: Folder, random: () => number): Folder {
  const seen = new Set<Node>();
  const all: Node[] = [];
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    all.push(node);
    if (node.kind === 'file') return;
    for (const inner of [...node.synced.values(), ...node.entries.values()]) visit(inner);
    for (const { node: inner } of node.pending) if (inner) visit(inner);
  };
  visit(root);
  // Often nothing more, or everything, happens to be on the medium.
  const kept = [0, 1, 0.5, 0.9, 0.1][Math.floor(5 * random())]!;
  for (const node of all) {
    if (node.kind === 'file') node.synced = tornOf(node, kept, random);
    else for (const change of [...node.pending]) if (random() < kept) settle(change);
  }
  for (const node of all) {
    if (node.kind === 'file') node.data = node.synced;
    else node.entries = new Map(node.synced);
    node.pending = [];
  }
  return root;
}

function tornOf({ data, pending, synced }: File, kept: number, random: () => number): Uint8Array {
  let result = synced;
  for (const each of pending) {
    if ('length' in each) {
      if (random() < kept) result = result.slice(0, each.length);
      continue;
    }
    for (let from = 0; from < each.bytes.length; ) {
      const to = Math.min(each.bytes.length, from + sector - ((each.at + from) % sector));
      if (random() < kept) result = written(result, each.at + from, each.bytes.subarray(from, to));
      from = to;
    }
  }
  // The length is known on its own: what was not written reads as zeros.
  return random() < kept && result.length < data.length ? written(result, data.length, nothing) : result;
}

/** Numbers in [0, 1) from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
