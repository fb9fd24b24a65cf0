import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endGroup } from '../../system/processes/group.ts';
import { isAlive, processIdentity } from '../../system/processes/identity.ts';
import { journalFolder } from './journal.ts';

/** Milliseconds that what an interrupted run left running has between being asked to end and being killed. */
const GRACE = 3000;

/**
 * Notes in the journal which process groups a run has started, so that a recovery can end them first. To be called with
 * each group when it starts; what that returns is called when it has ended. Nothing is noted where nothing is hidden.
 */
export function groupNotes(gitDir: string): (group: number) => () => void {
  const folder = journalFolder(gitDir);
  return (group) => {
    if (!existsSync(folder)) return () => undefined;
    const file = join(folder, `group.${group}`);
    try {
      writeFileSync(file, processIdentity(group) ?? '');
    } catch {
      // A full disk is no reason to stop a check that has begun.
    }
    return () => rmSync(file, { force: true });
  };
}

/**
 * Ends the groups that an interrupted run left running: they would go on writing into what is put back. Only where the
 * process that leads the group is known to be still the same, because its number may be somebody else's by now.
 */
export async function endGroups(folder: string): Promise<void> {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const groups = names.flatMap((name) => /^group\.(\d+)$/.exec(name)?.slice(1).map(Number) ?? []);
  await Promise.all(
    groups.map(async (group) => {
      const identity = readFileSync(join(folder, `group.${group}`), 'utf8');
      if (identity !== '' && processIdentity(group) === identity && isAlive(group, identity))
        await endGroup(group, GRACE);
    }),
  );
}
