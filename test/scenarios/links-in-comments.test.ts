import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// A task that looks through comments of sources judges them as it judges documents.

const SOURCE = '/** See [use](../docs/use.md#use). */\nexport const text = "// [x](gone.md)";\n';

let project: Project;
let start: string;
beforeAll(() => {
  const links = { uses: 'doc-links', options: { comments: ['src/**/*.ts', '**/*.py'] } };
  project = makeProject(
    { 'docs/use.md': '# Use\n', 'src/a.ts': SOURCE, 'test/a.ts': '// [x](gone.md)\n' },
    { tiers: { fast: { on: 'pre-commit', tasks: { 'doc-links': links } } } },
  );
  start = project.git('rev-parse', 'HEAD');
});
afterAll(() => project.remove());
beforeEach(() => {
  project.git('checkout', '--quiet', '--force', '-B', 'main', start);
  project.git('clean', '--quiet', '--force', '-d');
});

describe('comments of sources that a config names', () => {
  it('refuses a commit that deletes what a source leads to, or adds a source that leads nowhere', () => {
    project.git('mv', 'docs/use.md', 'docs/usage.md');
    project.write('lib/b.py', 'def f():\n    """See [x](gone.md)."""\n');
    const { code, output } = project.tryCommit();

    expect(code).toBe(1);
    expect(output).toMatch(/src\/a\.ts:1:15\s+.*this change renames `docs\/use\.md`/);
    expect(output).toMatch(/lib\/b\.py:2:16\s+.*there is no `lib\/gone\.md`/);
    expect(output).not.toContain('test/a.ts');
  });

  it('accepts the commit once they are mended by hand', () => {
    project.git('mv', 'docs/use.md', 'docs/usage.md');
    expect(project.lattice(['links', '--fix'])).toMatchObject({ code: 0 });
    expect(project.read('src/a.ts')).toBe(SOURCE.replace('use.md', 'usage.md'));
    expect(project.tryCommit()).toMatchObject({ code: 0 });
  });
});
