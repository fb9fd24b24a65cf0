import type { LeftBehind } from '../../core/contracts/migrations.ts';
import type { Options } from '../../core/contracts/schema.ts';
import type { MigrationPlan, PlannedTask, PlannedTier } from '../../foreign-config/plan.ts';
import type { RetiredHook } from '../../git/hooks/retire.ts';
import { columnsOf, cutTo, padTo } from '../../report-text/columns.ts';
import { oneLine, safeName } from '../../report-text/harmless.ts';
import { listed, paragraph } from './setup.ts';

/** Columns that are used at most, however wide the terminal is. */
const WIDEST = 100;

/** What became of each check, what is another way now, and what was left behind. `names`: the tools that were read. */
export function planLines(plan: MigrationPlan, names: readonly string[], width: number): readonly string[] {
  const columns = Math.min(width, WIDEST);
  const rows = plan.tiers.flatMap((tier) => tierRows(tier));
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => columnsOf(row[column] ?? ''))));
  const table = plan.tiers.flatMap((tier) => [
    `  ${safeName(tier.name)}, ${tier.on.length === 0 ? 'by hand' : `at ${listed(tier.on)}`}`,
    ...tierRows(tier).map(([name, does, was]) =>
      cutTo(`    ${padTo(name, widths[0] ?? 0)}  ${padTo(does, widths[1] ?? 0)}  ${was}`, columns),
    ),
  ]);
  const notes = joined(plan.notes).flatMap((note) => paragraph(note, columns, '  '));
  const left = plan.left.flatMap((one) => paragraph(leftText(one), columns, '  '));
  return [
    `Read: ${listed(names)}.`,
    ...table,
    ...(notes.length === 0 ? [] : ['Not as it was:', ...notes]),
    ...(left.length === 0 ? [] : ['Not carried over:', ...left]),
  ];
}

/** Which hooks of other tools run no more, and how they come back. */
export function retiredLines(
  retired: readonly RetiredHook[],
  folder: string | undefined,
  width: number,
): readonly string[] {
  const kept = retired.map(({ name, manager }) => `${name} of ${manager}`);
  const lines = [
    ...(kept.length === 0 ? [] : [`Set aside, and back with \`lattice-hooks uninstall\`: ${listed(kept)}.`]),
    ...(folder === undefined
      ? []
      : [`core.hooksPath no longer leads to ${safeName(folder)}; \`lattice-hooks uninstall\` sets it again.`]),
  ];
  return lines.flatMap((line) => paragraph(line, Math.min(width, WIDEST)));
}

/** What is true of several tasks is said once. */
function joined(notes: MigrationPlan['notes']): readonly string[] {
  const about = new Map<string, readonly string[]>();
  for (const { about: name, text } of notes) about.set(text, [...new Set([...(about.get(text) ?? []), name])]);
  return [...about].map(([text, names]) => `${names.join(', ')}: ${text}`);
}

function tierRows({ tasks, gates }: PlannedTier): readonly (readonly [name: string, does: string, was: string])[] {
  return [
    ...tasks.map((task) => [oneLine(task.name), doesText(task), oneLine(task.was)] as const),
    ...Object.entries(gates).map(([gate, policy]) => [oneLine(gate), 'gate', limits(policy)] as const),
  ];
}

function doesText({ keys }: PlannedTask): string {
  if (keys['uses'] !== undefined) return `uses ${oneLine(String(keys['uses']))}`;
  return keys['fix'] === undefined ? 'runs' : 'fixes';
}

function limits(policy: Options): string {
  return Object.entries(policy)
    .map(([key, limit]) => `${key} ${String(limit)}`)
    .join(', ');
}

function leftText({ what, place, why }: LeftBehind): string {
  return `${place} ${what}: ${why}`;
}
