import picomatch from 'picomatch';
import type { PathPattern } from '../core/globs.ts';

/** Files whose name begins with a dot are files like any other to a check. */
const OPTIONS = { dot: true } as const;

/** Turns globs into the form that needs no glob library to match with. A leading `./` is dropped, `!` is no negation. */
export function compileGlobs(include: readonly string[], exclude: readonly string[]): PathPattern {
  return { include: include.map(toSource), exclude: exclude.map(toSource) };
}

/** A test for one glob, for names and paths alike. */
export function globTest(glob: string): (text: string) => boolean {
  const expression = new RegExp(toSource(glob), 's');
  return (text) => expression.test(text);
}

function toSource(glob: string): string {
  const plain = glob.startsWith('./') ? glob.slice(2) : glob;
  return picomatch.makeRe(plain, { ...OPTIONS, nonegate: true }).source;
}
