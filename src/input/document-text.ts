import { InputError } from './input-error.js';
import { InputFile } from './input-file.js';
import { requireUnpacked } from './packed.js';
import { TextPlaces } from './text-places.js';
import { utf8Text } from './utf8.js';

/**
 * The text of a document that a user names: UTF-8, at most 16 MiB, without a byte order mark.
 *
 * @param shorter - what to do where it is larger
 * @throws InputError if the file cannot be read, is larger or packed, and with line and column where it is no text
 */
export async function documentText(file: string, shorter?: string): Promise<string> {
  const bytes = await new InputFile(file).contents({ shorter });
  requireUnpacked(bytes, file);
  const text = utf8Text(bytes, true);
  if (typeof text === 'string') return text;
  const { before, hint, message } = text;
  throw new InputError({ file, ...new TextPlaces(before).at(before.length), message, hint });
}
