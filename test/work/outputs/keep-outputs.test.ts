import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentName } from '../../../src/core/outputs.ts';
import { makeOutputsLab, type OutputsLab } from '../../support/outputs-lab.ts';
import { makeTask } from '../../support/work-lab.ts';

const ENTRY = { mode: '100644', id: 'a'.repeat(40) } as const;

let lab: OutputsLab;
beforeEach(() => {
  lab = makeOutputsLab();
});
afterEach(() => lab.remove());

const at = (file: string) => path.join(lab.root, file);

describe('what a task leaves', () => {
  it('is what its globs match: hidden, ignored, of any name, and with its permissions', async () => {
    const kept = await lab.build(() => {
      lab.write('dist/a.js', 'one');
      lab.write('dist/.hidden/run', 'two', 0o755);
      lab.write('dist/\udcff', 'three');
      lab.write('other.js', 'four');
    });
    expect(kept?.map((file) => [file.path, file.mode, file.size])).toEqual([
      ['dist/.hidden/run', 0o755, 3],
      ['dist/a.js', 0o644, 3],
      ['dist/\udcff', 0o644, 5],
    ]);
    const read = await Promise.all((kept ?? []).map(({ content }) => lab.keeping.contents.read(content)));
    expect(read.map(String)).toEqual(['two', 'one', 'three']);
    expect(lab.notices).toEqual([]);
  });

  it('is seen from the folder of its config', async () => {
    const task = { root: 'packages/a', outputs: ['./dist/*.js', 'report.txt', '*.log'] };
    const kept = await lab.build(
      () => {
        for (const file of ['dist/x.js', 'packages/a/dist/x.js', 'packages/a/report.txt', 'packages/a/b.log'])
          lab.write(file);
      },
      { task },
    );
    expect(kept?.map((file) => file.path)).toEqual([
      'packages/a/b.log',
      'packages/a/dist/x.js',
      'packages/a/report.txt',
    ]);
  });

  it('is never what git, a package or another repository has', async () => {
    const kept = await lab.build(
      () => {
        for (const file of ['dist/a', 'node_modules/x/dist/a', 'nested/.git/HEAD', 'nested/dist/a']) lab.write(file);
      },
      { task: { outputs: ['**/dist/**', '**/HEAD'] } },
    );
    expect(kept?.map((file) => file.path)).toEqual(['dist/a']);
  });

  it('is never a findings report, which may hold a secret', async () => {
    const scans = ['dist/b.json', 'dist/sub/*.sarif'].map((input) => {
      return { gate: 'findings', input, pattern: input.replace('*', 'x'), isSure: true };
    });
    const kept = await lab.build(
      () => {
        for (const file of ['dist/a', 'dist/b.json', 'dist/sub/x.sarif', 'dist/sub/y.sarif']) lab.write(file);
      },
      { task: { scans } },
    );
    expect(kept?.map((file) => file.path)).toEqual(['dist/a']);
  });

  it('may be nothing', async () => {
    expect(await lab.build(() => undefined)).toEqual([]);
  });

  it('is told from what stood there before and was left alone', async () => {
    lab.write('dist/mine.txt', 'mine');
    lab.write('dist/same.js', 'old');
    const kept = await lab.build(() => {
      rmSync(at('dist/same.js'));
      lab.write('dist/same.js', 'old');
    });
    expect(kept?.map(({ path: file, found }) => [file, found])).toEqual([
      ['dist/mine.txt', true],
      ['dist/same.js', undefined],
    ]);
    // It is known from now on whose this one is.
    const again = await lab.build(() => undefined);
    expect(again?.map(({ found }) => found)).toEqual([true, undefined]);
  });
});

describe('a pass is not remembered', () => {
  it.each<[string, string, () => void]>([
    ['a file is a link', 'dist/a is a link', () => symlinkSync('/etc/passwd', at('dist/a'))],
    ['a file is a link that leads nowhere', 'dist/a is a link', () => symlinkSync('nowhere', at('dist/a'))],
    ['a folder is a link', 'dist/sub is a link', () => symlinkSync('/etc', at('dist/sub'))],
    [
      'the folder of all is a link',
      'dist is a link',
      () => {
        rmSync(at('dist'), { recursive: true });
        symlinkSync('/etc', at('dist'));
      },
    ],
    ['a file is too large', 'dist/a is larger than 32 MB', () => writeHole('dist/a', 33)],
    [
      'all are too large',
      'they are larger than 64 MB together',
      () => ['dist/a', 'dist/b', 'dist/c'].forEach((file) => void writeHole(file, 22)),
    ],
  ])('where %s', async (_, problem, work) => {
    mkdirSync(at('dist'));
    expect(await lab.build(work)).toBeUndefined();
    expect(lab.notices).toEqual([`\`build\` is not remembered, as its outputs cannot be brought back: ${problem}`]);
  });

  it('where a glob leads into another repository, or is none of files', async () => {
    lab.write('nested/.git');
    expect(
      await lab.build(() => lab.write('nested/dist/a'), { task: { outputs: ['nested/dist/**'] } }),
    ).toBeUndefined();
    expect(await lab.build(() => lab.write('dist/a'), { task: { outputs: ['dist'] } })).toBeUndefined();
    expect(lab.notices).toEqual([
      expect.stringMatching(/: nested\/dist belongs to another repository$/),
      expect.stringMatching(/: dist is a folder, and `dist\/\*\*` would be the files in it$/),
    ]);
  });

  it('where a link leads to a folder that might hold some', async () => {
    const task = { outputs: ['dist/**/*.js'] };
    mkdirSync(at('dist'));
    symlinkSync(at('.gitignore'), at('dist/other.txt'));
    expect(await lab.build(() => lab.write('dist/a.js'), { task })).toHaveLength(1);
    expect(await lab.build(() => symlinkSync('/etc', at('dist/sub')), { task })).toBeUndefined();
    expect(lab.notices).toEqual([expect.stringMatching(/: dist\/sub is a link$/)]);
  });

  it('where packages are part of it', async () => {
    const write = () => ['dist/server.js', 'dist/node_modules/a/package.json'].forEach((file) => void lab.write(file));
    expect(await lab.build(write)).toBeUndefined();
    expect(lab.notices).toEqual([expect.stringMatching(/: dist\/node_modules is none of its own$/)]);
    expect(await lab.build(write, { task: { outputs: ['dist/*.js'] } })).toHaveLength(1);
  });

  it('where git tracks a file', async () => {
    const tree = new Map([['dist/a', ENTRY]]);
    expect(await lab.build(() => lab.write('dist/a'), { tree })).toBeUndefined();
    expect(lab.notices).toEqual([expect.stringMatching(/: dist\/a is tracked by git, or would be$/)]);
  });

  it('where a file is written to while it is kept', async () => {
    const { contents } = lab.keeping;
    const busy = {
      ...contents,
      keep: async (bytes: Uint8Array) => {
        await contents.keep(bytes);
        writeFileSync(at('dist/a'), 'more', { flag: 'a' });
      },
    };
    const other = makeOutputsLab({ root: lab.root, contents: busy });
    expect(await other.build(() => lab.write('dist/a'))).toBeUndefined();
    expect(other.notices).toEqual([expect.stringMatching(/: dist\/a changed while it was kept$/)]);
    other.remove();
  });

  it('where two tasks leave the same file', async () => {
    const rival = makeTask({ name: 'bundle', outputs: ['dist/*.css'] });
    const same = makeTask({ name: 'build', tier: 'thorough', outputs: ['dist/**'] });
    const other = makeOutputsLab({ root: lab.root, tasks: [same, rival] });
    expect(await other.build(() => lab.write('dist/a.js'))).toHaveLength(1);
    expect(await other.build(() => lab.write('dist/a.css'))).toBeUndefined();
    expect(other.notices).toEqual([expect.stringMatching(/: dist\/a\.css is one of `bundle` as well$/)]);
    other.remove();
  });

  it('where a file cannot be read', async () => {
    const { contents } = lab.keeping;
    // Gone between two looks: root may read whatever is there.
    const keep = async () => rmSync(at('dist/b'), { force: true });
    const other = makeOutputsLab({ root: lab.root, contents: { ...contents, keep } });
    const write = () => ['dist/a', 'dist/b'].forEach((file) => void lab.write(file));
    expect(await other.build(write)).toBeUndefined();
    expect(other.notices).toEqual([expect.stringMatching(/: dist\/b cannot be read$/)]);
    other.remove();
  });

  it('without a word where the task has failed, which keeps nothing', async () => {
    expect(await lab.build(() => lab.write('dist/a', 'half'), { passed: false })).toBeUndefined();
    expect(lab.notices).toEqual([]);
    expect(await lab.keeping.contents.read(contentName('half'))).toBeUndefined();
  });
});

/** A file of many bytes that takes no room. */
function writeHole(file: string, megabytes: number): void {
  lab.write(file, '');
  truncateSync(at(file), megabytes * 1024 * 1024);
}
