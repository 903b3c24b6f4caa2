/** What becomes of a finished sum: {@link multiply}. */
const STORE: u32 = 0;
const RECTIFY: u32 = 1;

/**
 * C[i][j] = start[j] + Σ_k A(i, k) · B[k][j], single precision.
 *
 * The sum of one element begins with its start and takes k in ascending order, product rounded, sum rounded: no
 * fused multiply-add and no partial sums. This order is part of the contract; the tiling is not.
 *
 * @param a - A(i, k) lies at a + i·aRow + k·aColumn, so that a transposed matrix is one with its steps exchanged
 * @param b - B[k][j] lies at b + k·bRow + 4·j
 * @param c - C[i][j] lies at c + i·cRow + 4·j
 * @param width - columns in bytes, a multiple of 16; rows of B, C and start are padded to it
 * @param start - where the sums start, one row of `width`; 0: at zero
 * @param finish - 0: store the sum, 1: store max(0, sum), 2: add the sum to what is at C
 */
export function multiply(
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  c: usize,
  cRow: usize,
  rows: u32,
  inner: u32,
  width: usize,
  start: usize,
  finish: u32,
): void {
  const end = b + <usize>inner * bRow;
  const pairs = width & ~31;
  let row: u32 = 0;
  for (; row + 4 <= rows; row += 4) {
    for (let j: usize = 0; j < pairs; j += 32) {
      const from: usize = start ? start + j : 0;
      tile4x8(a, aRow, aColumn, b + j, bRow, end + j, from, c + j, cRow, finish);
    }
    if (pairs < width) {
      const from: usize = start ? start + pairs : 0;
      tile4x4(a, aRow, aColumn, b + pairs, bRow, end + pairs, from, c + pairs, cRow, finish);
    }
    a += aRow << 2;
    c += cRow << 2;
  }
  for (; row < rows; row++) {
    for (let j: usize = 0; j < width; j += 16) {
      const from: usize = start ? start + j : 0;
      tile1x4(a, aColumn, b + j, bRow, end + j, from, c + j, finish);
    }
    a += aRow;
    c += cRow;
  }
}

/** Four rows by eight columns: eight sums, which with their factors fit the sixteen registers of a small machine. */
function tile4x8(
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  end: usize,
  start: usize,
  c: usize,
  cRow: usize,
  finish: u32,
): void {
  const second = aRow << 1;
  const third = aRow * 3;
  const left = start ? v128.load(start) : f32x4.splat(0);
  const right = start ? v128.load(start, 16) : left;
  let left0 = left;
  let left1 = left;
  let left2 = left;
  let left3 = left;
  let right0 = right;
  let right1 = right;
  let right2 = right;
  let right3 = right;
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let factor = v128.load_splat<f32>(a);
    left0 = f32x4.add(left0, f32x4.mul(factor, b0));
    right0 = f32x4.add(right0, f32x4.mul(factor, b1));
    factor = v128.load_splat<f32>(a + aRow);
    left1 = f32x4.add(left1, f32x4.mul(factor, b0));
    right1 = f32x4.add(right1, f32x4.mul(factor, b1));
    factor = v128.load_splat<f32>(a + second);
    left2 = f32x4.add(left2, f32x4.mul(factor, b0));
    right2 = f32x4.add(right2, f32x4.mul(factor, b1));
    factor = v128.load_splat<f32>(a + third);
    left3 = f32x4.add(left3, f32x4.mul(factor, b0));
    right3 = f32x4.add(right3, f32x4.mul(factor, b1));
    a += aColumn;
    b += bRow;
  }
  put(c, left0, finish);
  put(c + 16, right0, finish);
  put(c + cRow, left1, finish);
  put(c + cRow + 16, right1, finish);
  put(c + 2 * cRow, left2, finish);
  put(c + 2 * cRow + 16, right2, finish);
  put(c + 3 * cRow, left3, finish);
  put(c + 3 * cRow + 16, right3, finish);
}

/** Four rows by the four columns that are left where the width is an odd number of vectors. */
function tile4x4(
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  end: usize,
  start: usize,
  c: usize,
  cRow: usize,
  finish: u32,
): void {
  const second = aRow << 1;
  const third = aRow * 3;
  let sum0 = start ? v128.load(start) : f32x4.splat(0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  while (b < end) {
    const b0 = v128.load(b);
    sum0 = f32x4.add(sum0, f32x4.mul(v128.load_splat<f32>(a), b0));
    sum1 = f32x4.add(sum1, f32x4.mul(v128.load_splat<f32>(a + aRow), b0));
    sum2 = f32x4.add(sum2, f32x4.mul(v128.load_splat<f32>(a + second), b0));
    sum3 = f32x4.add(sum3, f32x4.mul(v128.load_splat<f32>(a + third), b0));
    a += aColumn;
    b += bRow;
  }
  put(c, sum0, finish);
  put(c + cRow, sum1, finish);
  put(c + 2 * cRow, sum2, finish);
  put(c + 3 * cRow, sum3, finish);
}

/** One of the rows that are left where their number is no multiple of four. */
function tile1x4(
  a: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  end: usize,
  start: usize,
  c: usize,
  finish: u32,
): void {
  let sum = start ? v128.load(start) : f32x4.splat(0);
  while (b < end) {
    sum = f32x4.add(sum, f32x4.mul(v128.load_splat<f32>(a), v128.load(b)));
    a += aColumn;
    b += bRow;
  }
  put(c, sum, finish);
}

function put(at: usize, sum: v128, finish: u32): void {
  if (finish === STORE) v128.store(at, sum);
  else if (finish === RECTIFY) v128.store(at, f32x4.pmax(f32x4.splat(0), sum));
  else v128.store(at, f32x4.add(v128.load(at), sum));
}
