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
  const quads = width & ~63;
  let row: u32 = 0;
  for (; row + 4 <= rows; row += 4) {
    for (let j: usize = 0; j < quads; j += 64) {
      const from: usize = start ? start + j : 0;
      tile2x16(a, aRow, aColumn, b + j, bRow, end + j, from, c + j, cRow, finish);
      tile2x16(a + 2 * aRow, aRow, aColumn, b + j, bRow, end + j, from, c + 2 * cRow + j, cRow, finish);
    }
    for (let j = quads; j < width; j += 16) {
      const from: usize = start ? start + j : 0;
      tile4x4(a, aRow, aColumn, b + j, bRow, end + j, from, c + j, cRow, finish);
    }
    a += aRow << 2;
    c += cRow << 2;
  }
  for (; row < rows; row++) {
    for (let j: usize = 0; j < quads; j += 64) {
      const from: usize = start ? start + j : 0;
      tile1x16(a, aColumn, b + j, bRow, end + j, from, c + j, finish);
    }
    for (let j = quads; j < width; j += 16) {
      const from: usize = start ? start + j : 0;
      tile1x4(a, aColumn, b + j, bRow, end + j, from, c + j, finish);
    }
    a += aRow;
    c += cRow;
  }
}

/** Two rows by sixteen columns: eight sums, which with their factors fit the sixteen registers of a small machine. */
function tile2x16(
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
  let first0 = start ? v128.load(start) : f32x4.splat(0);
  let first1 = start ? v128.load(start, 16) : first0;
  let first2 = start ? v128.load(start, 32) : first0;
  let first3 = start ? v128.load(start, 48) : first0;
  let second0 = first0;
  let second1 = first1;
  let second2 = first2;
  let second3 = first3;
  while (b < end) {
    const first = v128.load_splat<f32>(a);
    const second = v128.load_splat<f32>(a + aRow);
    let factor = v128.load(b);
    first0 = f32x4.add(first0, f32x4.mul(first, factor));
    second0 = f32x4.add(second0, f32x4.mul(second, factor));
    factor = v128.load(b, 16);
    first1 = f32x4.add(first1, f32x4.mul(first, factor));
    second1 = f32x4.add(second1, f32x4.mul(second, factor));
    factor = v128.load(b, 32);
    first2 = f32x4.add(first2, f32x4.mul(first, factor));
    second2 = f32x4.add(second2, f32x4.mul(second, factor));
    factor = v128.load(b, 48);
    first3 = f32x4.add(first3, f32x4.mul(first, factor));
    second3 = f32x4.add(second3, f32x4.mul(second, factor));
    a += aColumn;
    b += bRow;
  }
  put(c, first0, finish);
  put(c + 16, first1, finish);
  put(c + 32, first2, finish);
  put(c + 48, first3, finish);
  put(c + cRow, second0, finish);
  put(c + cRow + 16, second1, finish);
  put(c + cRow + 32, second2, finish);
  put(c + cRow + 48, second3, finish);
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

/** Sixteen columns of one of the rows that are left where their number is no multiple of four. */
function tile1x16(
  a: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  end: usize,
  start: usize,
  c: usize,
  finish: u32,
): void {
  let sum0 = start ? v128.load(start) : f32x4.splat(0);
  let sum1 = start ? v128.load(start, 16) : sum0;
  let sum2 = start ? v128.load(start, 32) : sum0;
  let sum3 = start ? v128.load(start, 48) : sum0;
  while (b < end) {
    const factor = v128.load_splat<f32>(a);
    sum0 = f32x4.add(sum0, f32x4.mul(factor, v128.load(b)));
    sum1 = f32x4.add(sum1, f32x4.mul(factor, v128.load(b, 16)));
    sum2 = f32x4.add(sum2, f32x4.mul(factor, v128.load(b, 32)));
    sum3 = f32x4.add(sum3, f32x4.mul(factor, v128.load(b, 48)));
    a += aColumn;
    b += bRow;
  }
  put(c, sum0, finish);
  put(c + 16, sum1, finish);
  put(c + 32, sum2, finish);
  put(c + 48, sum3, finish);
}

/** Four columns of such a row. */
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
