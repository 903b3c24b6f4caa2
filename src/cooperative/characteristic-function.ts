/**
 * A characteristic function v: the worth of the coalition whose members are the first `size` entries of
 * `members` (distinct players, in any order). v of the empty coalition is taken to be 0.
 */
export type CharacteristicFunction = (members: Int32Array, size: number) => number;
