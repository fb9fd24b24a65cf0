import type { Explanation, Knowledge, Standing } from '../core/explain.ts';
import type { Origin } from '../core/origin.ts';
import { agoText, counted, listed } from './amounts.ts';
import { causesText } from './causes.ts';
import { taskName } from './check-line.ts';
import { columnsOf, cutTo } from './columns.ts';
import { commandLines, quoted, type Words } from './commands.ts';
import { oneLine, safeName } from './harmless.ts';
import { indented, labelled, type Page } from './page.ts';
import { prospectText } from './prospect.ts';
import { choiceText } from './tests.ts';

/** Lines about files, of which those that are alike share one. */
const MOST_LINES = 10;
/** Columns that a command may take. */
const COMMAND_COLUMNS = 300;

/** When and where somebody asks. */
export interface Here {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Absolute folder of the worktree. */
  readonly worktree: string;
}

/** Explanations for a person, one below the other. */
export function explanationText(explanations: readonly Explanation[], here: Here, page: Page): string {
  return explanations.map((one) => `${linesOf(one, here, page).join('\n')}\n`).join('\n');
}

function linesOf(explanation: Explanation, here: Here, page: Page): readonly string[] {
  const { task, tier, file, knowledge, lastFailure, notes } = explanation;
  const on = tier.on.length === 0 ? 'by hand only' : `on ${tier.on.map(oneLine).join(', ')}`;
  const name = taskName({ task: task.name, root: task.root });
  const about = file === undefined ? '' : `: ${safeName(file.path)}`;
  const failure = lastFailure && `${ENDS[lastFailure.status]} ${agoText(here.now - Date.parse(lastFailure.at))}`;
  const uncovered = uncoveredBy(explanation);
  return [
    `${page.paint('strong', `${name}${about}`)}  ${safeName(tier.name)}, ${on}`,
    ...indented(2, prospectText(explanation), page),
    ...(knowledge === undefined ? [] : knowledgeLines(knowledge, here, page)),
    ...(failure === undefined ? [] : labelled(2, 'last run', failure, page)),
    ...(uncovered.length === 0 ? [] : labelled(2, 'not covered', uncovered.join(', '), page)),
    ...notes.flatMap((note) => labelled(2, 'note', oneLine(note), page)),
  ];
}

const ENDS = { failed: 'failed', broken: 'could not be made' } as const;

/** What a remembered pass says nothing about. A kind of ours reads git's objects and nothing else. */
function uncoveredBy({ task, knowledge, uncovered }: Explanation): readonly string[] {
  if (knowledge === undefined || knowledge.remembered === 0 || task.readsSnapshot) return [];
  return [...uncovered.map((name) => `${safeName(name)} (passEnv)`), 'the network', 'the clock'];
}

function knowledgeLines({ check, standings, total, commands, versions }: Knowledge, here: Here, page: Page) {
  const groups = new Map<string, string[]>();
  for (const standing of standings) {
    const text = standingText(standing, versions, here);
    groups.set(text, [...(groups.get(text) ?? []), ...(standing.file === undefined ? [] : [safeName(standing.file)])]);
  }
  const shown = [...groups].slice(0, MOST_LINES);
  const rest = total - shown.reduce((sum, [, names]) => sum + Math.max(1, names.length), 0);
  return [
    ...shown.flatMap(([text, names]) => indented(4, names.length === 0 ? text : `${listed(names, 3)}: ${text}`, page)),
    ...(rest > 0 ? indented(4, `and ${counted(rest, 'more file')}`, page) : []),
    ...(check.tests === undefined ? [] : labelled(2, 'tests', choiceText(check.tests), page)),
    ...commands.flatMap((command) => commandLines(2, 'command', shownWords(command), page)),
  ];
}

/** What is known of a file, or of all files together. */
function standingText(standing: Standing, versions: Knowledge['versions'], { now, worktree }: Here): string {
  const { file, remembered, origin, differences, fixKnown } = standing;
  if (fixKnown) return 'not remembered; what it is fixed to is, so that the tool need not be started';
  if (origin === undefined) return remembered ? 'remembered; when it passed was not noted' : 'no pass of it is noted';
  const passed = passedText(origin, { now, worktree });
  if (remembered) return `remembered: ${passed}`;
  if (differences.length === 0) return `${passed}, which was forgotten since`;
  const named = differences.map((one) => (one.part === 'files' && one.name === file ? { ...one, name: 'it' } : one));
  return `${passed}; since then ${causesText(named, { before: origin.versions, now: versions })}`;
}

/** When and where it passed; what was taken from others is told of with those who have seen it. */
function passedText({ at, trigger, worktree: passedIn, seen }: Origin, { now, worktree }: Here): string {
  if (seen !== undefined) {
    const { branch, commit } = seen;
    const taken = `taken over ${agoText(now - Date.parse(at))}`;
    return `proven by CI on ${oneLine(branch)} at ${oneLine(commit.slice(0, 10))} ${agoText(now - Date.parse(seen.at))}, ${taken}`;
  }
  const where = passedIn === worktree ? '' : ` in ${safeName(passedIn)}`;
  return `passed ${agoText(now - Date.parse(at))} (${oneLine(trigger)}${where})`;
}

/** As a shell takes them, as far as there is room. */
function shownWords(command: readonly string[]): Words {
  const shown: string[] = [];
  let room = COMMAND_COLUMNS;
  for (const word of command.map(quoted)) {
    const columns = columnsOf(word);
    if (columns > room) return [...shown, cutTo(word, Math.max(room, 1))];
    shown.push(word);
    room -= columns + 1;
  }
  return shown;
}
