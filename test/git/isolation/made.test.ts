import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notesOn } from '../../../src/git/isolation/made.ts';
import { lookAt } from '../../../src/git/standing.ts';
import { performIsolated, type Script } from '../../support/isolated-work.ts';
import { ODD_NAMES } from '../../support/odd-names.ts';
import { pictureOf } from '../../support/picture.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
  repository.commit({ 'a.md': 'a', 'src/b.md': 'b', '.gitignore': '*.log\nbuilt/\n' });
});

afterEach(() => repository.remove());

const isThere = (file: string) => lookAt(repository.root, file) !== undefined;
const at = (file: string) => path.join(repository.root, file);

/** What is said and where made files go, when tasks do this beside fixing `a.md`, or beside reading everything. */
async function perform(does: () => void, script: Script) {
  const { aftermath } = await performIsolated(repository.root, repository.env, {
    ...(script.everything ? {} : { handed: ['a.md'] }),
    ran: ['build'],
    ...script,
    // A script is plain JSON: what it cannot say happens when it is read.
    get writes() {
      does();
      return {};
    },
  });
  return aftermath.notes;
}

const KINDS: readonly (readonly [string, Script])[] = [
  ['a fixer', {}],
  ['a task that reads the whole project', { everything: true }],
  ['a task that reads the whole project and sees untracked files', { everything: true, showsUntracked: true }],
];

const write = (file: string) => repository.write(file, 'made');

describe.each(KINDS)('what %s makes', (_kind, script) => {
  /** The files that are named, and none of which is there after a refusal. */
  async function expectMade(does: () => void, ...files: readonly string[]) {
    const mine = Object.keys(pictureOf(repository.root)).filter((file) => /mine\.\w+$/.test(file));
    const [note] = await perform(does, { ...script, accepted: false });
    expect(note?.replace(/^written while `build` ran, now in .*?: /, '').split(', ')).toEqual(files);
    for (const file of files) expect(isThere(file), file).toBe(false);
    for (const file of mine) expect(repository.read(file)).toBe('mine');
    rmSync(at('new'), { recursive: true, force: true });
    const notes = await perform(does, { ...script, accepted: true });
    expect(notes).toEqual([`made while \`build\` ran, left untracked: ${files.join(', ')}`]);
    for (const file of files) expect(isThere(file), file).toBe(true);
  }

  it('beside tracked files and in new folders is found', async () => {
    await expectMade(
      () => ['m.md', 'src/m.md', 'new/deep/m.md', 'new/x.log', 'built/x'].forEach(write),
      'm.md',
      'new/deep/m.md',
      'src/m.md',
    );
  });

  it('in an untracked folder that was there is found, and what was there is not', async () => {
    repository.write('mine/deep/mine.md', 'mine');
    repository.write('mine/empty/mine.log', 'mine');
    const does = () => {
      for (const file of ['mine/m.md', 'mine/deep/m.md', 'mine/empty/m.md', 'mine/m.log']) write(file);
      rmSync(at('mine/m.log'));
    };
    await expectMade(does, 'mine/deep/m.md', 'mine/empty/m.md', 'mine/m.md');
  });

  it('whatever its times is found, also moved into place', async () => {
    const outside = path.join(repository.folder, 'outside');
    const does = () => {
      rmSync(outside, { recursive: true, force: true });
      mkdirSync(`${outside}/folder`, { recursive: true });
      for (const file of ['one.md', 'folder/two.md']) writeFileSync(`${outside}/${file}`, 'made');
      for (const file of ['one.md', 'folder/two.md', 'folder']) utimesSync(`${outside}/${file}`, 1000, 1000);
      renameSync(`${outside}/one.md`, at('src/one.md'));
      renameSync(`${outside}/folder`, at('new'));
    };
    await expectMade(does, 'new/two.md', 'src/one.md');
  });

  it('in the place of a folder or file of its own is found', async () => {
    repository.write('mine', 'a file');
    repository.git('config', 'status.showUntrackedFiles', 'no');
    await expectMade(() => {
      rmSync(at('src'), { recursive: true });
      mkdirSync(at('src'));
      repository.write('src/b.md', 'b');
      symlinkSync('nowhere', at('src/link'));
    }, 'src/link');
  });

  it('under any name is found', async () => {
    const names = ODD_NAMES.map((name) => `new/${name}`);
    const made = () => {
      for (const name of [...names, 'top-\udcff.md', 'src/\udcff']) repository.write(name, name);
    };
    const notes = await perform(made, { ...script, accepted: true });
    expect(notes.join()).toMatch(new RegExp(`^made while .* and ${names.length + 2 - 5} more$`, 's'));
    const again = await perform(made, { ...script, accepted: true });
    expect(again.filter((note) => note.startsWith('made'))).toEqual([]);
  });

  it('is told from what is there, in any number of folders', async () => {
    for (let index = 0; index < 40; index += 1) {
      repository.write(`src/f${index}/mine.md`, 'mine');
      repository.write(`src/f${index}/mine.log`, 'mine');
      repository.write(`src/g${index}/built/mine.md`, 'mine');
    }
    repository.write('src/\udcff/mine.md', 'mine');
    await expectMade(
      () => {
        for (const file of ['src/f7/m.md', 'src/g8/m.md', 'src/g9/built/m.md', 'src/\udcff/m.md']) write(file);
        rmSync(at('src/g9/built/m.md'));
      },
      'src/f7/m.md',
      'src/g8/m.md',
      'src/\udcff/m.md',
    );
  });
});

describe.each(KINDS.filter(([, { everything, showsUntracked }]) => showsUntracked || !everything))(
  'beside %s',
  (_kind, script) => {
    it("the user's own untracked files stay, also when they are saved meanwhile", async () => {
      for (const file of ['u.md', 'v.md', 'src/u.md', 'mine/u.md', 'mine/v.md']) repository.write(file, 'mine');
      const notes = await perform(
        () => {
          for (const file of ['u.md', 'src/u.md', 'mine/u.md']) repository.write(file, 'saved');
          // As many editors save.
          for (const file of ['v.md', 'mine/v.md']) {
            repository.write(`${file}~`, 'saved');
            renameSync(at(`${file}~`), at(file));
          }
        },
        { ...script, accepted: false },
      );
      expect(notes).toEqual([]);
      for (const file of ['u.md', 'v.md', 'src/u.md', 'mine/u.md', 'mine/v.md'])
        expect(repository.read(file)).toBe('saved');
    });
  },
);

describe.each(KINDS)('where %s runs, a file that git has ignored', (_kind, script) => {
  const files = ['x.log', 'mine/x.log', 'built/deep/x.md', 'mine/built/x.md'];

  it('stays when a task makes git look at it', async () => {
    for (const file of files) repository.write(file, 'mine');
    const notes = await perform(() => repository.write('.gitignore', ''), { ...script, accepted: false });
    expect(notes).toEqual(['changed while `build` ran, left unstaged: .gitignore']);
    for (const file of files) expect(repository.read(file)).toBe('mine');
  });

  it('by a line that is not staged stays while that is out of sight', async () => {
    repository.write('.gitignore', 'mine\n*.secret\n*.log\nbuilt\n');
    for (const file of ['mine/u.md', 'x.secret', 'u/x.secret', 'u/u.md']) repository.write(file, 'mine');
    const notes = await perform(() => undefined, { ...script, reads: ['.gitignore'], accepted: false });
    expect(notes).toEqual([]);
    for (const file of ['mine/u.md', 'x.secret', 'u/x.secret', 'u/u.md']) expect(repository.read(file)).toBe('mine');
  });
});

it("the user's own files stay also where a fixer makes hundreds beside them, and git is asked about all", async () => {
  for (const file of ['u.md', 'mine/u.md', 'built/u.md']) repository.write(file, 'mine');
  const made = Array.from({ length: 300 }, (_, index) => `m${index}.md`);
  const notes = await perform(() => made.forEach(write), { accepted: false });
  expect(notes.join()).toMatch(/^written while `build` ran, now in .* and 295 more$/);
  for (const file of ['u.md', 'mine/u.md', 'built/u.md']) expect(repository.read(file)).toBe('mine');
  expect(made.filter(isThere)).toEqual([]);
});

it("the user's folder in the place of a tracked file stays, and what is made in it is found", async () => {
  rmSync(at('src/b.md'));
  repository.write('src/b.md/mine.md', 'mine');
  const notes = await perform(() => write('src/b.md/made.md'), { accepted: false });
  expect(notes.join()).toMatch(/now in .*: src\/b\.md\/made\.md$/);
  expect(repository.read('src/b.md/mine.md')).toBe('mine');
});

it('what is made in a repository inside the repository, or in a submodule, is none of our business', async () => {
  repository.gitIn(repository.folder, ['clone', '-q', repository.root, 'repository/nested']);
  repository.gitIn(repository.folder, ['clone', '-q', repository.root, 'other']);
  repository.git('submodule', '--quiet', 'add', '../other', 'module');
  repository.commit();
  const does = () => ['nested/m.md', 'module/m.md'].forEach(write);
  expect(await perform(does, { accepted: false })).toEqual([]);
  expect([repository.read('nested/m.md'), repository.read('module/m.md')]).toEqual(['made', 'made']);
});

it('sentences name the tasks that may have done it', () => {
  expect(notesOn({ files: ['a'], edits: ['b', 'c'] }, ['one', 'two'])).toEqual([
    'made while `one` and `two` ran, left untracked: a',
    'changed while `one` and `two` ran, left unstaged: b, c',
  ]);
  expect(notesOn({ files: [], edits: ['b'] }, [])).toEqual(['changed while the checks ran, left unstaged: b']);
});
