import { counted } from '../../report-text/amounts.ts';
import { safeName } from '../../report-text/harmless.ts';
import { WORKFLOWS } from '../../setup/workflow-folder.ts';
import { diffText } from '../../workflows/diff-text.ts';
import type { Difference } from '../../workflows/differences.ts';

/** What `ci generate` has done. `wanted`: how many workflows the config asks for. */
export function generatedLines(changes: readonly Difference[], wanted: number, config: string): string {
  if (changes.length === 0) return unchanged(wanted, config);
  const lines = changes.map(
    (change) => `${change.type === 'left-over' ? 'removed' : 'wrote'} ${WORKFLOWS}/${change.name}\n`,
  );
  return lines.join('');
}

/** What `ci check` has found: a line for each file, in the form of a finding where one is there, and what differs. `see`: where the documentation says more. */
export function checkedLines(found: readonly Difference[], wanted: number, config: string, see: string): string {
  if (found.length === 0) return unchanged(wanted, config);
  const mend = 'mend it with: npx lattice-hooks ci generate\n';
  return [...found.map((one) => differenceText(one, config)), mend, `see: ${see}\n`].join('');
}

/** What is told where tiers start Python tools that nothing installs in CI. `see`: where the documentation says more. */
export function noPythonTools(tiers: readonly string[], see: string): string {
  const which = tiers.map((name) => `\`${safeName(name)}\``).join(', ');
  const verb = tiers.length === 1 ? 'starts' : 'start';
  return `note: ${which} ${verb} Python tools, and no command of \`ci.install\` installs any\nsee: ${see}\n`;
}

function unchanged(wanted: number, config: string): string {
  if (wanted === 0) return `no tier of ${safeName(config)} has a trigger in CI, so there is no workflow to generate\n`;
  return `${counted(wanted, 'workflow')} as ${safeName(config)} asks for\n`;
}

function differenceText(difference: Difference, config: string): string {
  const file = `${WORKFLOWS}/${difference.name}`;
  switch (difference.type) {
    case 'missing':
      return `${safeName(config)}:1: error: ${file} is missing\n`;
    case 'left-over':
      return `${file}:1: error: left over, nothing in ${safeName(config)} asks for it\n`;
    case 'differs': {
      const { line, text } = diffText(difference.found, difference.text);
      const what = difference.isForeign ? 'not generated, and not' : 'not';
      return `${file}:${line}: error: ${what} what ${safeName(config)} asks for\n${text}`;
    }
  }
}
