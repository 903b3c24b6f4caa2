import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { quoted } from '../input/harmless.js';
import { type TableFormatName, tableFormats } from '../output/table-formats.js';

const known = Object.keys(tableFormats) as TableFormatName[];

/** What is written where nothing else is asked for. */
export const usualFormats: readonly TableFormatName[] = ['csv'];

/** `--format csv,parquet`; undefined where it is not given. */
export function tableFormatsOption(usual = usualFormats) {
  const description = `table formats, comma-separated: ${known.join(', ')} (default: ${usual.join(',')})`;
  return new Option('--format <names>', description).argParser(parse);
}

function parse(text: string): TableFormatName[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !(known as string[]).includes(name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`${quoted(unknown)} is none of ${known.join(', ')}.`);
  return [...new Set(names)] as TableFormatName[];
}
