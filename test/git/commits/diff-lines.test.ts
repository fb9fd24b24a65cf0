import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIFF_LINES_ARGS, parseDiffLines } from '../../../src/git/commits/diff-lines.ts';

/** Settings that change what `git diff` prints. */
const HOSTILE: readonly (readonly [key: string, value: string])[] = [
  ['diff.noprefix', 'true'],
  ['diff.mnemonicPrefix', 'true'],
  ['diff.srcPrefix', 'x/'],
  ['diff.dstPrefix', 'y/'],
  ['diff.external', 'false'],
  ['diff.algorithm', 'patience'],
  ['diff.renames', 'false'],
  ['diff.renameLimit', '1'],
  ['diff.ignoreSubmodules', 'none'],
  ['diff.submodule', 'diff'],
  ['diff.interHunkContext', '50'],
  ['diff.context', '7'],
  ['diff.relative', 'true'],
  ['diff.orderFile', '/nowhere'],
  ['diff.wsErrorHighlight', 'all'],
  ['diff.colorMoved', 'zebra'],
  ['diff.suppressBlankEmpty', 'true'],
  ['diff.indentHeuristic', 'false'],
  ['diff.wordRegex', '.'],
  ['color.ui', 'always'],
  ['color.diff', 'always'],
  ['core.quotePath', 'false'],
  ['core.pager', 'false'],
  ['core.bigFileThreshold', '1'],
  ['diff.lossy.textconv', 'false'],
  ['diff.lossy.command', 'false'],
  ['diff.lossy.binary', 'true'],
  ['diff.lossy.xfuncname', '.*'],
  ['diff.lossy.cachetextconv', 'true'],
  ['diff.lossy.wordRegex', '.'],
  ['diff.lossy.algorithm', 'histogram'],
  ['diff.autoRefreshIndex', 'false'],
  ['diff.colorMovedWS', 'ignore-all-space'],
  ['diff.dirstat', 'files,0'],
  ['diff.guitool', 'false'],
  ['diff.tool', 'false'],
  ['diff.noPrefix', 'true'],
  ['diff.statGraphWidth', '1'],
  ['diff.statNameWidth', '1'],
  ['diff.trustExitCode', 'true'],
  ['color.pager', 'true'],
  ['color.diff.new', 'red reverse'],
  ['color.diff.meta', 'blue'],
  ['pager.diff', 'false'],
  ['core.abbrev', '4'],
  ['core.attributesFile', '~/attributes'],
  ['core.autocrlf', 'input'],
  ['core.commentChar', '+'],
  ['core.eol', 'crlf'],
  ['core.ignoreCase', 'true'],
  ['core.precomposeUnicode', 'true'],
  ['core.safecrlf', 'true'],
  ['core.whitespace', 'cr-at-eol,tab-in-indent,tabwidth=1'],
  ['i18n.logOutputEncoding', 'UTF-16'],
  ['status.renames', 'false'],
  ['merge.renames', 'false'],
  ['submodule.recurse', 'true'],
  ['submodule.module.ignore', 'none'],
  ['submodule.module.url', '/nowhere'],
  ['submodule.module.active', 'true'],
];

let repository: string;

beforeEach(() => {
  repository = mkdtempSync(path.join(tmpdir(), 'lattice-diff-'));
  git('init', '-q');
  git('config', 'user.name', 'T');
  git('config', 'user.email', 't@example.com');
});

afterEach(() => rmSync(repository, { recursive: true, force: true }));

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: repository, encoding: 'latin1', stdio: ['ignore', 'pipe', 'pipe'] });
}

function write(file: string, content: string | Buffer): void {
  mkdirSync(path.dirname(path.join(repository, file)), { recursive: true });
  writeFileSync(path.join(repository, file), content);
}

function commit(): void {
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', 'one');
}

/** What changed since the commit before, as a plain object. */
function changed(cwd = '.', env: Readonly<Record<string, string>> = {}): Readonly<Record<string, readonly number[]>> {
  const text = execFileSync('git', [...DIFF_LINES_ARGS, 'HEAD~1', 'HEAD'], {
    cwd: path.join(repository, cwd),
    encoding: 'latin1',
    env: { ...process.env, ...env },
  });
  return Object.fromEntries(parseDiffLines(text));
}

/** A submodule at a commit of which this repository knows nothing. */
function stageModule(digit: string): void {
  write('.gitmodules', '[submodule "module"]\n\tpath = module\n\turl = /nowhere\n');
  git('add', '-A');
  git('update-index', '--add', '--cacheinfo', `160000,${digit.repeat(40)},module`);
  git('commit', '-q', '-m', 'module');
}

/** Lines without their ends, of which none counts, not even one that is missing. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Takes lines up to one that is the same. */
function* untilSame(lines: Iterator<string>, wanted: string): Generator<string> {
  for (let next = lines.next(); next.done !== true; next = lines.next()) {
    yield next.value;
    if (next.value === wanted) return;
  }
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join('');

describe('lines that changed', () => {
  it('are those added or modified on the new side', () => {
    write('src/a.ts', numbered(1, 30));
    write('src/gone.ts', numbered(1, 3));
    commit();
    write('src/a.ts', `${numbered(1, 4)}new\nnew\n${numbered(5, 9)}edited\n${numbered(11, 20)}${numbered(23, 30)}`);
    write('src/new.ts', 'a\nb');
    rmSync(path.join(repository, 'src/gone.ts'));
    commit();
    expect(changed()).toEqual({ 'src/a.ts': [5, 6, 12], 'src/new.ts': [1, 2] });
  });

  it('are read from the hunks, whatever the lines look like', () => {
    write('a', 'x\n--- a/old\n');
    commit();
    write('a', 'x\n+++ b/other\n@@ -1 +1 @@\ndiff --git a/x b/x\n\n');
    commit();
    expect(changed()).toEqual({ a: [2, 3, 4, 5] });
  });

  it('are few when a file is renamed and edited, and none when it is only moved', () => {
    write('old.ts', numbered(1, 30));
    write('moved.ts', numbered(100, 140));
    commit();
    mkdirSync(path.join(repository, 'in'));
    renameSync(path.join(repository, 'moved.ts'), path.join(repository, 'in/moved.ts'));
    rmSync(path.join(repository, 'old.ts'));
    write('new.ts', `${numbered(1, 9)}edited\n${numbered(11, 30)}`);
    commit();
    expect(changed()).toEqual({ 'new.ts': [10] });
  });

  it('are none of a file that has only lost some, which has changed still', () => {
    write('Dockerfile', 'FROM a\nUSER app\n');
    write('same.ts', 'a\n');
    commit();
    write('Dockerfile', 'FROM a\n');
    commit();
    expect(changed()).toEqual({ Dockerfile: [] });
  });

  it('are none in modes, links, submodules, binary files and line ends', () => {
    write('run.sh', 'x\n');
    write('ends.ts', 'a\nb\n');
    write('data', Buffer.from([1, 0, 2, 10]));
    symlinkSync('run.sh', path.join(repository, 'link'));
    commit();
    chmodSync(path.join(repository, 'run.sh'), 0o755);
    write('ends.ts', 'a\r\nb\r\nc\r\n');
    write('data', Buffer.from([1, 0, 3, 10, 65, 10]));
    rmSync(path.join(repository, 'link'));
    symlinkSync('ends.ts', path.join(repository, 'link'));
    symlinkSync('ends.ts', path.join(repository, 'link2'));
    git('update-index', '--add', '--cacheinfo', `160000,${git('rev-parse', 'HEAD').trim()},module`);
    git('add', 'run.sh', 'ends.ts', 'data', 'link', 'link2');
    git('commit', '-q', '-m', 'two');
    expect(changed()).toEqual({ 'ends.ts': [3], data: [] });
  });

  it('count for a file that takes the place of a link', () => {
    symlinkSync('x', path.join(repository, 'a.ts'));
    commit();
    rmSync(path.join(repository, 'a.ts'));
    write('a.ts', 'a\nb\n');
    commit();
    expect(changed()).toEqual({ 'a.ts': [1, 2] });
  });

  it('are all but such as were there before, in their order, whatever the files hold', () => {
    const text = fc
      .tuple(fc.array(fc.constantFrom('a', 'b', '}', '', '  a', '-a', '+b', '@@ -1 +1 @@')), fc.constantFrom('', '\n'))
      .map(([lines, end]) => lines.join('\n') + end);
    const files = fc.array(fc.tuple(text, text), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(files, (pairs) => {
        for (const [at, [before]] of pairs.entries()) write(`${at}.ts`, before);
        commit();
        for (const [at, [, after]] of pairs.entries()) write(`${at}.ts`, after);
        commit();
        const found = changed();
        for (const [at, [before, after]] of pairs.entries()) {
          const own = new Set(found[`${at}.ts`]);
          const kept = linesOf(after).filter((_, index) => !own.has(index + 1));
          const rest = linesOf(before)[Symbol.iterator]();
          // The next line of the old text that is the same: a subsequence finds one for each.
          expect(kept.filter((line) => ![...untilSame(rest, line)].includes(line))).toEqual([]);
          expect([...own].every((line) => line >= 1 && line <= linesOf(after).length)).toBe(true);
          if (before === after) expect([...own]).toEqual([]);
        }
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });

  it('are found in files with any name', () => {
    const names = [
      'with space.ts',
      'näme.ts',
      'tab\tnew\nline.ts',
      'quo"te.ts',
      'back\\slash.ts',
      ' b/x ',
      '\x01\x7f.ts',
    ];
    commit();
    for (const name of names) write(name, 'a\n');
    writeFileSync(Buffer.concat([Buffer.from(`${repository}/`), Buffer.from([0x66, 0xff, 0x2e, 0x74, 0x73])]), 'a\n');
    commit();
    expect(Object.keys(changed()).sort()).toEqual([...names, 'f\udcff.ts'].sort());
  });

  it('are the same under every setting of the user, and from every folder', () => {
    const content = [numbered(1, 4), 'edited\n', numbered(6, 9), 'edited\n', '\n', numbered(12, 40)].join('');
    write('src/old.ts', `${numbered(1, 10)}\n${numbered(12, 40)}`);
    write('src/second.ts', numbered(200, 240));
    write('näme x.ts', `${numbered(1, 10)}\n${numbered(12, 40)}`);
    write('keep/x', '');
    write('ends.ts', 'a\r\nb\r\n');
    write('indent.py', 'if a:\n  b\n');
    stageModule('1');
    git('mv', 'src/old.ts', 'src/new.ts');
    git('mv', 'src/second.ts', 'src/third.ts');
    write('src/new.ts', content);
    write('src/third.ts', `${numbered(200, 239)}edited\n`);
    write('näme x.ts', content);
    write('ends.ts', 'a\nb\nc\n');
    write('indent.py', 'if a:\n    b\n');
    stageModule('2');
    const expected = {
      'src/new.ts': [5, 10],
      'src/third.ts': [41],
      'näme x.ts': [5, 10],
      'ends.ts': [3],
      'indent.py': [2],
    };
    expect(changed()).toEqual(expected);
    write('.git/info/attributes', '* diff=lossy text=auto working-tree-encoding=UTF-16 eol=crlf\n');
    for (const [key, value] of HOSTILE) git('config', key, value);
    expect(changed('keep', { GIT_EXTERNAL_DIFF: 'false', GIT_DIFF_OPTS: '-u5' })).toEqual(expected);
    write('.git/info/attributes', '* binary\n*.ts -diff\n');
    git('config', 'diff.renames', 'copies');
    expect(changed()).toEqual(expected);
  });
});

describe('a diff that is cut short', () => {
  it.each(['@@ -0,0 +1,3 @@\n+a\n', '@@ what @@\n', '@@ -1 +1 @@\n-a\nnonsense\n'])('is refused: %j', (hunk) => {
    expect(() => parseDiffLines(`diff --git a/x b/x\n--- a/x\n+++ b/x\n${hunk}`)).toThrow(/diff/);
  });

  it('is refused when it is of a merge', () => {
    expect(() => parseDiffLines('diff --cc a\nindex 1,2..3\n--- a/a\n+++ b/a\n@@@ -1,1 -1,1 +1,2 @@@\n')).toThrow(
      /diff/,
    );
  });

  it('is none when it is empty', () => {
    expect(parseDiffLines('').size).toBe(0);
  });
});
