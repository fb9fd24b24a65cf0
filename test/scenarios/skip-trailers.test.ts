import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { openNotebook } from '../support/samples.ts';

// What a commit was made without, in its own message.

let project: Project;
const SKIP = { LATTICE_HOOKS_SKIP: 'lint', LATTICE_HOOKS_REASON: 'the linter is down' };

beforeAll(() => {
  project = makeProject({ 'src/a.txt': 'a\n' });
  const notes = openNotebook(project);
  const lint = { run: ['sh', '-c', 'grep -q good src/a.txt'], files: 'src/**' };
  const tiers = { fast: { on: 'pre-commit', tasks: { lint, format: { run: notes.command('format') } } } };
  project.commit({ '.lattice-hooksrc.json': JSON.stringify({ skips: { trailer: true }, tiers }) });
  expect(project.lattice(['install'])).toMatchObject({ code: 0, output: expect.stringContaining('commit-msg') });
});
afterAll(() => project.remove());

function trailers(): string {
  return project.git('log', '-1', '--format=%(trailers:key=Skipped-checks)').trim();
}

it('says what was left out and why, beside other trailers, and in the words of an editor', () => {
  project.write('src/a.txt', 'bad\n');
  project.git('add', '--all');
  const editor = {
    ...SKIP,
    GIT_EDITOR: 'sh -c \'printf "Title\\n\\nBody\\n\\nRefs: 1\\n\\n# a comment\\n" > "$1"\' sh',
  };
  expect(project.start(['git', 'commit', '-q', '-v'], { env: editor })).toMatchObject({ code: 0 });
  expect(project.git('log', '-1', '--format=%B').trim()).toBe(
    'Title\n\nBody\n\nRefs: 1\nSkipped-checks: lint (the linter is down)',
  );
});

it('says it once when the commit is amended, and nothing any more when the check was made up for', () => {
  expect(project.start(['git', 'commit', '-q', '--amend', '--no-edit'], { env: SKIP })).toMatchObject({ code: 0 });
  expect(trailers()).toBe('Skipped-checks: lint (the linter is down)');
  project.write('src/a.txt', 'good\n');
  expect(project.start(['git', 'commit', '-q', '--amend', '--no-edit', '--all'])).toMatchObject({ code: 0 });
  expect(trailers()).toBe('');
  expect(project.git('log', '-1', '--format=%B').trim()).toBe('Title\n\nBody\n\nRefs: 1');
});

it('says nothing of a commit that was given up', () => {
  project.write('src/a.txt', 'bad again\n');
  project.git('add', '--all');
  const nothing = { ...SKIP, GIT_EDITOR: 'true' };
  expect(project.start(['git', 'commit', '-q'], { env: nothing }).code).not.toBe(0);
  project.write('../template', 'Why:\n');
  const template = ['git', '-c', 'commit.template=../template', 'commit', '-q'];
  expect(project.start(template, { env: nothing }).code).not.toBe(0);
  project.write('src/a.txt', 'good again\n');
  expect(project.tryCommit('x')).toMatchObject({ code: 0 });
  expect(trailers()).toBe('');
});

it('names a hook that a changed config needs and nobody has installed, once', () => {
  const tiers = { fast: { on: ['pre-commit', 'post-merge', 'pre-push'], tasks: { lint: { run: 'true' } } } };
  project.write('.lattice-hooksrc.json', JSON.stringify({ skips: { trailer: true }, tiers }));
  const { code, output } = project.tryCommit();
  expect(code).toBe(0);
  expect(output.replace(/\s+/g, ' ')).toContain(
    'no hook for post-merge, pre-push is installed: `npx lattice-hooks install`',
  );
  project.write('src/a.txt', 'more\n');
  expect(project.tryCommit().output).not.toContain('is installed');
});
