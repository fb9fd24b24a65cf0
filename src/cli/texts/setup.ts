import { join, relative } from 'node:path';
import type { InstalledHooks, UninstalledHooks } from '../../git/hooks/install.ts';
import { ASIDE } from '../../git/hooks/place.ts';
import { RETIRED } from '../../git/hooks/retire.ts';
import { columnsOf, cutTo, padTo, wrap } from '../../report-text/columns.ts';
import { oneLine, safeName } from '../../report-text/harmless.ts';
import type { HookedTier } from '../../setup/hook-names.ts';
import type { Proposal, ProposedTier } from '../../setup/proposal.ts';

/** Columns that are used at most, however wide the terminal is. */
const WIDEST = 80;

/** What `init` chose and why, and what it did not find. `file` is the config as the user knows it. */
export function proposalLines(proposal: Proposal, file: string, width: number): readonly string[] {
  const columns = Math.min(width, WIDEST);
  const rows = proposal.tiers.flatMap((tier) => tierRows(tier));
  const first = Math.max(...rows.map(([name]) => columnsOf(name)));
  const second = Math.max(...rows.map(([, uses]) => columnsOf(uses)));
  const table = proposal.tiers.flatMap((tier) => [
    `  ${tier.name}, at ${listed(tier.on)}, within ${tier.budget}`,
    ...tierRows(tier).map(([name, uses, why]) =>
      cutTo(`    ${padTo(name, first)}  ${padTo(uses, second)}  ${why}`, columns),
    ),
  ]);
  const missing = proposal.missing.length === 0 ? [] : paragraph(`Not found: ${proposal.missing.join(', ')}.`, columns);
  const notes = proposal.notes.flatMap(({ about, text }) => paragraph(`${about}: ${text}`, columns, '  '));
  return [
    `Wrote ${safeName(file)}:`,
    ...table,
    ...missing,
    ...(notes.length === 0 ? [] : ['Worth knowing:', ...notes]),
  ];
}

/** Name, tool, and why: the tasks, then the gates with their policies. */
function tierRows({ tasks, gates }: ProposedTier): readonly (readonly [name: string, uses: string, why: string])[] {
  return [
    ...tasks.map((task) => [task.name, task.uses, oneLine(task.because)] as const),
    ...Object.entries(gates).map(([gate, policy]) => [gate, 'gate', oneLine(policyText(policy))] as const),
  ];
}

function policyText(policy: unknown): string {
  if (typeof policy !== 'object' || policy === null) return JSON.stringify(policy);
  const limits = Object.entries(policy).map(([key, limit]) => `${key} ${JSON.stringify(limit)}`);
  return limits.join(', ');
}

/** What `install` did. Paths are shown as seen from `root`. */
export function installedLines(installed: InstalledHooks, root: string, width: number): readonly string[] {
  const { folder, placed, movedAside, removed, others } = installed;
  const where = safeName(shown(folder, root));
  const lines = [
    placed.length === 0 ? 'No tier names a git hook, so there are none.' : `Hooks: ${listed(placed)}, in ${where}.`,
    ...movedAside.map((name) => `Your own ${name} is now ${name}${ASIDE} beside it, and runs first.`),
    ...(removed.length === 0 ? [] : [`Taken out, as no tier names them any more: ${listed(removed)}.`]),
    ...(others === undefined
      ? []
      : [`Hooks of these names in ${safeName(others)} run first; others there do not run here.`]),
  ];
  return lines.flatMap((line) => paragraph(line, Math.min(width, WIDEST)));
}

/** What is to be told when the hooks are in place. */
interface Next {
  readonly tiers: readonly HookedTier[];
  readonly hooks: readonly string[];
  /** A sentence on how others get the hooks. */
  readonly others: string | undefined;
}

/** What to do next: for the tier that the next commit runs, or the first that a hook runs. */
export function nextLines({ tiers, hooks, others }: Next, width: number): readonly string[] {
  const hooked = tiers.filter((tier) => tier.on.some((trigger) => hooks.includes(trigger)));
  const tier = hooked.find(({ on }) => on.includes('pre-commit')) ?? hooked[0];
  if (tier === undefined) return [];
  const commit = `Commit as usual. \`npx lattice-hooks run ${tier.name} --all\` checks everything now.`;
  return [...(others === undefined ? [] : [others]), commit].flatMap((line) =>
    paragraph(line, Math.min(width, WIDEST)),
  );
}

/** What `uninstall` did. */
export function uninstalledLines(uninstalled: UninstalledHooks, width: number): readonly string[] {
  const { removed, putBack, leftAside, leftRetired, hooksPath } = uninstalled;
  const lines = [
    removed.length === 0 ? 'No hooks of lattice-hooks are installed here.' : `Removed: ${listed(removed)}.`,
    ...(putBack.length === 0 ? [] : [`Back in place, as before: ${listed(putBack)}.`]),
    ...leftAside.map((name) => `${name}${ASIDE} stays: somebody else's ${name} has taken its place.`),
    ...leftRetired.map((name) => `${name}${RETIRED} stays: somebody else's ${name} has taken its place.`),
    ...hooksPathLines(hooksPath),
  ];
  return lines.flatMap((line) => paragraph(line, Math.min(width, WIDEST)));
}

function hooksPathLines(given: UninstalledHooks['hooksPath']): readonly string[] {
  if (given === undefined) return [];
  if (given.type === 'changed')
    return [`core.hooksPath stays ${oneLine(given.value)}: it was set after \`install --force\`.`];
  const [value] = given.values.slice(-1);
  return [value === undefined ? 'core.hooksPath is no longer set here.' : `core.hooksPath is ${oneLine(value)} again.`];
}

/** A path inside the worktree from its top, any other as it is. */
export function shown(path: string, root: string): string {
  const way = relative(root, path);
  return way.startsWith('..') || join(root, way) !== path ? path : way;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** Commands, which nobody can copy from two lines: between backticks, or at the end of a note. */
const COMMANDS = /`[^`]+`|\b(?:npm|npx|pip) [^;:]*$/g;
const UNBROKEN = '\u00a0';

/** Lines that fit; all but the first stand further in. */
export function paragraph(text: string, columns: number, indent = ''): readonly string[] {
  const joined = oneLine(text).replace(COMMANDS, (command) => command.replaceAll(' ', UNBROKEN));
  const lines = wrap(joined, columns - indent.length - 2).map((line) => line.replaceAll(UNBROKEN, ' '));
  return lines.map((line, index) => indent + (index === 0 ? '' : '  ') + line);
}
