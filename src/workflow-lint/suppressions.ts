import { suggest } from '../core/nearest.ts';
import type { Finding } from './finding.ts';

/** What is said of comments that take back what nobody says, or without a reason. */
const SUPPRESSION = 'suppression';

/** A comment that takes findings of one rule back: `# lattice-ignore <rule>: why`. */
interface Suppression {
  readonly rule: string;
  readonly reason: string;
  readonly line: number;
  readonly column: number;
  /** The line that it is about: its own, or the next one that is not blank. */
  readonly about: number;
}

const COMMENT = /(?:^|\s)(#\s*lattice-ignore(-next-line)?\s+([\w-]+)[ \t]*(?::(.*))?)$/;

/** Findings of a file without those that its comments take back, and with what is wrong about these comments. */
export function withoutSuppressed(
  findings: readonly Finding[],
  { file, text }: { readonly file: string; readonly text: string },
  rules: readonly string[],
): readonly Finding[] {
  const suppressions = readSuppressions(text);
  if (suppressions.length === 0) return findings;
  const isMeant = (one: Suppression, finding: Finding) => finding.rule === one.rule && finding.line === one.about;
  const kept = findings.filter((finding) => !suppressions.some((one) => one.reason !== '' && isMeant(one, finding)));
  const wrong = suppressions.flatMap((one): readonly Finding[] => {
    const message = wrongWith(
      one,
      findings.some((finding) => isMeant(one, finding)),
      rules,
    );
    const { line, column } = one;
    return message === undefined ? [] : [{ rule: SUPPRESSION, severity: 'warning', message, file, line, column }];
  });
  return [...kept, ...wrong];
}

function wrongWith({ rule, reason }: Suppression, isUsed: boolean, rules: readonly string[]): string | undefined {
  if (!rules.includes(rule)) return `There is no rule \`${rule}\`${suggest(rule, rules)}`;
  if (!isUsed) return `This comment takes nothing back: \`${rule}\` says nothing here; remove it`;
  return reason === '' ? `Without a reason it takes nothing back: write \`# lattice-ignore ${rule}: why\`` : undefined;
}

/** Comments at the end of the line that they are about, or with `-next-line` above it. */
function readSuppressions(text: string): readonly Suppression[] {
  if (!text.includes('lattice-ignore')) return [];
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const match = COMMENT.exec(line);
    if (match === null) return [];
    const [whole, comment = '', isAbove, rule = '', reason = ''] = match;
    const column = match.index + whole.length - comment.length + 1;
    const about = isAbove === undefined ? index : nextWritten(lines, index + 1);
    return [{ rule, reason: reason.trim(), line: index + 1, column, about: about + 1 }];
  });
}

function nextWritten(lines: readonly string[], from: number): number {
  let next = from;
  while (next < lines.length && lines[next]?.trim() === '') next += 1;
  return next;
}
