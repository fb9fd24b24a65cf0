import { join, normalize } from 'node:path/posix';
import type { Gate, ReportWish } from '../../core/contracts/gates.ts';
import { relativeTo } from '../../core/globs.ts';
import type { ScanInput } from '../../core/scan.ts';
import type { Task, Tier } from '../../core/task.ts';
import { globTest } from '../globs.ts';
import type { TierConfig } from '../shape.ts';

/** What may stand before and behind a path within a word: `--output=out/x.json`, `writeFileSync('out/x.json')`. */
const AROUND = /[\s'"`=:,;<>()|&]+/;
const MAGIC = /[*?[{(!+@\\]/;
const SCRATCH = /^\{scratch\}(\/|$)/;

/** The tasks of a tier with the findings reports that each leaves, or may, and which gates judge these. */
export function assignScans(
  tasks: readonly Task[],
  { gates = {} }: Pick<TierConfig, 'gates'>,
  entries: ReadonlyMap<string, Gate>,
): Pick<Tier, 'tasks' | 'scanGates'> {
  const scanGates = Object.keys(gates).filter((gate) => entries.get(gate)?.reports !== undefined);
  if (scanGates.length === 0) return { tasks };
  const given = new Map<Task, ScanInput[]>(tasks.map((task) => [task, []]));
  for (const gate of scanGates) {
    for (const wish of entries.get(gate)?.reports?.(gates[gate] ?? {}) ?? []) {
      for (const [task, input] of leaversOf(gate, wish, tasks)) given.get(task)?.push(input);
    }
  }
  const assigned = tasks.map((task) => {
    const scans = given.get(task) ?? [];
    return scans.length === 0 ? task : { ...task, scans };
  });
  return { tasks: assigned, scanGates };
}

/**
 * Those whose command or `outputs` name the report, or whose kind prints it, have to leave it. Where none does, every task with a command of the
 * project's own may be the one, as presets are known to write nothing that their command does not name.
 */
function leaversOf(gate: string, wish: ReportWish, tasks: readonly Task[]): readonly (readonly [Task, ScanInput])[] {
  const { path: input, tool } = wish;
  const about = { gate, input, ...(tool === undefined ? {} : { tool }) };
  const named = tasks.flatMap((task) =>
    patternsIn(task, input).map((pattern) => [task, { ...about, pattern, isSure: true }] as const),
  );
  if (named.length > 0) return named;
  const possible = tasks.filter(({ uses }) => uses === undefined || uses.startsWith('.'));
  return possible.map((task) => [task, { ...about, pattern: input, isSure: possible.length === 1 }] as const);
}

/** What a task names of an input: paths of its command and the report that it prints, else the whole of it by its `outputs`. */
function patternsIn(task: Task, input: string): readonly string[] {
  const isMatch = matcherOf(input);
  const words = [...task.check, ...task.fix].flat();
  const pieces = words.flatMap((word) => [word, ...word.split(AROUND)]).filter((piece) => piece !== '');
  const named = [...pieces.map((piece) => inConfig(piece, task)), ...(task.report === undefined ? [] : [task.report])];
  const paths = named.filter((path) => path === input || isMatch(path));
  if (paths.length > 0)
    return [...new Set(paths.map((path) => (MAGIC.test(path.replace(SCRATCH, '')) ? input : path)))];
  const plain = normalize(input);
  const isLeft = task.outputs.some(
    (glob) => normalize(glob) === plain || globTest(glob)(plain) || isMatch(normalize(glob)),
  );
  return isLeft ? [input] : [];
}

function matcherOf(input: string): (path: string) => boolean {
  const scratch = SCRATCH.exec(input)?.[0] ?? '';
  const rest = input.slice(scratch.length);
  if (!MAGIC.test(rest)) return (path) => path === (scratch === '' ? normalize(input) : input);
  const test = globTest(rest);
  return (path) =>
    path.startsWith(scratch) && SCRATCH.test(path) === (scratch !== '') && test(path.slice(scratch.length));
}

/** A path as the config's folder sees it: commands run in the task's own. */
function inConfig(piece: string, { root, cwd }: Task): string {
  return SCRATCH.test(piece) ? piece : normalize(join(relativeTo(root, cwd) ?? '', piece));
}
