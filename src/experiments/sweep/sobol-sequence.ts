/**
 * Primitive polynomials (degree and inner coefficients as bits) and initial direction numbers of dimensions 2 to 21: Joe and Kuo 2008,
 * SIAM Journal on Scientific Computing 30, table "new-joe-kuo-6".
 */
const directions: readonly (readonly [degree: number, coefficients: number, initial: readonly number[]])[] = [
  [1, 0, [1]],
  [2, 1, [1, 3]],
  [3, 1, [1, 3, 1]],
  [3, 2, [1, 1, 1]],
  [4, 1, [1, 1, 3, 3]],
  [4, 4, [1, 3, 5, 13]],
  [5, 2, [1, 1, 5, 5, 17]],
  [5, 4, [1, 1, 5, 5, 5]],
  [5, 7, [1, 1, 7, 11, 19]],
  [5, 11, [1, 1, 5, 1, 1]],
  [5, 13, [1, 1, 1, 3, 11]],
  [5, 14, [1, 3, 5, 5, 31]],
  [6, 1, [1, 3, 3, 9, 7, 49]],
  [6, 13, [1, 1, 1, 15, 21, 21]],
  [6, 16, [1, 3, 1, 13, 27, 49]],
  [6, 19, [1, 1, 1, 15, 7, 5]],
  [6, 22, [1, 3, 1, 15, 13, 25]],
  [6, 25, [1, 1, 5, 5, 19, 61]],
  [7, 1, [1, 3, 7, 11, 23, 15, 103]],
  [7, 4, [1, 3, 7, 13, 13, 15, 69]],
];

const bits = 32;

/** Parameters of a Sobol design, at most. */
export const mostDimensions = directions.length + 1;

/**
 * The first `count` points of Sobol's sequence (1967) in Gray-code order (Antonov and Saleev 1979), as words of 32 bits: a word / 2³² is
 * the coordinate. The first is 0.
 *
 * @param dimensions - 1 to 21
 */
export function sobolSequence(count: number, dimensions: number): Uint32Array[] {
  const numbers = Array.from({ length: dimensions }, (_, dimension) => directionNumbers(dimension));
  const points = [new Uint32Array(dimensions)];
  while (points.length < count) {
    const changed = trailingOnes(points.length - 1);
    points.push(points.at(-1)!.map((word, dimension) => word ^ numbers[dimension]![changed]!));
  }
  return points;
}

/** One word a bit of the index. */
function directionNumbers(dimension: number): Uint32Array {
  const numbers = new Uint32Array(bits);
  const [degree, coefficients, initial] = dimension === 0 ? [0, 0, []] : directions[dimension - 1]!;
  for (let i = 0; i < bits; i++) {
    if (dimension === 0) numbers[i] = 2 ** (bits - 1 - i);
    else if (i < degree) numbers[i] = initial[i]! * 2 ** (bits - 1 - i);
    else numbers[i] = recurrence(numbers, i, degree, coefficients);
  }
  return numbers;
}

/** Joe and Kuo, equation 2. */
function recurrence(numbers: Uint32Array, i: number, degree: number, coefficients: number): number {
  const before = numbers[i - degree]!;
  let word = before ^ (before >>> degree);
  for (let k = 1; k < degree; k++) {
    if ((coefficients >> (degree - 1 - k)) & 1) word ^= numbers[i - k]!;
  }
  return word;
}

function trailingOnes(index: number): number {
  let count = 0;
  for (let rest = index; rest & 1; rest >>= 1) count++;
  return count;
}
