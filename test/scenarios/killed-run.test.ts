import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// A run by hand in which a fixing command stands in for a checking one that is not there.

let project: Project;
beforeAll(() => {
  const run = [
    'sh',
    '-c',
    'echo fixed > "$1"; if test -e kill; then kill -9 $PPID; sleep 1; fi',
    'sh',
    '{files}',
    '{scratch}',
  ];
  const tiers = { fast: { tasks: { format: { fix: run, files: 'a.txt', scope: 'file' } } } };
  project = makeProject({ 'a.txt': 'committed\n', '.gitignore': 'node_modules\nkill\n' }, { tiers });
});
afterAll(() => project.remove());

it('leaves files as they were, and those that are killed are put back by the next', () => {
  project.write('a.txt', 'edited\n');
  expect(project.lattice(['run', 'fast'])).toMatchObject({ code: 1 });
  expect(project.read('a.txt')).toBe('edited\n');

  project.write('kill', '');
  const temporary = path.join(project.folder, 'temporary');
  mkdirSync(temporary);
  const env = { TMPDIR: temporary };
  expect(project.lattice(['run', 'fast'], { env }).code).not.toBe(1);
  expect(readdirSync(temporary)).toContainEqual(expect.stringMatching(/^lattice-hooks-run-/));
  expect(project.read('a.txt')).toBe('fixed\n');

  const { code, output } = project.lattice(['recover'], { env });
  expect(code).toBe(0);
  expect(output).toContain('a.txt');
  expect(project.read('a.txt')).toBe('edited\n');
  expect(readdirSync(temporary).filter((name) => name.startsWith('lattice-hooks-run-'))).toEqual([]);
});
