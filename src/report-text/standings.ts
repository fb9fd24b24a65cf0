import type { Knowledge } from '../core/explain/explain.ts';
import type { Origin } from '../core/memory/origin.ts';
import type { Standing } from '../core/standing.ts';
import { agoText, counted, listed } from './amounts.ts';
import { causesText, type Setting } from './causes.ts';
import { oneLine, safeName } from './harmless.ts';
import { indented, type Page } from './page.ts';

/** Lines about files, of which those that are alike share one. */
const MOST_LINES = 10;
/** Digits of an id that a person recognizes. */
const SHORT = 7;

/** When and where somebody asks. */
export interface Here {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Absolute folder of the worktree. */
  readonly worktree: string;
}

/** What is known of the files, and where they passed. */
export interface About {
  readonly here: Here;
  readonly setting: Setting;
  /** Commits that were made of what passed, by the time at which that run began. */
  readonly commits: ReadonlyMap<string, string>;
}

/** What is known of each file of a check, or of all together. */
export function standingLines({ standings, total }: Knowledge, about: About, page: Page): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const standing of standings) {
    // The answer has said of a check as a whole that it never passed.
    if (standing.file === undefined && standing.origin === undefined && !standing.remembered) return [];
    const text = standingText(standing, about);
    groups.set(text, [...(groups.get(text) ?? []), ...(standing.file === undefined ? [] : [safeName(standing.file)])]);
  }
  const shown = [...groups].slice(0, MOST_LINES);
  const rest = total - shown.reduce((sum, [, names]) => sum + Math.max(1, names.length), 0);
  return [
    ...shown.flatMap(([text, names]) => indented(4, names.length === 0 ? text : `${listed(names, 3)}: ${text}`, page)),
    ...(rest > 0 ? indented(4, `and ${counted(rest, 'more file')}`, page) : []),
  ].map((line) => line.slice(2));
}

function standingText(standing: Standing, about: About): string {
  const { file, remembered, origin, differences, fixKnown } = standing;
  if (fixKnown) return 'it was fixed before, and that fix is remembered';
  if (origin === undefined) return remembered ? 'remembered; when it passed was not noted' : 'no pass is noted';
  const passed = passedText(origin, about);
  if (remembered) return `remembered: ${passed}`;
  if (differences.length === 0) return `${passed}; that was dropped since, by its age or \`cache prune\``;
  const named = differences.map((one) => (one.part === 'files' && one.name === file ? { ...one, name: 'it' } : one));
  return `${passed}; since then ${causesText(named, { ...about.setting, before: origin.versions })}`;
}

/** When and where it passed; what was taken from others is told of with those who have seen it. */
function passedText({ at, trigger, worktree, seen }: Origin, { here, commits }: About): string {
  const ago = (time: string) => agoText(here.now - Date.parse(time));
  if (seen !== undefined) {
    const where = `on ${oneLine(seen.branch)} at ${oneLine(seen.commit.slice(0, 10))}`;
    return `proven by CI ${where} ${ago(seen.at)}, taken over ${ago(at)}`;
  }
  const commit = commits.get(at);
  const place = worktree === here.worktree ? '' : ` in ${safeName(worktree)}`;
  return `passed ${ago(at)} (${oneLine(trigger)}${place}${commit === undefined ? '' : `, ${commit.slice(0, SHORT)}`})`;
}
