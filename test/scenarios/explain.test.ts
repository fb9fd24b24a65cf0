import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// Why did this run, and is it remembered: asked of the packed package, from the first commit to a cleared cache.

let project: Project;
beforeAll(() => {
  const lint = {
    run: ['sh', 'lint.sh', '{files}'],
    files: '**/*.txt',
    scope: 'file',
    inputs: 'lint.cfg',
    env: ['LINT_TOKEN', 'HOME'],
  };
  project = makeProject(
    { 'a.txt': 'a\n', 'b.txt': 'b\n', 'lint.cfg': 'old\n', 'lint.sh': 'exit 0\n' },
    { tiers: { fast: { on: 'pre-commit', tasks: { lint } } } },
  );
});
afterAll(() => project.remove());

const explain = (...args: readonly string[]) => {
  const { code, stdout, stderr } = project.lattice(['explain', 'lint', ...args]);
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
};
const passes = () => JSON.parse(project.lattice(['cache', 'stats', '--report', 'json']).stdout);

/** The machine may do other things between two commands. */
const AGO = '(?:just now|\\d+ minutes? ago)';

it('It is known of a file what changed since it passed, until the cache is cleared', () => {
  project.write('a.txt', 'new\n');
  project.git('add', '--all');
  expect(explain()).toContain('fast/lint would run at the next commit: a.txt has not passed here yet\n');
  expect(project.tryCommitStaged()).toMatchObject({ code: 0 });
  expect(passes()).toEqual({ passes: 1 });
  expect(explain('a.txt')).toMatch(
    new RegExp(
      `fast/lint would not run on a\\.txt as it is on disk: it did not change\n  a\\.txt: remembered: passed ${AGO} \\(pre-commit, `,
    ),
  );

  project.write('lint.cfg', 'new\n');
  expect(explain('--all').replace(/\s+/g, ' ')).toMatch(
    new RegExp(
      `would run on all files: all 2 files are not remembered a\\.txt: passed ${AGO} \\(pre-commit, [0-9a-f]{7}\\); since then lint\\.cfg changed \\([0-9a-f]{7} → [0-9a-f]{7}\\) b\\.txt: no pass`,
    ),
  );
  const { tasks } = JSON.parse(explain('--all', '--report', 'json'));
  expect(tasks[0].standings).toContainEqual(
    expect.objectContaining({
      file: 'a.txt',
      differences: [expect.objectContaining({ part: 'inputs', name: 'lint.cfg' })],
    }),
  );

  project.git('checkout', '--quiet', '--', 'lint.cfg');
  expect(project.lattice(['cache', 'clear']).stdout).toMatch(/^forgot 1 pass and \d+ proofs?: /);
  expect(passes()).toEqual({ passes: 0 });
  const cleared = explain('a.txt').replace(/\s+/g, ' ');
  expect(cleared).toContain('a.txt: no pass is noted');
  expect(cleared).toContain('passed in');
  expect(cleared).toContain('that was forgotten since (`cache clear`)');
});

it('No value of a variable is kept to explain passes by', () => {
  const env = { LINT_TOKEN: 'correct-horse' };
  project.write('b.txt', 'new\n');
  expect(project.tryCommit('b', { env })).toMatchObject({ code: 0 });
  expect(explain('b.txt').replace(/\s+/g, ' ')).toContain('the variable LINT_TOKEN was unset');
  const texts = path.join(project.root, '.git/lattice-hooks/origins/texts');
  expect(project.start(['grep', '-r', '-c', 'LINT_TOKEN', texts])).toMatchObject({ code: 0 });
  const found = project.start(['grep', '-r', 'correct-horse', texts]);
  expect(found).toMatchObject({ code: 1, stdout: '' });
});

it('A commit is checked anew after a clear, also where its hook would end without Node', () => {
  writeFileSync(path.join(project.root, 'lint.sh'), 'echo "$@" >> "$HOME/linted"\n');
  project.git('add', '--all');
  const linted = () => project.start(['sh', '-c', 'cat "$HOME/linted" 2>/dev/null; rm -f "$HOME/linted"']).stdout;
  const commit = () => {
    project.write('a.txt', 'once more\n');
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    project.git('reset', '--quiet', '--soft', 'HEAD~');
  };
  commit();
  commit();
  commit();
  linted();
  // No pass is left, so that only what lets a hook end without Node can answer.
  rmSync(path.join(project.root, '.git/lattice-hooks/store'), { recursive: true });
  commit();
  expect(linted()).toBe('');
  project.lattice(['cache', 'clear']);
  commit();
  expect(linted()).toContain('a.txt');
});
