import { loadEntry } from '../catalog.ts';
import type { Check } from '../core/plan.ts';
import { Memory } from '../engine/memory.ts';
import { environmentReader, placeOf } from '../run/environment.ts';
import type { Prepared } from '../run/preparation.ts';
import { storeFolder } from '../run/record-run.ts';
import type { RunRequest } from '../run/request.ts';
import type { ReportWish } from './report-wish.ts';
import type { Session } from './session.ts';

/** What a run would do with one task. */
interface Prospect {
  readonly tier: string;
  readonly task: string;
  readonly would: 'run' | 'recall' | 'skip';
  /** Why it would be skipped. */
  readonly reason?: string;
  /** Files that it is about, and those of them that it would really look at. */
  readonly files: number;
  readonly filesRun: number;
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
  const store = useCache ? (await loadEntry('stores', 'local')).open(storeFolder(repository)) : undefined;
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
    prospects.push({ tier: task.tier, task: task.name, would: 'skip', reason, files: 0, filesRun: 0, commands: [] });
  }
  const isJson = reports.some(({ format, file }) => format === 'json' && file === undefined);
  terminal.out(
    isJson ? `${JSON.stringify({ version: 1, dryRun: true, checks: prospects }, null, 2)}\n` : inWords(prospects),
  );
  return 0;
}

function about({ task, writes, files, dependsOn }: Check): Omit<Prospect, 'would' | 'filesRun'> {
  const commands = (writes && task.fix.length > 0) || task.check.length === 0 ? task.fix : task.check;
  return { tier: task.tier, task: task.name, files: (task.scope === 'file' ? files : dependsOn).length, commands };
}

function looksAt({ task, dependsOn }: Check, missing: readonly string[]): number {
  return task.scope === 'file' ? missing.length : dependsOn.length;
}

function inWords(prospects: readonly Prospect[]): string {
  const width = Math.max(0, ...prospects.map(({ tier, task }) => tier.length + task.length + 1));
  const lines = prospects.map(({ tier, task, would, reason, files, filesRun, commands }) => {
    const name = `${tier}/${task}`.padEnd(width);
    if (would === 'skip') return `would skip    ${name}  ${reason}`;
    if (would === 'recall') return `would recall  ${name}  ${files} files`;
    const command = commands.length === 0 ? '' : `: ${commands.map((one) => one.join(' ')).join(' && ')}`;
    return `would run     ${name}  ${filesRun} of ${files} files${command}`;
  });
  return lines.length === 0 ? 'nothing to do\n' : `${lines.join('\n')}\n`;
}
