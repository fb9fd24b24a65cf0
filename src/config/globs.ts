import picomatch from 'picomatch';
import type { PathPattern } from '../core/globs.ts';
import { slowness } from './glob-limits.ts';

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

/** What is wrong with a glob for paths below a folder, or undefined when it can be used. */
export function globProblem(glob: string): string | undefined {
  const slow = slowness(glob);
  if (slow !== undefined) return slow;
  if (glob.startsWith('/') || /(?:^|\/)\.\.(?:\/|$)/.test(glob)) return "leads out of the config's folder";
  if (glob.endsWith('/')) return `names a folder, and no file: \`${glob}**\` are the files in it`;
  return toSource(glob) === NOTHING ? 'has a bracket or brace that is not closed, or ends in a backslash' : undefined;
}

function toSource(glob: string): string {
  const plain = literally(glob.replace(/^(?:\.\/)+/, ''));
  return plain === '' ? NOTHING : picomatch.makeRe(plain, OPTIONS).source;
}

/**
 * Escapes what people mean as it stands: parentheses that no `@`, `?`, `!`, `*` or `+` makes a pattern of, as in
 * `app/(shop)/page.tsx`, which would go into the regular expression as they are; and `[...name]`, a folder of Next.js.
 */
function literally(glob: string): string {
  const groups: boolean[] = [];
  return glob.replace(/\\.|\[{1,2}\.{3}[\w-]+\]{1,2}|(?<!\\)[@?!*+]\(|[()]/gs, (found) => {
    if (found === ')') return groups.pop() === true ? found : '\\)';
    if (found.endsWith('(')) groups.push(found.length > 1);
    if (found === '(') return '\\(';
    return found.startsWith('[') ? found.replace(/[[\].]/g, '\\$&') : found;
  });
}
