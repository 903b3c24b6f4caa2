import type { IdleSetting } from '../scenario/idle-settings.js';

/** So many settings are named of those that do nothing for the same reason. */
const mostNamed = 6;

/** A line for each reason for which settings do nothing: `information.probes does nothing: the auction asks every server`. */
export function idleNotes(idle: readonly IdleSetting[]): string[] {
  const settings = new Map<string, string[]>();
  for (const { because, setting } of idle) settings.set(because, [...(settings.get(because) ?? []), setting]);
  return [...settings].map(([because, names]) => {
    const left = names.length - mostNamed;
    const named = left > 1 ? [...names.slice(0, mostNamed), `${left} more`] : names;
    const list = named.length === 1 ? named[0] : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
    return `${list} ${named.length === 1 ? 'does' : 'do'} nothing: ${because}`;
  });
}
