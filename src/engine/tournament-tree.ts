/**
 * Numbers in a tournament: a binary tree whose nodes hold the least key below them. The least key is known at once, its
 * place in O(log n), a change costs O(log n) and stops where nothing above it changes. 16 to 32 bytes a place.
 */
export class TournamentTree {
  private readonly leaves: number;
  private readonly keys: Float64Array;

  /** @param size - places 0 … size − 1; every key is `Infinity` at first */
  constructor(readonly size: number) {
    this.leaves = 2 ** Math.ceil(Math.log2(Math.max(1, size)));
    this.keys = new Float64Array(2 * this.leaves).fill(Number.POSITIVE_INFINITY);
  }

  /** The least of all keys. */
  get least(): number {
    return this.keys[1]!;
  }

  key(place: number): number {
    return this.keys[this.leaves + place]!;
  }

  /** @param key - not NaN */
  set(place: number, key: number): void {
    const { keys } = this;
    let node = this.leaves + place;
    keys[node] = key;
    while (node > 1) {
      node >>= 1;
      const minimum = lower(keys[2 * node]!, keys[2 * node + 1]!);
      if (keys[node] === minimum) return;
      keys[node] = minimum;
    }
  }

  /** Sets every key: O(n), cheaper than one by one where many have changed. */
  setAll(keyOf: (place: number) => number): void {
    const { keys, leaves, size } = this;
    for (let place = 0; place < size; place++) keys[leaves + place] = keyOf(place);
    for (let node = leaves - 1; node > 0; node--) keys[node] = lower(keys[2 * node]!, keys[2 * node + 1]!);
  }

  /** The first place with the least key. */
  first(): number {
    return this.firstBelow(1);
  }

  /** The first place with the least key at or after `place`, going on from 0 where there is none. */
  firstFrom(place: number): number {
    const { keys } = this;
    const least = keys[1]!;
    let node = this.leaves + place;
    if (keys[node] === least) return place;
    for (; node > 1; node >>= 1) {
      const isLeft = (node & 1) === 0;
      if (isLeft && keys[node + 1] === least) return this.firstBelow(node + 1);
    }
    return this.firstBelow(1);
  }

  private firstBelow(top: number): number {
    const { keys, leaves } = this;
    let node = top;
    while (node < leaves) node = keys[2 * node]! <= keys[2 * node + 1]! ? 2 * node : 2 * node + 1;
    return node - leaves;
  }
}

function lower(a: number, b: number): number {
  return a < b ? a : b;
}
