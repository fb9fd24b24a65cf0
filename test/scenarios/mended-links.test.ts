import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// A task that checks links mends, where it is told to, those of the documents that are committed to what the commit renames.

const OTHER = '# Other\n\n[use](docs/use.md#the-old-way)\n';
const ODD = '-- $(x) ".md';

let project: Project;
let start: string;
beforeAll(() => {
  const links = { uses: 'doc-links', options: { fix: true } };
  project = makeProject(
    { 'docs/use.md': '# Use\n\n## The old way\n\nText.\n', 'README.md': '# Top\n' },
    { tiers: { fast: { on: 'pre-commit', tasks: { 'doc-links': links } } } },
  );
  start = project.git('rev-parse', 'HEAD');
});
afterAll(() => project.remove());
beforeEach(() => {
  project.git('checkout', '--quiet', '--force', '-B', 'main', start);
  project.git('clean', '--quiet', '--force', '-d');
});

/** Commits documents that are right as long as nothing is renamed. */
function begin(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) project.write(name, text);
  project.git('add', '--all');
  project.git('commit', '--quiet', '--no-verify', '--message', 'documents');
}

describe('links to what a commit renames', () => {
  it('are rewritten in its documents, and the output says so', () => {
    begin({ 'a.md': '[top](./README.md#top)\n', [ODD]: '<a href="docs/use.md#the-old-way">x</a>\n' });
    project.write('a.md', '# A\n\n[top](./README.md#top)\n');
    project.write(ODD, '# Odd\n\n<a href="docs/use.md#the-old-way">x</a>\n');
    project.git('mv', 'README.md', 'START.md');
    project.write('docs/use.md', '# Use\n\n## The new way\n\nText.\n');
    const { code, output } = project.tryCommit();

    expect(output).toMatch(/doc-links {2}rewrote -- \$\(x\) ".md, a\.md; what it fixed goes into the commit/);
    expect(code).toBe(0);
    expect(project.read('a.md')).toBe('# A\n\n[top](./START.md#top)\n');
    expect(project.read(ODD)).toBe('# Odd\n\n<a href="docs/use.md#the-new-way">x</a>\n');
    expect(project.git('show', 'HEAD:a.md')).toBe(project.read('a.md').trimEnd());
    expect(project.git('status', '--porcelain')).toBe('');
  });

  it('are rewritten in what is staged, and an unstaged edit stays out of the commit', () => {
    begin({ 'a.md': '# A\n\nOne.\n\n[top](README.md)\n\nTwo.\n\nThree.\n' });
    project.write('a.md', '# A\n\nOne!\n\n[top](README.md)\n\nTwo.\n\nThree.\n');
    project.git('add', 'a.md');
    project.git('mv', 'README.md', 'START.md');
    project.write('a.md', '# A\n\nOne!\n\n[top](README.md)\n\nTwo.\n\nThree, [unstaged](README.md).\n');
    const { code } = project.tryCommitStaged();

    expect(code).toBe(0);
    expect(project.git('show', 'HEAD:a.md')).toBe('# A\n\nOne!\n\n[top](START.md)\n\nTwo.\n\nThree.');
    expect(project.read('a.md')).toBe('# A\n\nOne!\n\n[top](START.md)\n\nTwo.\n\nThree, [unstaged](README.md).\n');
    expect(project.git('status', '--porcelain')).toBe(' M a.md');
  });

  it('refuse the commit where a document outside of it has one, and then all is as it was', () => {
    begin({ 'a.md': '[top](README.md)\n', 'other.md': OTHER });
    project.write('a.md', '# A\n\n[top](README.md)\n');
    project.git('mv', 'README.md', 'START.md');
    project.git('mv', 'docs/use.md', 'docs/usage.md');
    project.git('add', 'a.md');
    project.write('other.md', `${OTHER}\nUnstaged.\n`);
    const before = [project.git('ls-files', '--stage'), project.git('status', '--porcelain')];
    const { code, output } = project.tryCommitStaged();

    expect(code).toBe(1);
    expect(output).toContain('`npx lattice-hooks links --fix` rewrites such links');
    expect([project.git('ls-files', '--stage'), project.git('status', '--porcelain')]).toEqual(before);
    expect(project.read('a.md')).toBe('# A\n\n[top](README.md)\n');
    expect(project.read('other.md')).toBe(`${OTHER}\nUnstaged.\n`);

    expect(project.lattice(['links', '--fix'])).toMatchObject({ code: 0 });
    expect(project.read('other.md')).toContain('[use](docs/usage.md#the-old-way)');
    expect(project.tryCommit()).toMatchObject({ code: 0 });
  });

  it('are told and left alone where nothing may be rewritten', () => {
    begin({ 'a.md': '[top](README.md)\n' });
    project.write('a.md', '# A\n\n[top](README.md)\n');
    project.git('mv', 'README.md', 'START.md');
    project.git('add', '--all');

    expect(project.lattice(['run', 'fast', '--staged', '--no-fix'])).toMatchObject({ code: 1 });
    expect(project.read('a.md')).toBe('# A\n\n[top](README.md)\n');
    expect(project.lattice(['run', 'fast', '--staged', '--fix'])).toMatchObject({ code: 0 });
    expect(project.git('show', ':a.md')).toBe('# A\n\n[top](START.md)');
  });

  it('are rewritten in a linked worktree', () => {
    const linked = path.join(project.folder, 'linked');
    project.git('worktree', 'add', '--quiet', '--force', '-B', 'linked', linked, start);
    const inLinked = (...args: readonly string[]) => project.gitIn(linked, args);
    inLinked('mv', 'README.md', 'START.md');
    project.start(['sh', '-c', 'printf "[top](README.md)\\n" > a.md'], { cwd: linked });
    inLinked('add', '--all');
    const { code, output } = project.tryCommitStaged('a change', { cwd: linked });

    expect(output).toMatch(/rewrote a\.md/);
    expect(code).toBe(0);
    expect(inLinked('show', 'HEAD:a.md')).toBe('[top](START.md)');
    expect(inLinked('status', '--porcelain')).toBe('');
    project.git('worktree', 'remove', '--force', linked);
  });
});
