import type { WrittenMessage } from '../core/contracts/commit-message.ts';

/** A line that git keeps. */
export interface KeptLine {
  /** Without blanks at its end, which git takes away, and a carriage return with them. */
  readonly text: string;
  /** In the file, counted from 1. */
  readonly line: number;
}

/** What git cuts a message off at; behind what comments begin with and a blank. */
const SCISSORS = '------------------------ >8 ------------------------';
/** What git chooses from where it is to choose. */
const CHOICES = [...'#;@!$%^&|:'];

/**
 * The lines that git makes the message of, see git-commit(1), `--cleanup`: neither comments nor what follows the scissors, no
 * blank lines at the beginning and at the end.
 */
export function keptLines({ text, comments }: WrittenMessage): readonly KeptLine[] {
  const all = text.split('\n').map((line, index) => ({ text: line.trimEnd(), line: index + 1 }));
  const cut = all.findIndex((line) => isScissors(line.text, comments));
  const before = cut === -1 ? all : all.slice(0, cut);
  const prefix = comments === 'auto' ? chosenPrefix(cut === -1 ? before : all.slice(0, cut + 1)) : comments;
  return withoutBlankEnds(before.filter((line) => prefix === undefined || !line.text.startsWith(prefix)));
}

/** Git may cut at them although it takes no comments away: when it shows the change below. */
function isScissors(text: string, comments: WrittenMessage['comments']): boolean {
  if (!text.endsWith(` ${SCISSORS}`)) return false;
  const prefix = text.slice(0, -SCISSORS.length - 1);
  return comments === undefined || comments === 'auto' ? CHOICES.includes(prefix) : prefix === comments;
}

/** Git writes its own words last: they show what it has chosen. A message without any has no comments. */
function chosenPrefix(lines: readonly KeptLine[]): string | undefined {
  const last = lines.findLast(({ text }) => text !== '')?.text ?? '';
  const [first = ''] = last;
  return CHOICES.includes(first) && /^.(?:$|[ \t])/.test(last) ? first : undefined;
}

function withoutBlankEnds(lines: readonly KeptLine[]): readonly KeptLine[] {
  const first = lines.findIndex(({ text }) => text !== '');
  const last = lines.findLastIndex(({ text }) => text !== '');
  return first === -1 ? [] : lines.slice(first, last + 1);
}
