import { CST, Parser } from 'yaml';

/** Lists and mappings within each other; a scenario needs six. */
export const deepest = 100;

export const tooDeepMessage = `lists and mappings are nested more than ${deepest} deep`;

/**
 * Offset of the first list or mapping of a YAML text that lies within 100 others, or `undefined` where there is
 * none. It takes no stack however deep they are nested, where composing the text would.
 */
export function tooDeep(text: string): number | undefined {
  const left: { token: CST.Token; depth: number }[] = [];
  for (const token of new Parser().parse(text)) {
    left.push({ token, depth: 0 });
    for (let next = left.pop(); next; next = left.pop()) {
      const depth = next.depth + (CST.isCollection(next.token) ? 1 : 0);
      if (depth > deepest) return next.token.offset;
      for (const child of within(next.token).reverse()) left.push({ token: child, depth });
    }
  }
  return undefined;
}

/** The keys and values of a token, in order. */
function within(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!CST.isCollection(token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value]).filter((child) => child != null);
}
