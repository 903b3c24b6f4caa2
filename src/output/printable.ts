/** A text of a user's with characters that a terminal would obey, or that XML cannot hold, replaced by U+FFFD. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\u{FFFD}');
}
