import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutputFile } from '../../../src/core/outputs.ts';
import { contentName } from '../../../src/core/outputs.ts';
import { makeOutputsLab, type OutputsLab } from '../../support/outputs-lab.ts';

let lab: OutputsLab;
beforeEach(() => {
  lab = makeOutputsLab();
});
afterEach(() => lab.remove());

const at = (file: string) => path.join(lab.root, file);
const write = (files: Readonly<Record<string, string>>) => () => {
  for (const [file, text] of Object.entries(files)) lab.write(file, text);
};
const removeAll = () => rmSync(at('dist'), { recursive: true });
/** What stands in `dist`, by path. */
const dist = () =>
  Object.fromEntries(
    readdirSync(at('dist'), { recursive: true, encoding: 'utf8' })
      .filter((file) => lstatSync(at(`dist/${file}`)).isFile())
      .sort()
      .map((file) => [file, lab.read(`dist/${file}`)]),
  );
/** What is noted of the outputs of a task. */
function noted({ keeping }: OutputsLab): readonly object[] {
  const [name = ''] = readdirSync(keeping.notes ?? '');
  return JSON.parse(readFileSync(path.join(keeping.notes ?? '', name), 'utf8').replace(/^.*\n/, ''));
}

describe('outputs of a remembered pass', () => {
  it('come back where they are gone, with their permissions, and two with one content as well', async () => {
    const kept = await lab.build(() => {
      write({ 'dist/a.js': 'same', 'dist/deep/down/b.js': 'same', 'dist/\udcff': 'odd' })();
      lab.write('dist/run', 'run', 0o755);
    });
    removeAll();
    expect(lab.areBack(kept)).toBe(false);
    expect(existsSync(at('dist'))).toBe(false);
    expect(await lab.bringBack(kept)).toBe(true);
    for (const [file, text] of Object.entries({ 'a.js': 'same', 'deep/down/b.js': 'same', '\udcff': 'odd' }))
      expect(lab.read(`dist/${file}`)).toBe(text);
    expect(statSync(at('dist/run')).mode & 0o777).toBe(0o755);
    expect(lab.areBack(kept)).toBe(true);
  });

  it('are left alone where they stand as they were, however young they are', async () => {
    const kept = await lab.build(write({ 'dist/a.js': 'one' }));
    const { mtimeMs } = statSync(at('dist/a.js'));
    expect(lab.areBack(kept)).toBe(true);
    expect(await lab.bringBack(kept)).toBe(true);
    expect(statSync(at('dist/a.js')).mtimeMs).toBe(mtimeMs);
  });

  it('are known by their stamps, and read again when somebody has written to them', async () => {
    const kept = await lab.build(write({ 'dist/a.js': 'one' }));
    expect(lab.areBack(kept)).toBe(true);
    const { mtime, atime } = statSync(at('dist/a.js'));
    writeFileSync(at('dist/a.js'), 'two');
    utimesSync(at('dist/a.js'), atime, mtime);
    expect(lab.areBack(kept)).toBe(false);
    expect(await lab.bringBack(kept)).toBe(true);
    expect(lab.read('dist/a.js')).toBe('one');
  });

  it('are read each time while they are so young that a stamp tells nothing', async () => {
    const young = makeOutputsLab({ root: lab.root, since: Date.now() });
    const kept = await young.build(write({ 'dist/a.js': 'one' }));
    expect(young.areBack(kept)).toBe(true);
    expect(noted(young)).toMatchObject([{ path: 'dist/a.js' }]);
    expect(noted(young)[0]).not.toHaveProperty('stamp');
    const old = makeOutputsLab({ root: lab.root, notes: young.keeping.notes });
    expect(old.areBack(kept)).toBe(true);
    expect(noted(old)[0]).toHaveProperty('stamp');
    for (const other of [young, old]) other.remove();
  });

  it('take the place of those of another pass, of which none stays behind', async () => {
    const first = await lab.build(write({ 'dist/index.js': '1', 'dist/old/gone.js': 'x' }));
    const second = await lab.build(() => {
      removeAll();
      write({ 'dist/index.js': '2', 'dist/new.js': 'y' })();
    });
    expect(await lab.bringBack(first)).toBe(true);
    expect(dist()).toEqual({ 'index.js': '1', 'old/gone.js': 'x' });
    expect(await lab.bringBack(second)).toBe(true);
    expect(dist()).toEqual({ 'index.js': '2', 'new.js': 'y' });
    expect(existsSync(at('dist/old'))).toBe(false);
  });

  it('take the place of what a run left that failed', async () => {
    const kept = await lab.build(write({ 'dist/index.js': '1' }));
    await lab.build(write({ 'dist/index.js': 'half', 'dist/extra.js': 'z' }), { passed: false });
    expect(await lab.bringBack(kept)).toBe(true);
    expect(dist()).toEqual({ 'index.js': '1' });
  });

  it('may be a folder where a file was, and a file where a folder was', async () => {
    const first = await lab.build(write({ 'dist/a': 'file', 'dist/b/c': 'in a folder' }));
    const second = await lab.build(() => {
      removeAll();
      write({ 'dist/a/x': 'in a folder', 'dist/b': 'file' })();
    });
    for (const [pass, files] of [
      [first, { a: 'file', 'b/c': 'in a folder' }],
      [second, { 'a/x': 'in a folder', b: 'file' }],
    ] as const) {
      expect(await lab.bringBack(pass)).toBe(true);
      expect(dist()).toEqual(files);
    }
  });

  it('come back to another worktree, of which nothing is known', async () => {
    const kept = await lab.build(write({ 'dist/a.js': 'one' }));
    const other = makeOutputsLab({ contents: lab.keeping.contents });
    expect(await other.bringBack(kept)).toBe(true);
    expect(other.read('dist/a.js')).toBe('one');
    other.remove();
  });
});

describe('the work of somebody else', () => {
  it('stays beside them, and where they were', async () => {
    const kept = await lab.build(write({ 'dist/a.js': 'one', 'dist/old.js': 'old' }));
    const second = await lab.build(() => {
      rmSync(at('dist/old.js'));
      lab.write('dist/a.js', 'two');
    });
    lab.write('dist/mine.txt', 'mine');
    expect(await lab.bringBack(kept)).toBe(true);
    lab.write('dist/old.js', 'edited by hand');
    expect(await lab.bringBack(second)).toBe(true);
    expect(dist()).toEqual({ 'a.js': 'two', 'mine.txt': 'mine', 'old.js': 'edited by hand' });
  });

  it('that stood there before is not written over when it was edited since: the task runs', async () => {
    lab.write('dist/mine.txt', 'mine');
    const kept = await lab.build(write({ 'dist/a.js': 'one' }));
    lab.write('dist/mine.txt', 'edited');
    rmSync(at('dist/a.js'));
    expect(await lab.bringBack(kept)).toBe(false);
    expect(dist()).toEqual({ 'mine.txt': 'edited' });
  });

  it('is what git does not ignore; what it ignores the task would write over as well', async () => {
    const task = { outputs: ['dist/**', 'generated.ts'] };
    const kept = await lab.build(write({ 'dist/a.js': 'one', 'generated.ts': 'one' }), { task });
    lab.write('dist/a.js', 'built by hand');
    expect(await lab.bringBack(kept, { task })).toBe(true);
    expect(dist()).toEqual({ 'a.js': 'one' });
    lab.write('generated.ts', 'edited');
    expect(await lab.bringBack(kept, { task })).toBe(false);
    expect(lab.read('generated.ts')).toBe('edited');
  });

  it('is what git tracks by now', async () => {
    const kept = await lab.build(write({ 'dist/a.js': 'one' }));
    removeAll();
    const tree = new Map([['dist/a.js', { mode: '100644', id: 'a'.repeat(40) } as const]]);
    expect(await lab.bringBack(kept, { tree })).toBe(false);
    expect(existsSync(at('dist'))).toBe(false);
  });

  it('is all that other globs matched', async () => {
    await lab.build(write({ 'dist/a.js': 'one' }));
    const task = { outputs: ['build/**'] };
    const kept = await lab.build(write({ 'build/a.js': 'two' }), { task });
    expect(await lab.bringBack(kept, { task })).toBe(true);
    expect(dist()).toEqual({ 'a.js': 'one' });
  });
});

describe('nothing is touched, and the task runs', () => {
  const outside = () => path.join(lab.folder, 'outside');

  it.each<[string, () => void]>([
    ['a folder is a link by now', () => symlinkSync(outside(), at('dist'))],
    [
      'a file is a link by now',
      () => {
        mkdirSync(at('dist'));
        symlinkSync(path.join(outside(), 'a.js'), at('dist/a.js'));
      },
    ],
    ['a folder with something in it stands in place of the file', () => lab.write('dist/a.js/mine', 'mine')],
    ['a file stands in place of the folder', () => lab.write('dist', 'mine')],
  ])('where %s', async (_, harm) => {
    const kept = await lab.build(write({ 'dist/a.js': 'one', 'dist/b.js': 'two' }));
    mkdirSync(outside());
    writeFileSync(path.join(outside(), 'a.js'), 'outside');
    removeAll();
    harm();
    expect(await lab.bringBack(kept)).toBe(false);
    expect(readdirSync(outside())).toEqual(['a.js']);
    expect(lab.read('../outside/a.js')).toBe('outside');
    if (lstatSync(at('dist')).isDirectory()) expect(existsSync(at('dist/b.js'))).toBe(false);
    if (lstatSync(at('dist')).isSymbolicLink()) expect(readlinkSync(at('dist'))).toBe(outside());
  });

  it('where a folder is a link to another one with the very same files', async () => {
    const kept = await lab.build(write({ 'dist/a.js': 'one' }));
    renameSync(at('dist'), outside());
    symlinkSync(outside(), at('dist'));
    expect(lab.areBack(kept)).toBe(false);
    expect(await lab.bringBack(kept)).toBe(false);
  });

  it.each(['gone', 'damaged'])('where a kept content is %s, so that no half of them comes back', async (how) => {
    const kept = await lab.build(write({ 'dist/a.js': 'one', 'dist/b.js': 'two' }));
    const content = path.join(lab.folder, 'store', 'contents', contentName('two'));
    if (how === 'gone') rmSync(content);
    else writeFileSync(content, 'tow');
    expect(lab.areBack(kept)).toBe(true);
    removeAll();
    expect(await lab.bringBack(kept)).toBe(false);
    expect(existsSync(at('dist'))).toBe(false);
  });

  it.each(['../outside/a.js', '/tmp/a.js', '.git/hooks/pre-commit', 'node_modules/a/index.js'])(
    'where a pass names %s',
    async (file) => {
      const [kept] = (await lab.build(write({ 'dist/a.js': 'one' }))) ?? [];
      expect(await lab.bringBack([{ ...(kept as OutputFile), path: file }])).toBe(false);
      expect(existsSync(path.join(lab.root, file))).toBe(false);
    },
  );

  it('where notes are damaged and a file is not as it was', async () => {
    const task = { outputs: ['generated.ts'] };
    const first = await lab.build(write({ 'generated.ts': 'one' }), { task });
    await lab.build(write({ 'generated.ts': 'two' }), { task });
    for (const name of readdirSync(lab.keeping.notes ?? ''))
      writeFileSync(path.join(lab.keeping.notes ?? '', name), '[]');
    expect(await lab.bringBack(first, { task })).toBe(false);
    expect(lab.read('generated.ts')).toBe('two');
  });
});

it('leaves nothing of its own behind in the folders', async () => {
  const kept = await lab.build(write({ 'dist/a.js': 'one' }));
  removeAll();
  await lab.bringBack(kept);
  expect(readdirSync(at('dist'))).toEqual(['a.js']);
});
