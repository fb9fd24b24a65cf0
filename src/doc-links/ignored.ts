import type { RepoPath } from '../core/files.ts';

/** Whether a link is not judged. `path`: where it leads in the repository, where it leads there. */
export type IgnoreTest = (destination: string, path: RepoPath | undefined) => boolean;

/** Compiles patterns for links as written or for the paths they lead to. `*` stands for anything, `/` included. */
export function ignoreTest(patterns: readonly string[]): IgnoreTest {
  const tests = patterns.map((pattern) => wildcardTest(pattern.startsWith('./') ? pattern.slice(2) : pattern));
  return (destination, path) => tests.some((matches) => matches(destination) || (path !== undefined && matches(path)));
}

/**
 * A test for a pattern in which `*` stands for anything, `/` included.
 * By hand: a regular expression with several `.*` takes time that grows with a power of the text's length.
 */
export function wildcardTest(pattern: string): (text: string) => boolean {
  const [first = '', ...others] = pattern.split(/\*+/);
  const last = others.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    let at = first.length;
    if (!text.startsWith(first)) return false;
    for (const part of others) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
  };
}
