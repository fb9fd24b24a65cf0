import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// Messages on each way that they take to git, and what its own settings make of them.

let project: Project;
let start: string;
let content = 0;
beforeAll(() => {
  const message = { on: 'commit-msg', tasks: { message: { uses: 'commit-message', options: { scopes: ['api'] } } } };
  project = makeProject({ 'a.txt': 'a\n' }, { tiers: { message } });
  project.git('commit', '--quiet', '--allow-empty', '--message', 'feat: begin');
  start = project.git('rev-parse', 'HEAD');
});
afterAll(() => project.remove());
beforeEach(() => {
  project.git('checkout', '--quiet', '--force', 'main');
  project.git('reset', '--quiet', '--hard', start);
});

/** A shell script in the place of an editor: `$1` is the file. */
function editor(script: string): Readonly<Record<string, string>> {
  const file = path.join(project.folder, 'editor.sh');
  writeFileSync(file, script);
  return { GIT_EDITOR: `sh '${file}'`, GIT_SEQUENCE_EDITOR: "sed -i 's/^pick/reword/'" };
}

/** Commits another content of a file. */
function commit(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  content += 1;
  project.write('a.txt', `${content}\n`);
  return project.start(['git', 'commit', '--quiet', '--all', ...args], { env });
}

describe('a message that keeps to the convention', () => {
  it('passes on every way to git', () => {
    expect(commit(['-m', 'feat(api): one'])).toMatchObject({ code: 0 });
    project.write('../message', 'fix: two\r\n\r\nof many\r\n');
    expect(commit(['-F', '../message'])).toMatchObject({ code: 0 });
    expect(
      commit(['--amend'], editor('echo "docs: three" >"$1.new"; cat "$1" >>"$1.new"; mv "$1.new" "$1"')),
    ).toMatchObject({ code: 1 });
    expect(commit(['--amend', '-v'], editor('sed -i "1s/.*/docs: three/" "$1"'))).toMatchObject({ code: 0 });
    expect(project.git('log', '--format=%s', '-2')).toBe('docs: three\nfeat(api): one');
  });

  it('passes with the comments of git around it, whatever they begin with', () => {
    const write = editor('{ echo "; said"; echo "fix: it"; echo ";#x"; cat "$1"; } >"$1.new"; mv "$1.new" "$1"');
    expect(commit([], write).output).toContain('`TYPE: ; said`');
    project.git('config', 'core.commentChar', ';');
    expect(commit([], write)).toMatchObject({ code: 0 });
    project.git('config', '--unset', 'core.commentChar');
  });

  it('passes in a linked worktree, and in a folder of it', () => {
    project.git('worktree', 'add', '--quiet', '../linked', '-b', 'linked');
    project.write('../linked/sub/a', '');
    const cwd = path.join(project.folder, 'linked/sub');
    const inLinked = (message: string) =>
      project.start(['git', 'commit', '-q', '--allow-empty', '-m', message], { cwd });
    expect(inLinked('Add it')).toMatchObject({ code: 1, output: expect.stringContaining('`TYPE: Add it`') });
    expect(inLinked('feat: add it')).toMatchObject({ code: 0 });
  });
});

describe('a message that does not', () => {
  it('refuses the commit, says what would be right, and is there for the next try', () => {
    const ended = commit(['-m', 'feature(web):add it']);
    expect(ended.code).toBe(1);
    for (const said of ['did you mean `feat`?', '`web` is no scope', 'write `feature(web): add it`'])
      expect(ended.output.replace(/\s+/g, ' ')).toContain(said);
    expect(project.git('rev-parse', 'HEAD')).toBe(start);
    expect(project.read('.git/COMMIT_EDITMSG')).toBe('feature(web):add it\n');
    const [check] = JSON.parse(project.lattice(['report', '--last', '--report', 'json']).stdout).checks;
    expect(check).toMatchObject({
      status: 'failed',
      findings: [{ line: 1, column: 13 }, { column: 1 }, { column: 9 }],
    });
  });

  it('is refused where a number sign is no comment', () => {
    expect(commit(['-m', '#12 is mended', '-m', 'fix: no title'])).toMatchObject({ code: 1 });
  });

  it('is seen in a rebase, and as a hook of another has written it', () => {
    expect(commit(['-m', 'feat: one'])).toMatchObject({ code: 0 });
    const reword = (title: string) =>
      project.start(['git', 'rebase', '--quiet', '-i', 'HEAD~1'], { env: editor(`sed -i "1s/.*/${title}/" "$1"`) });
    expect(reword('One')).toMatchObject({ code: 1, output: expect.stringContaining('`TYPE: One`') });
    project.git('rebase', '--abort');
    expect(reword('fix: one')).toMatchObject({ code: 0 });
    expect(project.git('log', '--format=%s', '-1')).toBe('fix: one');
    project.write('.git/hooks/prepare-commit-msg', '#!/bin/sh\nsed -i "1s/^/WIP /" "$1"\n', 0o755);
    expect(commit(['-m', 'fix: two'])).toMatchObject({
      code: 1,
      output: expect.stringContaining('`TYPE: WIP fix: two`'),
    });
    project.write('.git/hooks/prepare-commit-msg', '#!/bin/sh\n', 0o755);
  });
});

describe('a message that git has written', () => {
  it('passes: merges, reverts and what a rebase will squash', () => {
    project.git('checkout', '--quiet', '-b', 'side');
    expect(commit(['-m', 'feat: side'])).toMatchObject({ code: 0 });
    project.git('checkout', '--quiet', 'main');
    const merge = (args: readonly string[]) => project.start(['git', 'merge', '--quiet', '--no-ff', ...args, 'side']);
    expect(merge(['-m', 'Take over the side'])).toMatchObject({ code: 0 });
    expect(project.start(['git', 'revert', '--no-edit', '-m', '1', 'HEAD'])).toMatchObject({ code: 0 });
    expect(commit(['--fixup', 'HEAD'])).toMatchObject({ code: 0 });
    expect(commit(['--amend', '-m', 'Whatever'])).toMatchObject({ code: 1 });
  });
});
