import { type Diagnosis, finding } from './diagnosis.ts';
import type { Facts, StateSeen } from './facts.ts';

/** Minutes after which a lock of git's is taken for one that was left: what git does under it takes seconds. */
const LEFT_MINUTES = 10;

/** What an ended run has left, and where nothing can be remembered. */
export function diagnoseState({ state }: Facts): readonly Diagnosis[] {
  if (state === undefined) return [];
  return [...interruptedRun(state), ...leftIndexLock(state), ...closedStore(state)];
}

/** While a run goes on, all of this is as it should be. */
function interruptedRun({ isInterrupted, lock }: StateSeen): readonly Diagnosis[] {
  if (lock.type === 'held' || (!isInterrupted && lock.type === 'free')) return [];
  return [
    finding({
      id: isInterrupted ? 'interrupted-run' : 'lock-left',
      message: isInterrupted
        ? 'a run that ended early has left changes hidden; the next hook puts them back'
        : 'a run that ended early has left its lock; the next hook takes it over',
      remedy: '`npx lattice-hooks recover` does it now',
      repair: { type: 'recover' },
    }),
  ];
}

function leftIndexLock({ indexLock }: StateSeen): readonly Diagnosis[] {
  if (indexLock === undefined || indexLock.minutes < LEFT_MINUTES) return [];
  const { file, minutes } = indexLock;
  return [
    finding({
      id: 'index-lock-left',
      message: `git refuses to commit because of ${file}, which is ${minutes} minutes old`,
      remedy: 'if no git is running, remove that file',
    }),
  ];
}

function closedStore({ store: { own, elsewhere, isMeantElsewhere } }: StateSeen): readonly Diagnosis[] {
  if (own === undefined || (isMeantElsewhere && elsewhere === undefined)) return [];
  const isLost = elsewhere !== undefined;
  return [
    finding({
      id: 'store-unwritable',
      message: isLost
        ? `nothing can be remembered, so that all is checked anew each time: ${own.why}; ${elsewhere.why}`
        : `passes cannot be remembered in the repository, where all worktrees and users have them: ${own.why}`,
      remedy: isLost ? `${own.remedy}, or ${elsewhere.remedy}` : own.remedy,
    }),
  ];
}
