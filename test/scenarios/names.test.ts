import { symlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodePath } from '../../src/core/path-bytes.ts';
import { makeProject, type Project } from '../support/project.ts';

// Names that programs stumble over, handed to a task that writes down what it got, byte by byte.

const NAMES = [
  'with blanks.txt',
  '-- $(x) ".md',
  '--option.txt',
  'it\'s "quoted".txt',
  'two\nlines.txt',
  'back\\slash.txt',
  'ümlaut.txt',
  '*.txt',
  decodePath(Buffer.from('latin\xe9.txt', 'latin1')),
];

let project: Project;
beforeAll(() => {
  const script = 'for file in "$@"; do [ -f "$file" ] || exit 9; printf "fixed\\n" > "$file"; done';
  const fix = ['sh', '-c', script, 'sh', '{files}'];
  const task = { run: ['true'], fix, files: 'odd/**', scope: 'file' };
  project = makeProject({ 'odd/gone.txt': 'x\n' }, { tiers: { fast: { on: 'pre-commit', tasks: { fix: task } } } });
});
afterAll(() => project.remove());

describe('a file', () => {
  it.each(NAMES)('called %j is handed over, fixed and committed', (name) => {
    project.write(`odd/${name}`, 'not yet\n');
    const { code, output } = project.tryCommit();
    expect(output).not.toMatch(/bug/);
    expect(code).toBe(0);
    expect(project.git('status', '--porcelain')).toBe('');
    expect(project.read(`odd/${name}`)).toBe('fixed\n');
    expect(project.git('show', '--format=', '--name-only', '-z', 'HEAD').split('\0').filter(Boolean)).toHaveLength(1);
  });

  it('called so at the top is no option to a program', () => {
    const top = makeProject(
      {},
      { tiers: { fast: { on: 'pre-commit', tasks: { list: { run: 'cat {files}', scope: 'file' } } } } },
    );
    try {
      top.write('-- $(x) ".md', 'x\n');
      top.write('-n', 'x\n');
      expect(top.tryCommit()).toMatchObject({ code: 0 });
    } finally {
      top.remove();
    }
  });

  it('that is deleted is not handed over', () => {
    project.git('rm', '--quiet', 'odd/gone.txt');
    expect(project.tryCommitStaged()).toMatchObject({ code: 0 });
  });

  it('that is a link is not handed over, wherever it leads', () => {
    project.write('outside.txt', 'not ours\n');
    symlinkSync('../outside.txt', `${project.root}/odd/link.txt`);
    expect(project.tryCommit()).toMatchObject({ code: 0 });
    expect(project.read('outside.txt')).toBe('not ours\n');
  });

  it('that is a submodule is not handed over', () => {
    project.gitIn(project.folder, ['clone', '-q', project.root, 'inner']);
    project.git(
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      `${project.folder}/inner`,
      'odd/inner',
    );
    expect(project.tryCommitStaged()).toMatchObject({ code: 0 });
  });
});
