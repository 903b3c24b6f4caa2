import CliTable from 'cli-table3';

/** Columns apart by two spaces, without lines: quiet on a terminal and easy to cut up by programs. */
export function plainTable(colAligns: ('left' | 'right')[]) {
  const none = {
    ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
    ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
    ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' },
  };
  return new CliTable({
    chars: none,
    colAligns,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
}
