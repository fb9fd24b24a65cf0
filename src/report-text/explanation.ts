import type { Explanation, SharedFate } from '../core/explain/explain.ts';
import { listed } from './amounts.ts';
import { columnsOf, cutTo, wrap } from './columns.ts';
import { commandLines, quoted, type Words } from './commands.ts';
import { fileRemarks } from './file-roles.ts';
import { oneLine, safeName } from './harmless.ts';
import { lastTimeText } from './last-time.ts';
import { nextStep } from './next-step.ts';
import { labelled, type Page } from './page.ts';
import { answerText, fullName, prospectOf } from './prospect.ts';
import { type Here, standingLines } from './standings.ts';
import { choiceText } from './tests.ts';
import { decidingKey } from './why-not.ts';

/** Columns that a command may take. */
const COMMAND_COLUMNS = 300;

/** Explanations for a person, one below the other. */
export function explanationText(explanations: readonly Explanation[], here: Here, page: Page): string {
  return explanations.map((one) => `${linesOf(one, here, page).join('\n')}\n`).join('\n');
}

/** First the answer, then what changed, on which files and by which command it would run, and what to do next. */
function linesOf(explanation: Explanation, here: Here, page: Page): readonly string[] {
  const { file, knowledge, written, commits } = explanation;
  const setting = { now: knowledge?.versions ?? {}, places: written.places };
  const step = nextStep(explanation);
  return [
    ...headLines(explanation, page),
    ...(knowledge === undefined ? [] : standingLines(knowledge, { here, setting, commits }, page)),
    ...(file === undefined ? [] : fileRemarks(file)).flatMap(([label, text]) => labelled(2, label, text, page)),
    ...commandPart(explanation, page),
    ...remarks(explanation, here).flatMap(([label, text]) => labelled(2, label, text, page)),
    ...(step === undefined ? [] : commandLines(2, step[0], step[1], page)),
  ];
}

function headLines(explanation: Explanation, page: Page): readonly string[] {
  const name = fullName(explanation);
  const [first = '', ...more] = wrap(`${name} ${answerText(explanation)}`, page.width);
  const painted = first.startsWith(name) ? page.paint('strong', name) + first.slice(name.length) : first;
  return [painted, ...more];
}

function commandPart({ knowledge, rewriters, task }: Explanation, page: Page): readonly string[] {
  if (knowledge === undefined) return [];
  const { check, commands } = knowledge;
  return [
    ...(check.tests === undefined ? [] : labelled(2, 'tests', choiceText(check.tests), page)),
    ...(rewriters.length === 0 ? [] : labelled(2, 'beside', rewritersText(rewriters), page)),
    ...(task.needs.length === 0
      ? []
      : labelled(2, 'needs', `${task.needs.map(safeName).join(', ')} to pass first`, page)),
    ...commands.flatMap((command) => commandLines(2, 'command', shownWords(command), page)),
  ];
}

function rewritersText(names: readonly string[]): string {
  return `what ${listed(names.map(safeName))} rewrites is looked at again`;
}

type Remark = readonly [label: string, text: string];

function remarks(explanation: Explanation, here: Here): readonly Remark[] {
  const { tier, written, knowledge, gates, shared, last, notes } = explanation;
  const { places } = written;
  const setting = { now: knowledge?.versions ?? {}, places };
  const uncovered = uncoveredBy(explanation);
  const key = decidingKey(explanation);
  const place = key === undefined ? undefined : places[key];
  const on = tier.on.length === 0 ? 'by hand only' : `on ${tier.on.map(oneLine).join(', ')}`;
  return [
    ...(place === undefined ? [] : [['setting', `\`${key}\` in ${safeName(place)}`] as const]),
    ...gates.map(
      ({ gate, from }): Remark => ['gate', `${safeName(gate)} judges ${listed(from.map(safeName))}, which it leaves`],
    ),
    ...(shared === undefined ? [] : [['shared', sharedText(shared, explanation)] as const]),
    ...(tier.audit ? [['audit', `of its remembered passes ${tier.audit * 100} % are looked at again`] as const] : []),
    ...(uncovered.length === 0 ? [] : [['not covered', uncovered.join(', ')] as const]),
    ...(last === undefined ? [] : [['last time', lastTimeText(last, setting, here)] as const]),
    ['runs', `${on}${places[''] === undefined ? '' : `, by ${safeName(places[''])}`}`],
    ...notes.map((note): Remark => ['note', oneLine(note)]),
  ];
}

/** What a remembered pass says nothing about. A kind of ours reads git's objects and nothing else. */
function uncoveredBy({ task, knowledge, uncovered }: Explanation): readonly string[] {
  if (knowledge === undefined || knowledge.remembered === 0 || task.readsSnapshot) return [];
  return [...uncovered.map((name) => `${safeName(name)} (passEnv)`), 'the network', 'the clock'];
}

function sharedText({ store, reads, keptBack }: SharedFate, explanation: Explanation): string {
  const isAsked = reads && prospectOf(explanation).would === 'run';
  const asked = isAsked ? [`\`${safeName(store)}\` is asked first for who has proven it`] : [];
  const given =
    keptBack === undefined
      ? `what passes here is signed and given to \`${safeName(store)}\``
      : `nothing is given to others: ${oneLine(keptBack)}`;
  return [...asked, given].join('; ');
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
