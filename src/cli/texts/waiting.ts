import type { Holder } from '../../git/isolation/lock-holder.ts';
import { durationText } from '../../report-text/amounts.ts';
import { oneLine } from '../../report-text/harmless.ts';

/** For whom a run waits, and since when that one has been going; `now`: milliseconds since 1970. What its lock does not say is left out. */
export function waitingText({ pid, since, work }: Holder, now: number): string {
  const who = [...(work === undefined ? [] : [`\`${oneLine(work)}\``]), `process ${pid}`].join(', ');
  const age = now - Date.parse(since);
  // A clock that was put back says nothing.
  return `waiting for another run here (${who})${age >= 0 ? `, which began ${sinceText(age)}` : ''}`;
}

function sinceText(age: number): string {
  return age < 1000 ? 'just now' : `${durationText(Math.floor(age / 1000) * 1000)} ago`;
}
