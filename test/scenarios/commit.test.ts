import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { NODE_CONFIG, NODE_FILES } from '../support/samples.ts';

// A commit in a project with real Prettier, ESLint and documents.

const WITH_LINT_ERROR = 'export function total(): number {\n  const unused = 1;\n  return 0;\n}\n';

let project: Project;
beforeAll(() => {
  project = makeProject(NODE_FILES, NODE_CONFIG);
});
afterAll(() => project.remove());
beforeEach(() => {
  project.git('reset', '--quiet', '--hard');
  project.git('clean', '--quiet', '--force', '-d');
});

describe('a badly formatted file', () => {
  it('is fixed, the fix is in the commit, and nothing is left modified', () => {
    project.write('src/cart.ts', 'export const   tax=19\n');
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(project.git('show', 'HEAD:src/cart.ts')).toBe('export const tax = 19;');
    expect(project.git('status', '--porcelain')).toBe('');
  });

  it('is fixed with `commit -a`, with `commit <path>` and with `--amend`', () => {
    for (const args of [['-a'], ['src/cart.ts'], ['--amend', '-a']]) {
      project.write('src/cart.ts', `export const   tax='${args.join(' ')}'\n`);
      expect(project.start(['git', 'commit', '-q', '-m', 'x', ...args])).toMatchObject({ code: 0 });
      expect(project.git('show', 'HEAD:src/cart.ts')).toBe(`export const tax = "${args.join(' ')}";`);
      expect(project.git('status', '--porcelain')).toBe('');
    }
  });

  it('is fixed where it is staged, and an edit that is not staged stays as it is', () => {
    const staged = 'export const   tax=19\n\n\nexport const later = 1;\n';
    project.write('src/cart.ts', staged);
    project.git('add', '--all');
    project.write('src/cart.ts', staged.replace('later = 1', 'later = 2'));
    expect(project.tryCommitStaged()).toMatchObject({ code: 0 });
    expect(project.git('show', 'HEAD:src/cart.ts')).toBe('export const tax = 19;\n\nexport const later = 1;');
    expect(project.read('src/cart.ts')).toBe('export const tax = 19;\n\nexport const later = 2;\n');
    expect(project.git('status', '--porcelain')).toBe(' M src/cart.ts');
  });
});

describe('a lint error', () => {
  it('is refused with task, file and line, the command that repeats just this check, and how to skip', () => {
    const before = project.git('rev-parse', 'HEAD');
    project.write('src/cart.ts', WITH_LINT_ERROR);
    const { code, output } = project.tryCommit();
    expect(code).toBe(1);
    expect(output).toMatch(/lint/);
    expect(output).toContain('src/cart.ts:2:9');
    expect(output).toContain('npx lattice-hooks run fast --only lint --staged');
    expect(output).toContain('LATTICE_HOOKS_SKIP=lint LATTICE_HOOKS_REASON="why" git commit');
    expect(project.git('rev-parse', 'HEAD')).toBe(before);
    expect(project.read('src/cart.ts')).toBe(WITH_LINT_ERROR);
  });

  it('is told where it stands in the file as it is, also when a fix was made and undone', () => {
    const text = 'export const   a=1\n\n\n\nexport function total(): number {\n  const unused   = 1;\n  return 0;\n}\n';
    project.write('src/cart.ts', text);
    const { code, output } = project.tryCommit();
    expect(code).toBe(1);
    expect(output).toMatch(/src\/cart\.ts:6\b/);
    expect(project.read('src/cart.ts')).toBe(text);
  });

  it('is repeated by the command that was printed', () => {
    project.write('src/cart.ts', WITH_LINT_ERROR);
    project.git('add', '--all');
    const { code, output } = project.lattice(['run', 'fast', '--only', 'lint', '--staged']);
    expect(code).toBe(1);
    expect(output).toContain('src/cart.ts:2:9');
    expect(output).not.toContain('doc-links');
  });

  it('that is not staged does not matter', () => {
    project.write('docs/guide.md', '# Guide\n\n## Totals\n\nPrices are in euros.\n');
    project.git('add', '--all');
    project.write('src/cart.ts', WITH_LINT_ERROR);
    expect(project.tryCommitStaged()).toMatchObject({ code: 0 });
    expect(project.read('src/cart.ts')).toBe(WITH_LINT_ERROR);
  });

  it('that is staged is refused although the worktree has it mended', () => {
    project.write('src/cart.ts', WITH_LINT_ERROR);
    project.git('add', '--all');
    const mended = 'export function total(): number {\n  return 0;\n}\n';
    project.write('src/cart.ts', mended);
    expect(project.tryCommitStaged()).toMatchObject({ code: 1 });
    expect(project.read('src/cart.ts')).toBe(mended);
    expect(project.git('show', ':src/cart.ts')).toBe(WITH_LINT_ERROR.trimEnd());
  });
});

describe('a link in a document', () => {
  it.each([
    ['a file that is not there', '# A\n\n[x](missing.md)\n', 'docs/new.md:3'],
    ['a heading that is not there', '# A\n\n[x](guide.md#nowhere)\n', 'docs/new.md:3'],
  ])('to %s is refused', (_what, text, place) => {
    project.write('docs/new.md', text);
    const { code, output } = project.tryCommit();
    expect(code).toBe(1);
    expect(output).toContain(place);
  });

  it('from outside the commit is refused when the file is deleted', () => {
    project.git('rm', '--quiet', 'docs/guide.md');
    const { code, output } = project.tryCommitStaged();
    expect(code).toBe(1);
    expect(output).toContain('README.md:3');
    expect(output).toContain('docs/guide.md');
  });

  it('from outside the commit is refused when the file is renamed', () => {
    project.git('mv', 'docs/guide.md', 'docs/manual.md');
    const { code, output } = project.tryCommitStaged();
    expect(code).toBe(1);
    expect(output).toContain('README.md:3');
    expect(output).toContain('docs/manual.md');
  });

  it('from outside the commit is refused when the heading is renamed', () => {
    project.write('docs/guide.md', NODE_FILES['docs/guide.md'].replace('## Totals', '## Sums'));
    const { code, output } = project.tryCommit();
    expect(code).toBe(1);
    expect(output).toContain('README.md:3');
    expect(output).toContain('#totals');
  });
});
