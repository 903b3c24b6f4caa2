import { readFileSync } from 'node:fs';

/** A process as the system knows it. */
interface Life {
  /** When it began, and since which start of the machine: no two processes of one id have the same. Without blanks. */
  readonly start: string;
  /** Whether it has ended, and only its parent has not asked yet how. */
  readonly isOver: boolean;
}

/** When this process began, or undefined where the system does not tell. */
export function ownStart(): string | undefined {
  return lifeOf(process.pid)?.start;
}

/**
 * Whether a process is still there.
 *
 * @param start - what {@link ownStart} was in it; undefined where it could not be told
 */
export function isAlive(pid: number, start: string | undefined): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  const life = lifeOf(pid);
  if (life?.isOver) return false;
  if (life && start !== undefined) return life.start === start;
  // Nothing tells it from another that has its id, but that it is not this one: in a container, ids come back at once.
  return pid !== process.pid && isThere(pid);
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** What Linux tells of a process (proc(5)); undefined where there is none, and on other systems. */
function lifeOf(pid: number): Life | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is its name in brackets, which may hold blanks and brackets; the third follows.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return { isOver: /[ZXx]/.test(fields[0]!), start: `${fields[19]}@${boot}` };
  } catch {
    return undefined;
  }
}
