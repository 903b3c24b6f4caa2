/**
 * A text of a user's with characters that a terminal would obey, that turn what follows around, or that XML cannot hold, replaced by
 * U+FFFD.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\p{Bidi_Control}\uFFFE\uFFFF]/gu, '\u{FFFD}');
}
