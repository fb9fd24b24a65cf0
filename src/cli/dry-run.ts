import { loadLocalStore } from '../catalog.ts';
import type { RepoPath } from '../core/files.ts';
import type { SkipReason } from '../core/outcome.ts';
import { type Check, commandLinesOf } from '../core/plan.ts';
import type { Task } from '../core/task.ts';
import type { TestChoice } from '../core/test-choice.ts';
import { Memory } from '../engine/memory.ts';
import { counted } from '../report-text/amounts.ts';
import { taskName } from '../report-text/check-line.ts';
import { columnsOf, padTo } from '../report-text/columns.ts';
import { oneLine, safeName } from '../report-text/harmless.ts';
import { choiceText } from '../report-text/tests.ts';
import { environmentReader, placeOf } from '../run/environment.ts';
import { openPasses } from '../run/memory/open-passes.ts';
import type { Prepared } from '../run/preparation.ts';
import type { RunRequest } from '../run/request.ts';
import type { ReportWish } from './reports/wish.ts';
import type { Session } from './session.ts';

/** What a run would do with one task. */
interface Prospect {
  readonly tier: string;
  readonly task: string;
  /** Folder of the config, where it is not the root. */
  readonly root?: RepoPath;
  readonly would: 'run' | 'recall' | 'skip';
  /** Why it would be skipped. */
  readonly reason?: SkipReason;
  /** Files that it is about, and those of them that it would really look at. */
  readonly files: number;
  readonly filesRun: number;
  /** Which of its tests, for a task that may leave some out. */
  readonly tests?: TestChoice;
  /** As the config has them, placeholders included. */
  readonly commands: readonly (readonly string[])[];
}

/** Says what a run would do, and does nothing of it. As JSON where that report is asked for. */
export async function showDryRun(
  { scene, plan }: Prepared,
  { useCache }: RunRequest,
  { world, terminal, repository, notice }: Session,
  reports: readonly ReportWish[],
): Promise<number> {
  const { tree } = scene.captured.snapshot;
  const store = useCache ? openPasses((await loadLocalStore()).open, { repository, world }) : undefined;
  const environmentOf = environmentReader(world, placeOf(scene));
  const memory = new Memory({ store, environmentOf, notice });
  const prospects: Prospect[] = [];
  for (const check of plan.checks) {
    const { missing, complete } = await memory.recall(check, tree);
    prospects.push({
      ...about(check),
      would: complete ? 'recall' : 'run',
      filesRun: complete ? 0 : looksAt(check, missing),
    });
  }
  for (const { task, reason } of plan.leftOut) {
    prospects.push({ ...nameOf(task), would: 'skip', reason, files: 0, filesRun: 0, commands: [] });
  }
  const isJson = reports.some(({ format, file }) => format === 'json' && file === undefined);
  terminal.out(
    isJson ? `${JSON.stringify({ version: 1, dryRun: true, checks: prospects }, null, 2)}\n` : inWords(prospects),
  );
  return 0;
}

function about(check: Check): Omit<Prospect, 'would' | 'filesRun'> {
  const { task, files, dependsOn, tests } = check;
  return {
    ...nameOf(task),
    files: (task.scope === 'file' ? files : dependsOn).length,
    ...(tests === undefined ? {} : { tests }),
    commands: commandLinesOf(check),
  };
}

function nameOf({ tier, name, root }: Task): Pick<Prospect, 'tier' | 'task' | 'root'> {
  return { tier, task: name, ...(root === '' ? {} : { root }) };
}

function looksAt({ task, dependsOn }: Check, missing: readonly string[]): number {
  return task.scope === 'file' ? missing.length : dependsOn.length;
}

const SKIPPED: Readonly<Record<SkipReason, string>> = {
  'no-files': 'no file of it changed',
  'by-user': 'somebody skips it',
  needs: 'what it needs does not pass',
  when: 'its `when` does not hold here',
};

function inWords(prospects: readonly Prospect[]): string {
  const names = prospects.map((prospect) => `${safeName(prospect.tier)}/${taskName(prospect)}`);
  const width = Math.max(0, ...names.map(columnsOf));
  const lines = prospects.map(({ would, reason, files, filesRun, tests, commands }, index) => {
    const name = names[index] ?? '';
    const padded = padTo(name, width);
    if (would === 'skip') return `would skip    ${padded}  ${SKIPPED[reason ?? 'no-files']}`;
    if (would === 'recall') return `would recall  ${padded}  ${counted(files, 'file')}`;
    const command = commands.length === 0 ? '' : `: ${commands.map((one) => oneLine(one.join(' '))).join(' && ')}`;
    const choice = tests === undefined ? '' : `, ${choiceText(tests)}`;
    return `would run     ${padded}  ${filesRun} of ${counted(files, 'file')}${choice}${command}`;
  });
  return lines.length === 0 ? 'nothing to do\n' : `${lines.join('\n')}\n`;
}
