import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';

// What a formatter has made of a content is made of it again without starting the formatter: Prettier notes each start.

const FORMAT = `import { appendFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
appendFileSync('../starts.log', process.argv.slice(2).join(' ') + '\\n');
const prettier = 'node_modules/prettier/bin/prettier.cjs';
const { status } = spawnSync(process.execPath, [prettier, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
`;
const UGLY = 'export  const   a = 1\n';
const PRETTY = 'export const a = 1;\n';

let project: Project;
let start: string;
beforeAll(() => {
  const command = (mode: string) => ['node', 'format.mjs', mode, '{files}'];
  const format = { run: command('--check'), fix: command('--write'), files: '*.js', scope: 'file' };
  const judge = { run: ['node', 'judge.mjs'], files: '*.txt' };
  project = makeProject(
    { 'format.mjs': FORMAT, 'judge.mjs': 'process.exitCode = 1;\n', 'a.js': 'export {};\n' },
    { tiers: { fast: { on: 'pre-commit', tasks: { format, judge } } } },
  );
  start = project.git('rev-parse', 'HEAD');
});
afterAll(() => project.remove());
beforeEach(() => {
  project.git('checkout', '--quiet', '--force', '-B', 'main', start);
  project.git('clean', '--quiet', '--force');
  rmSync(path.join(project.root, '.git/lattice-hooks/store'), { recursive: true, force: true });
  takeStarts();
});

/** The starts of Prettier since the last time. */
function takeStarts(): readonly string[] {
  const log = path.join(project.folder, 'starts.log');
  if (!existsSync(log)) return [];
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  rmSync(log);
  return lines;
}

/** Commits unformatted content and goes back to before. */
function formatOnce(content = UGLY): void {
  project.write('a.js', content);
  expect(project.tryCommit()).toMatchObject({ code: 0 });
  expect(takeStarts()).toEqual(['--write a.js']);
  project.git('checkout', '--quiet', '--force', '-B', 'main', start);
}

describe('content that was formatted before', () => {
  it('is formatted again on another branch and after a reset, and the output says so', () => {
    formatOnce();
    project.git('checkout', '--quiet', '-B', 'other');
    project.write('a.js', UGLY);
    const { code, output } = project.tryCommit();
    project.git('reset', '--quiet', '--soft', 'HEAD~');
    project.write('a.js', UGLY);
    expect(project.tryCommit()).toMatchObject({ code: 0 });

    expect(code).toBe(0);
    expect(output).toMatch(/format {2}rewrote a\.js; what it fixed goes into the commit\n.*1 check remembered/);
    expect(project.git('show', 'HEAD:a.js')).toBe(PRETTY.trimEnd());
    expect(project.read('a.js')).toBe(PRETTY);
    expect(project.git('status', '--porcelain')).toBe('');
    expect(takeStarts()).toEqual([]);
  });

  it('is formatted again beside an unstaged edit, which stays out of the commit', () => {
    const far = '\n// one\n\n// two\n\n// three\n';
    formatOnce(UGLY + far);
    project.write('a.js', UGLY + far);
    project.git('add', 'a.js');
    project.write('a.js', `${UGLY}${far}// unstaged\n`);
    expect(project.tryCommitStaged()).toMatchObject({ code: 0 });

    expect(project.git('show', 'HEAD:a.js')).toBe((PRETTY + far).trimEnd());
    expect(project.read('a.js')).toBe(`${PRETTY}${far}// unstaged\n`);
    expect(takeStarts()).toEqual([]);
  });

  it('is as it was when another check refuses', () => {
    formatOnce();
    project.write('a.js', UGLY);
    project.write('b.txt', 'b\n');
    expect(project.tryCommit()).toMatchObject({ code: 1 });

    expect([project.read('a.js'), project.git('show', ':a.js')]).toEqual([UGLY, UGLY.trimEnd()]);
    expect(takeStarts()).toEqual([]);
  });

  it('is refused where nothing may be rewritten', () => {
    formatOnce();
    project.write('a.js', UGLY);

    expect(project.lattice(['run', 'fast', '--only', 'format'])).toMatchObject({ code: 1 });
    expect(project.read('a.js')).toBe(UGLY);
    expect(takeStarts()).toEqual(['--check a.js']);
  });

  it('goes to the formatter once more when git has thrown away what it made, or nothing is to be remembered', () => {
    formatOnce();
    project.git('branch', '--quiet', '--force', 'other', start);
    project.git('reflog', 'expire', '--expire=now', '--all');
    project.git('prune', '--expire=now');
    project.write('a.js', UGLY);
    const pruned = project.lattice(['run', 'fast', '--only', 'format', '--fix', '--report', 'json']);
    expect(JSON.parse(pruned.stdout).checks[0]).toMatchObject({ cached: false, filesRun: 1, rewrote: ['a.js'] });
    project.write('a.js', UGLY);
    const known = project.lattice(['run', 'fast', '--only', 'format', '--fix', '--report', 'json']);
    expect(JSON.parse(known.stdout).checks[0]).toMatchObject({ cached: true, filesRun: 0, rewrote: ['a.js'] });
    project.write('a.js', UGLY);
    project.lattice(['run', 'fast', '--only', 'format', '--fix', '--no-cache']);

    expect(project.read('a.js')).toBe(PRETTY);
    expect(takeStarts()).toEqual(['--write a.js', '--write a.js']);
  });
});
