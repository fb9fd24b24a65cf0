import type { ChangedLines } from '../../core/contracts/gates.ts';
import type { RepoPath } from '../../core/files.ts';
import { decodePath } from '../../core/path-bytes.ts';

/**
 * How to ask git for the lines that changed; what to compare is put after it. Every setting that could change the answer
 * is overruled, because a diff that looks different would be read as another change. Settings without an option stand
 * before the command. `GIT_DIFF_OPTS` cannot be overruled: lines of context are told from changed ones when reading.
 */
export const DIFF_LINES_ARGS: readonly string[] = [
  // Names come as ASCII, so that their bytes survive whatever the text around them is decoded as.
  ...['-c', 'core.quotePath=true'],
  // Older than the options for it.
  ...['-c', 'diff.relative=false', '-c', 'diff.noprefix=false', '-c', 'diff.mnemonicPrefix=false'],
  ...['diff', '--no-color', '--no-ext-diff', '--no-textconv', '--src-prefix=a/', '--dst-prefix=b/'],
  ...['--patch', '--unified=0', '--inter-hunk-context=0', '--ignore-submodules=all', '--submodule=short'],
  // Attributes can call any file binary, which would hide its lines; real binary files are told by their bytes.
  '--text',
  // Enough for any move of folders, and still an end to the search for pairs.
  ...['--find-renames=50%', '-l5000', '--diff-filter=d', '-O/dev/null'],
  ...['--diff-algorithm=default', '--indent-heuristic', '--ignore-cr-at-eol', '--ws-error-highlight=none'],
];

/** One file of the diff while it is read. */
interface FileDiff {
  path: RepoPath | undefined;
  /** Whether it is a link or a submodule, whose content is no lines. */
  isSpecial: boolean;
  isBinary: boolean;
  readonly lines: number[];
}

/** Lines of a hunk that are still to come on either side. */
interface Hunk {
  oldLeft: number;
  newLeft: number;
  nextLine: number;
}

/**
 * Lines added or modified on the new side, in order, from what git prints for `DIFF_LINES_ARGS`: none of a file that is
 * binary or has only lost some. Links, submodules, and files that are gone or have another mode or name alone are not in it.
 * Throws an `Error` when the text is no such diff.
 */
export function parseDiffLines(text: string): ChangedLines {
  const changed = new Map<RepoPath, readonly number[]>();
  let file: FileDiff | undefined;
  let hunk: Hunk = { oldLeft: 0, newLeft: 0, nextLine: 0 };
  for (const line of linesOf(text)) {
    if (file !== undefined && (hunk.oldLeft > 0 || hunk.newLeft > 0)) {
      takeBody(line, hunk, file);
    } else if (line.startsWith('diff ')) {
      keep(file, changed);
      file = begin(line);
    } else if (line.startsWith('@@ ')) {
      hunk = readHunk(line);
    } else if (file !== undefined) {
      takeHeader(line, file);
    }
  }
  if (hunk.oldLeft > 0 || hunk.newLeft > 0) throw new Error('git ended its diff in the middle');
  keep(file, changed);
  return changed;
}

/** Diffs of merges, which compare with several sides, begin differently. */
function begin(line: string): FileDiff {
  if (!line.startsWith('diff --git ')) throw new Error(`git printed a diff that cannot be read: ${line}`);
  return { path: undefined, isSpecial: false, isBinary: false, lines: [] };
}

function* linesOf(text: string): Generator<string> {
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    yield text.slice(start, end);
  }
}

function takeHeader(line: string, file: FileDiff): void {
  if (line.startsWith('+++ ')) file.path = readPath(line.slice(4));
  // `index a..b 120000`, `new file mode 160000`: the mode of the new side comes last.
  const mode = /^(?:index [0-9a-f]+\.\.[0-9a-f]+|new mode|new file mode) (\d{6})$/.exec(line)?.[1];
  if (mode === '120000' || mode === '160000') file.isSpecial = true;
}

/** `@@ -12,0 +13,2 @@`: a missing length is 1. */
function readHunk(line: string): Hunk {
  const match = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
  if (match === null) throw new Error(`git printed a diff that cannot be read: ${line}`);
  return { oldLeft: Number(match[1] ?? 1), newLeft: Number(match[3] ?? 1), nextLine: Number(match[2]) };
}

function takeBody(line: string, hunk: Hunk, file: FileDiff): void {
  const sign = line.charAt(0);
  // The note about a missing newline at the end of the file.
  if (sign === '\\') return;
  if (line.includes('\0')) file.isBinary = true;
  if (sign === '+') file.lines.push(hunk.nextLine);
  // An empty line is one of context: diff.suppressBlankEmpty.
  else if (sign !== '-' && sign !== ' ' && sign !== '') throw new Error('git printed a diff that cannot be read');
  if (sign !== '+') hunk.oldLeft -= 1;
  if (sign === '-') return;
  hunk.newLeft -= 1;
  hunk.nextLine += 1;
}

function keep(file: FileDiff | undefined, changed: Map<RepoPath, readonly number[]>): void {
  if (file?.path === undefined || file.isSpecial) return;
  changed.set(file.path, file.isBinary ? [] : file.lines);
}

/** The name after `+++ `: quoted as in C where it has special bytes, with a tab at its end where it has spaces. */
function readPath(text: string): RepoPath | undefined {
  const name = text.startsWith('"') ? unquote(text) : text.replace(/\t$/, '');
  if (name === '/dev/null') return undefined;
  if (!name.startsWith('b/')) throw new Error(`git printed a name that cannot be read: ${text}`);
  return decodePath(Buffer.from(name.slice(2), 'latin1'));
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};

/** One character for each byte. See quote.c of git. */
function unquote(text: string): string {
  const inner = /^"((?:[^"\\]|\\.)*)"\t?$/.exec(text)?.[1];
  if (inner === undefined) throw new Error(`git printed a name that cannot be read: ${text}`);
  return inner.replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code),
  );
}
