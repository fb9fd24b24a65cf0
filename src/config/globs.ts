import picomatch from 'picomatch';
import type { PathPattern } from '../core/globs.ts';
import { slowness } from './compile/glob-limits.ts';

/** Files whose name begins with a dot are files like any other to a check; `!` at the start is part of a name. */
const OPTIONS = { dot: true, nonegate: true } as const;
/** What the library answers for a glob that it cannot read, and what no path matches. */
const NOTHING = '$^';

/** Turns globs into the form that needs no glob library to match with. A leading `./` is dropped, `!` is no negation. */
export function compileGlobs(include: readonly string[], exclude: readonly string[]): PathPattern {
  return { include: include.map(toSource), exclude: exclude.map(toSource) };
}

/** A test for one glob, for names and paths alike. */
export function globTest(glob: string): (text: string) => boolean {
  const expression = new RegExp(toSource(glob), 's');
  return (text) => expression.test(text);
}

/** The same for a glob that anybody may have written, as in `.gitattributes`. Throws an `Error` for one that could take for ever. */
export function strictGlobTest(glob: string): (text: string) => boolean {
  const problem = slowness(glob);
  if (problem !== undefined) throw new Error(`\`${glob}\` ${problem}`);
  return globTest(glob);
}

/** The files and folders that globs name, at and below which all is that they match; nothing of one that may match anywhere. */
export function placesOfGlobs(globs: readonly string[]): readonly string[] {
  const places = globs.map((glob) => {
    const parts = glob.replace(/^(?:\.\/)+/, '').split('/');
    const open = parts.findIndex((part) => /[*?[\]{}()!+@|\\]/.test(part));
    return (open === -1 ? parts : parts.slice(0, open)).join('/');
  });
  return [...new Set(places)].filter((place) => place !== '');
}

/** What is wrong with a glob for paths below a folder, or undefined when it can be used. */
export function globProblem(glob: string): string | undefined {
  const slow = slowness(glob);
  if (slow !== undefined) return slow;
  if (glob.startsWith('/') || /(?:^|\/)\.\.(?:\/|$)/.test(glob)) return "leads out of the config's folder";
  if (glob.endsWith('/')) return `names a folder, and no file: \`${glob}**\` are the files in it`;
  return unreadable(glob);
}

/** What is wrong with a glob, whatever it is matched with; undefined when it can be used. */
export function unreadable(glob: string): string | undefined {
  const slow = slowness(glob);
  if (slow !== undefined) return slow;
  return toSource(glob) === NOTHING ? 'has a bracket or brace that is not closed, or ends in a backslash' : undefined;
}

function toSource(glob: string): string {
  const plain = literally(glob.replace(/^(?:\.\/)+/, ''));
  return plain === '' ? NOTHING : picomatch.makeRe(plain, OPTIONS).source;
}

/** One of: an escaped character, a folder of Next.js, the start of a class or of a group, the end and the bar of a group. */
const SPECIAL = /\\.|\[{1,2}\.{3}[\w-]+\]{1,2}|\[!(?=[^\]])|[@?!*+]\(|[()|]/gs;

/**
 * Escapes what people mean as it stands: parentheses that no `@`, `?`, `!`, `*` or `+` makes a pattern of, as in
 * `app/(shop)/page.tsx`, which would go into the regular expression as they are; and `[...name]`, a folder of Next.js.
 * `[!a]` becomes `[^a]`, the one form of it that the library knows.
 */
function literally(glob: string): string {
  const isPattern: boolean[] = [];
  return glob.replace(SPECIAL, (found) => {
    switch (found) {
      case '[!':
        return '[^';
      case '|':
        return isPattern.at(-1) ? found : '\\|';
      case ')':
        return isPattern.pop() ? found : '\\)';
      case '(':
        isPattern.push(false);
        return '\\(';
      default:
        if (found.startsWith('[')) return found.replace(/[[\].]/g, '\\$&');
        if (!found.startsWith('\\')) isPattern.push(true);
        return found;
    }
  });
}
