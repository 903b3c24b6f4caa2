/** The parts of a layer's forward and backward pass that are not products of matrices. Widths are in bytes. */

/** y[i][j] = max(0, y[i][j] + bias[j]) over `rows` rows of `width` bytes. */
export function rectify(y: usize, bias: usize, rows: u32, width: usize): void {
  const zero = f32x4.splat(0);
  for (let row: u32 = 0; row < rows; row++) {
    for (let j: usize = 0; j < width; j += 16) {
      v128.store(y + j, f32x4.pmax(zero, f32x4.add(v128.load(y + j), v128.load(bias + j))));
    }
    y += width;
  }
}

/** The gradient of ReLU: dy is kept where y > 0 and is 0 elsewhere. Both have `bytes`, a multiple of 16. */
export function gate(dy: usize, y: usize, bytes: usize): void {
  const zero = f32x4.splat(0);
  for (const end = dy + bytes; dy < end; dy += 16, y += 16) {
    v128.store(dy, v128.and(v128.load(dy), f32x4.gt(v128.load(y), zero)));
  }
}

/** sum[j] = Σ_i x[i][j], i ascending from zero. */
export function sumRows(x: usize, rows: u32, width: usize, sum: usize): void {
  for (let j: usize = 0; j < width; j += 16) {
    let total = f32x4.splat(0);
    let at = x + j;
    for (let row: u32 = 0; row < rows; row++) {
      total = f32x4.add(total, v128.load(at));
      at += width;
    }
    v128.store(sum + j, total);
  }
}

/** to[j][i] = from[i][j] for `rows` × `columns` numbers; rows lie `fromRow` and `toRow` bytes apart. */
export function transpose(
  from: usize,
  fromRow: usize,
  rows: u32,
  columns: u32,
  to: usize,
  toRow: usize,
): void {
  for (let i: u32 = 0; i < rows; i++) {
    let target = to + ((<usize>i) << 2);
    for (let j: u32 = 0; j < columns; j++) {
      store<f32>(target, load<f32>(from + ((<usize>j) << 2)));
      target += toRow;
    }
    from += fromRow;
  }
}
