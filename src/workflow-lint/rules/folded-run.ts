import type { YamlText } from '../../yaml/tree.ts';
import { expressionsIn } from '../expressions.ts';
import type { Rule } from '../finding.ts';

/** A script over several lines of which YAML makes one: plain or quoted. Who writes `>` wants that. */
export const foldedRun: Rule = {
  name: 'folded-run',
  severity: 'error',
  *check({ jobs, text }) {
    const lines = text.split(/\r?\n/);
    for (const { run } of jobs.flatMap(({ steps }) => steps)) {
      if (run === undefined || run.style === 'literal' || run.style === 'folded') continue;
      if (!isOneCommand(run, lines)) yield { at: run.at, message: MESSAGE };
    }
  },
};

const MESSAGE =
  'YAML joins these lines into one, and the shell sees no end of a line: begin with `run: |`, or with `run: >` where one command is meant';

/** Offsets of the blanks that stand where a line ended. */
function breaksOf(run: YamlText): readonly number[] {
  if (run.lastLine === run.at.line) return [];
  const blanks = [...run.text.matchAll(/ /g)].map(({ index }) => index);
  return blanks.filter((index) => run.spotAt(index + 1).line > run.spotAt(index - 1).line);
}

/** Columns into which formatters break long lines. */
const WIDTH = 80;
/** No command is written over more. */
const MOST_LINES = 200;

/**
 * Whether one command is meant, as its breaks tell: none is inside of quotes, behind a comment or a backslash, and one of
 * them is beside an option or an operator, or each is where a formatter had to break.
 */
function isOneCommand(run: YamlText, lines: readonly string[]): boolean {
  const places = breaksOf(run);
  if (places.length > MOST_LINES) return false;
  const breaks = places.map((index) => {
    const [before, behind] = [run.text.slice(0, index), run.text.slice(index + 1)];
    const line = (lines[run.spotAt(index - 1).line - 1] ?? '').trimEnd();
    const [word = ''] = behind.split(' ', 1);
    return {
      isBroken: hasOpenQuote(before) || /(?:^|\s)#|\\$/.test(line),
      isJoined: /^(?:--?\w|\||&&|\d?[<>])/.test(behind) || /(?:\||&&|[<>])$/.test(before),
      isFull:
        (run.style === 'plain' && line.length + 1 + word.length > WIDTH) ||
        expressionsIn(run).some(({ start, end }) => start < index && index < end),
    };
  });
  if (breaks.some(({ isBroken }) => isBroken)) return false;
  return breaks.some(({ isJoined }) => isJoined) || breaks.every(({ isFull }) => isFull);
}

function hasOpenQuote(text: string): boolean {
  const rest = text.replace(/\\.|'[^']*'|"(?:\\.|[^"\\])*"/g, '');
  return /['"]/.test(rest);
}
