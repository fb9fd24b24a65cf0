import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRescue, tellUndone } from '../../../src/git/isolation/rescue.ts';

let root: string;
let gitDir: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-rescue-')));
  gitDir = `${root}/.git`;
  mkdirSync(gitDir);
});

afterEach(() => rmSync(root, { recursive: true }));

const write = (file: string, text: string) => {
  mkdirSync(path.dirname(`${root}/${file}`), { recursive: true });
  writeFileSync(`${root}/${file}`, text);
};

const NOW = '2026-06-15T03:04:05.678Z';

describe('a rescue', () => {
  it('takes files, links and folders away to where they are found', () => {
    write('f/a.md', 'a');
    write('whole/b.md', 'b');
    symlinkSync('nowhere', `${root}/link`);
    const rescue = openRescue(root, gitDir, NOW);
    for (const file of ['f/a.md', 'whole', 'link', 'gone.md']) rescue.take(file);
    expect(rescue.taken).toEqual(['f/a.md', 'whole', 'link']);
    expect(rescue.folder).toBe(`${gitDir}/lattice-hooks/rescued/2026-06-15T03-04-05.678Z`);
    expect(readFileSync(`${rescue.folder}/f/a.md`, 'utf8')).toBe('a');
    expect(readFileSync(`${rescue.folder}/whole/b.md`, 'utf8')).toBe('b');
    expect(readdirSync(root)).toEqual(['.git', 'f']);
  });

  it('makes no folder when there is nothing to take', () => {
    openRescue(root, gitDir, NOW).take('gone.md');
    expect(readdirSync(gitDir)).toEqual([]);
  });

  it('takes nothing through a link', () => {
    write('elsewhere/a.md', 'a');
    symlinkSync('elsewhere', `${root}/link`);
    const rescue = openRescue(root, gitDir, NOW);
    rescue.take('link/a.md');
    expect(rescue.taken).toEqual([]);
  });

  it('overwrites nothing that it has taken before', () => {
    const rescue = openRescue(root, gitDir, NOW);
    for (const text of ['first', 'second', 'third']) {
      write('a.md', text);
      rescue.take('a.md');
    }
    rmSync(`${root}/a.md`, { force: true });
    write('a.md/b.md', 'below');
    rescue.take('a.md/b.md');
    const texts = ['a.md', 'again-2/a.md', 'again-3/a.md'].map((file) =>
      readFileSync(`${rescue.folder}/${file}`, 'utf8'),
    );
    expect(texts).toEqual(['first', 'second', 'third']);
    expect(readFileSync(`${rescue.folder}/again-4/a.md/b.md`, 'utf8')).toBe('below');
  });

  it('has a folder of its own, also in the same moment', () => {
    const folders = [1, 2, 3].map((count) => {
      write('a.md', `${count}`);
      const rescue = openRescue(root, gitDir, NOW);
      rescue.take('a.md');
      return rescue.folder;
    });
    expect(folders.map((folder) => readFileSync(`${folder}/a.md`, 'utf8'))).toEqual(['1', '2', '3']);
  });

  it('forgets what was taken more than thirty days ago, and nothing else', () => {
    const all = `${gitDir}/lattice-hooks/rescued`;
    for (const name of ['2026-05-14T03-04-05.678Z', '2026-05-17T03-04-05.678Z', 'by-hand', '2026-06-15T03-04-05.000Z'])
      mkdirSync(`${all}/${name}`, { recursive: true });
    write('a.md', 'a');
    openRescue(root, gitDir, NOW).take('a.md');
    expect(readdirSync(all).sort()).toEqual([
      '2026-05-17T03-04-05.678Z',
      '2026-06-15T03-04-05.000Z',
      '2026-06-15T03-04-05.678Z',
      'by-hand',
    ]);
    expect(existsSync(`${root}/a.md`)).toBe(false);
  });
});

describe('fixes that a refusal undoes', () => {
  it('are told in a line: how many, and where they are', () => {
    const folder = '/r/.git/lattice-hooks/rescued/2026-06-15T03-04-05.678Z';
    expect(tellUndone(0, folder, '/r')).toEqual([]);
    expect(tellUndone(1, folder, '/r')).toEqual([
      '1 fix undone, kept until the next commit in .git/lattice-hooks/rescued',
    ]);
    const [line = ''] = tellUndone(99, folder, '/r');
    expect(line).toMatch(/^99 fixes undone/);
    expect(`note: ${line}`.length).toBeLessThanOrEqual(80);
  });

  it('are where a linked worktree has its git directory', () => {
    const folder = '/r/.git/worktrees/w/lattice-hooks/rescued/2026-06-15T03-04-05.678Z';
    expect(tellUndone(2, folder, '/r-w')).toEqual([
      '2 fixes undone, kept until the next commit in /r/.git/worktrees/w/lattice-hooks/rescued',
    ]);
  });
});
