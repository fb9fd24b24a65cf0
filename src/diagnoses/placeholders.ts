import type { Task } from '../core/task.ts';
import { inConfig, taskText } from './config-places.ts';
import { advice, type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** What the changed files are called in commands of other hook managers, and by those who write from memory. */
const STRANGE =
  /^\{(?:file|file_?names?|paths?|FILES|files_list|staged_?files|push_?files|all_?files|changed_?files|cmd)\}$/;

/** The placeholder of the files, see `ToolKind.check`. */
const FILES = '{files}';

/** Commands of tasks that are not handed the files that they are about. */
export function diagnosePlaceholders(facts: Facts): readonly Diagnosis[] {
  const tiers = facts.configs?.tiers ?? [];
  return tiers.flatMap((tier) => tier.tasks.flatMap((task) => ofTask(task, inConfig(tier, facts))));
}

/** Where `xargs -I {file}` and the like name it, it is a placeholder of theirs. */
const NAMES_IT = /^(?:-I|-J|--replace)$/;

function strangeWord(command: readonly string[]): string | undefined {
  return command.find(
    (word) => STRANGE.test(word) && !command.some((one, at) => one === word && NAMES_IT.test(command[at - 1] ?? '')),
  );
}

/** A word that names no file is a finding: the program looks at nothing of the change and passes, or fails at every commit. */
function ofTask(task: Task, where: { readonly file?: string }): readonly Diagnosis[] {
  const words = [...task.check, ...task.fix].flat();
  const strange = [...task.check, ...task.fix].map(strangeWord).find((word) => word !== undefined);
  if (strange !== undefined) {
    return [
      finding({
        id: 'placeholder-unknown',
        ...where,
        message: `${taskText(task)} hands over \`${strange}\` as it stands: there is no such placeholder`,
        remedy: `write \`${FILES}\` for the changed files`,
      }),
    ];
  }
  const isUntold = words.length > 0 && task.uses === undefined && !words.some((word) => word.includes(FILES));
  if (task.scope !== 'file' || !isUntold) return [];
  return [
    advice({
      id: 'files-untold',
      ...where,
      message: `${taskText(task)} is remembered file by file, and no command of it has \`${FILES}\``,
      remedy: `write \`${FILES}\` where the command takes files, or take \`"scope": "file"\` out`,
    }),
  ];
}
