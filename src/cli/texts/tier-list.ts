import type { Task, Tier } from '../../core/task.ts';
import { durationText } from '../../report-text/amounts.ts';
import { columnsOf, cutTo, padTo, wrap } from '../../report-text/columns.ts';
import { globText } from '../../report-text/globs.ts';
import { oneLine, safeName } from '../../report-text/harmless.ts';
import { jsonText } from '../../report-text/json-text.ts';
import { indented, type Page } from '../../report-text/page.ts';

/** Between two cells of a row. */
const GAP = 2;
/** The share of a page that names and commands may take together, so that the rest has room beside them. */
const LEFT_SHARE = 0.6;
/** Below so many columns, what follows a command stands under it. */
const NARROW = 60;

/** Tiers with their triggers, and a row for each of their tasks: name, command, scope and files. */
export function tierList(tiers: readonly Tier[], page: Page): string {
  if (tiers.length === 0) return 'there are no tiers yet\n';
  return tiers.map((tier) => `${tierLines(tier, page).join('\n')}\n`).join('\n');
}

/** The same for scripts. */
export function tierJson(tiers: readonly Tier[]): string {
  const described = tiers.map(({ name, root, on, budget, tasks, gates }) => ({
    name,
    root,
    on,
    ...(budget === undefined ? {} : { budgetMs: budget }),
    tasks: tasks.map((task) => ({
      name: task.name,
      ...(task.uses === undefined ? {} : { uses: task.uses }),
      run: task.check,
      fix: task.fix,
      scope: task.scope,
      ...(task.globs === undefined ? {} : { files: task.globs }),
      needs: task.needs,
      required: task.required,
      warn: task.warn,
    })),
    gates: Object.keys(gates),
  }));
  return jsonText({ version: 1, tiers: described });
}

function tierLines(tier: Tier, page: Page): readonly string[] {
  const on = tier.on.length === 0 ? 'by hand only' : `on ${tier.on.map(oneLine).join(', ')}`;
  const budget = tier.budget === undefined ? '' : `, within ${durationText(tier.budget)}`;
  const folder = tier.root === '' ? '' : `, for ${safeName(tier.root)}`;
  const gates = Object.keys(tier.gates).map(safeName);
  return [
    ...headLines(safeName(tier.name), `${on}${budget}${folder}`, page),
    ...taskLines(tier.tasks, page),
    ...(gates.length === 0 ? [] : indented(GAP, `gates: ${gates.join(', ')}`, page)),
  ];
}

function headLines(name: string, text: string, page: Page): readonly string[] {
  // More than the rows of tasks are.
  const indent = ' '.repeat(2 * GAP);
  const [first = '', ...more] = wrap(`${name}  ${text}`, page.width - indent.length);
  const head = first.startsWith(name) ? page.paint('strong', name) + first.slice(name.length) : first;
  return [head, ...more.map((line) => indent + line)];
}

function taskLines(tasks: readonly Task[], page: Page): readonly string[] {
  const isNarrow = page.width < NARROW;
  const names = Math.min(Math.max(...tasks.map(({ name }) => columnsOf(safeName(name)))), Math.floor(page.width / 3));
  const left = isNarrow ? page.width : Math.floor(page.width * LEFT_SHARE);
  const room = left - names - 2 * GAP;
  const commands = Math.min(Math.max(...tasks.map((task) => columnsOf(commandText(task)))), room);
  return tasks.flatMap((task) => {
    const name = padTo(cutTo(safeName(task.name), names), names);
    const command = cutTo(commandText(task), commands);
    const start = `${' '.repeat(GAP)}${name}${' '.repeat(GAP)}`;
    if (isNarrow) return [start + command, ...indented(2 * GAP, detailText(task, page.width - 2 * GAP), page, 'quiet')];
    const indent = columnsOf(start) + commands + GAP;
    const [first = '', ...more] = indented(indent, detailText(task, page.width - indent), page);
    return [start + padTo(command, commands) + first.slice(indent - GAP), ...more];
  });
}

/** The kind, or the command as it would be written. */
function commandText({ uses, check, fix }: Task): string {
  if (uses !== undefined) return safeName(uses);
  return (check.length > 0 ? check : fix).map((command) => command.map(oneLine).join(' ')).join(' && ');
}

/** As in "file, fixes, src/**; after lint". Of a glob that has no room of `room` columns, the beginning. */
function detailText(task: Task, room: number): string {
  const { scope, fix, globs, needs, required, warn } = task;
  const traits = [
    scope,
    ...(fix.length > 0 ? ['fixes'] : []),
    ...(required ? ['required'] : []),
    ...(warn ? ['only warns'] : []),
    ...(needs.length > 0 ? [`after ${needs.map(safeName).join(' and ')}`] : []),
  ];
  return [
    traits.join(', '),
    ...(globs === undefined ? [] : [globs.map((glob) => cutTo(globText(glob), room)).join(', ')]),
  ].join(': ');
}
