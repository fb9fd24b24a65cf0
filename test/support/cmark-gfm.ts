import { spawnSync } from 'node:child_process';

const EXTENSIONS = ['footnotes', 'table', 'autolink', 'strikethrough', 'tasklist'].flatMap((name) => [
  '--extension',
  name,
]);

/** Whether GitHub's own parser is installed. */
export function hasCmark(): boolean {
  return spawnSync('cmark-gfm', ['--version']).status === 0;
}

/** The HTML that GitHub's own parser makes of a text. */
export function renderWithCmark(source: string): string {
  const words = ['--unsafe', ...EXTENSIONS];
  const { status, stdout, error } = spawnSync('cmark-gfm', words, { input: source, maxBuffer: 2 ** 30 });
  if (status !== 0) throw error ?? new Error(`cmark-gfm ended with ${status}`);
  return stdout.toString();
}
