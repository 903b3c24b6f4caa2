import type { Profile } from '../../engine/profile.js';
import type { Summary } from '../../simulation/summary.js';

/** What `profile.json` holds: which run was measured, and what was measured of it. */
export interface ProfileDocument extends Pick<Summary, 'scenario' | 'seed' | 'version' | 'digest'>, Profile {}

export function profileDocument(
  { scenario, seed, version, digest }: Summary,
  profile: Profile,
): ProfileDocument {
  return { scenario, seed, version, digest, ...profile };
}
