import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CheckoutLab, makeCheckoutLab } from '../../support/checkout-lab.ts';

const hasLfs = spawnSync('git', ['lfs', 'version']).status === 0;

describe('checkOut', () => {
  let lab: CheckoutLab;
  let commit: string;
  beforeEach(() => {
    lab = makeCheckoutLab();
    commit = lab.repository.commit({ 'a.txt': '1', 'deep/er/b.txt': '1', '.gitignore': 'ignored\n' });
  });
  afterEach(() => lab.repository.remove());

  const own = (name: string) => path.join(lab.checkout.gitDir, 'lattice-hooks', name);

  it('writes nothing where the same commit is there untouched', async () => {
    const links = { 'node_modules/lib': '/nowhere', ignored: '/nowhere/else' };
    await lab.fill(commit, links);
    const before = lab.state();
    await lab.fill(commit, links);

    expect(lab.state()).toEqual(before);
    expect([...before.keys()]).toEqual(
      expect.arrayContaining(['git/HEAD', 'git/index', 'tree/repository/.git', 'tree/repository/node_modules/lib']),
    );
  });

  it('holds the commit that is sent, whatever `git replace` shows in its place', async () => {
    const shown = lab.repository.commit({ 'a.txt': 'shown' });
    lab.repository.git('replace', commit, shown);
    await lab.fill(commit);

    expect(lab.text('a.txt')).toBe('1');
  });

  it('leaves every file alone that two commits have in common', async () => {
    const next = lab.repository.commit({ 'a.txt': '2' });
    await lab.fill(commit);
    const before = lab.state();
    await lab.fill(next);
    const after = lab.state();
    const changed = [...after.keys()].filter((name) => after.get(name) !== before.get(name));

    expect(changed.filter((name) => name.startsWith('tree/repository/'))).toEqual(['tree/repository/a.txt']);
    expect(lab.git('rev-parse', 'HEAD')).toBe(next);
  });

  it.each<[string, () => void]>([
    ['an edit of the same length in the same instant', () => writeFileSync(lab.at('a.txt'), '2')],
    [
      'an edit behind the back of its time',
      () => {
        const { atime, mtime } = lstatSync(lab.at('a.txt'));
        writeFileSync(lab.at('a.txt'), '2');
        utimesSync(lab.at('a.txt'), atime, mtime);
      },
    ],
    [
      'an edit that git was told not to look at',
      () => {
        lab.git('update-index', '--skip-worktree', 'a.txt');
        writeFileSync(lab.at('a.txt'), '2');
      },
    ],
    [
      'an edit that git was told to take for none',
      () => {
        lab.git('update-index', '--assume-unchanged', 'a.txt');
        writeFileSync(lab.at('a.txt'), '2');
      },
    ],
    [
      'an edit that was staged',
      () => {
        writeFileSync(lab.at('a.txt'), '2');
        lab.git('add', 'a.txt');
      },
    ],
    ['a file that is gone', () => rmSync(lab.at('a.txt'))],
    [
      'a link in the place of a file',
      () => {
        rmSync(lab.at('a.txt'));
        symlinkSync('deep/er/b.txt', lab.at('a.txt'));
      },
    ],
    [
      'a sparse checkout',
      () => {
        lab.git('sparse-checkout', 'set', 'deep');
      },
    ],
    [
      'a repository in the place of the link to it',
      () => {
        rmSync(lab.at('.git'));
        lab.repository.gitIn(lab.checkout.directory, ['init', '-q']);
      },
    ],
    [
      'its own files of git cut short',
      () => {
        truncateSync(path.join(lab.checkout.gitDir, 'index'), 20);
        writeFileSync(path.join(lab.checkout.gitDir, 'HEAD'), 'ref: refs/heads/main\n');
      },
    ],
  ])('undoes %s', async (_what, disturb) => {
    await lab.fill(commit);
    disturb();
    await lab.fill(commit);

    expect(lab.text('a.txt')).toBe('1');
    expect(lstatSync(lab.at('a.txt')).isFile()).toBe(true);
    expect(lab.git('status', '--porcelain')).toBe('');
    expect(lab.git('rev-parse', 'HEAD')).toBe(commit);
    expect(lab.git('ls-files', '-v')).toMatch(/^(H .*\n?)+$/);
    expect(lab.repository.git('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
  });

  it.each<[string, () => void]>([
    ['nothing says so any more', () => rmSync(own('filled'))],
    ['only half of that is said', () => truncateSync(own('filled'), 45)],
    ['the index by which files are compared is gone', () => rmSync(own('index'))],
    ['the index by which files are compared is damaged', () => truncateSync(own('index'), 30)],
    [
      'git was killed over that index',
      () => {
        writeFileSync(own('index.lock'), '');
        appendFileSync(lab.at('a.txt'), 'half');
      },
    ],
  ])('writes all of the commit anew where %s', async (_what, interrupt) => {
    await lab.fill(commit);
    interrupt();
    writeFileSync(lab.at('left'), '');
    await lab.fill(commit);

    expect(lab.text('a.txt')).toBe('1');
    expect(lab.listed()).toEqual(['.gitignore', 'a.txt', 'deep']);
    const before = lab.state();
    await lab.fill(commit);
    expect(lab.state()).toEqual(before);
  });

  it('says of no commit that it is there while its files are being written', async () => {
    const meanwhile = path.join(lab.repository.folder, 'meanwhile');
    lab.repository.git('config', 'filter.look.smudge', `cat; ls '${path.dirname(own('filled'))}' > '${meanwhile}'`);
    await lab.fill(commit);
    await lab.fill(lab.repository.commit({ '.gitattributes': 'b filter=look\n', b: '2' }));

    expect(readFileSync(meanwhile, 'utf8')).toMatch(/^index/m);
    expect(readFileSync(meanwhile, 'utf8')).not.toContain('filled');
    expect(existsSync(own('filled'))).toBe(true);
  });

  it('writes files anew where they come out of other filters', async () => {
    const filtered = lab.repository.commit({ '.gitattributes': '*.txt filter=shout\n', 'c.txt': 'loud' });
    await lab.fill(filtered);
    expect(lab.text('c.txt')).toBe('loud');
    lab.repository.git('config', 'filter.shout.smudge', 'tr a-z A-Z');
    lab.repository.git('config', 'filter.shout.clean', 'tr A-Z a-z');
    await lab.fill(filtered);

    expect(lab.text('c.txt')).toBe('LOUD');
    expect(lab.git('status', '--porcelain')).toBe('');
    const before = lab.state();
    await lab.fill(filtered);
    expect(lab.state()).toEqual(before);
  });

  it('says what a filter says that must work and does not', async () => {
    lab.repository.git('config', 'filter.store.smudge', 'echo no such object >&2; exit 1');
    lab.repository.git('config', 'filter.store.clean', 'cat');
    lab.repository.git('config', 'filter.store.required', 'true');
    const filtered = lab.repository.commit({ '.gitattributes': 'big filter=store\n', big: 'pointer' });

    await expect(lab.fill(filtered)).rejects.toThrow(/no such object/);
    lab.repository.git('config', 'filter.store.smudge', 'sed s/pointer/content/');
    await lab.fill(filtered);
    expect(lab.text('big')).toBe('content');
  });

  it.skipIf(!hasLfs)('has what files of git LFS stand for, from the local store', async () => {
    const { repository } = lab;
    const content = 'model\0'.repeat(1000);
    repository.git('lfs', 'install', '--local', '--skip-repo');
    const large = repository.commit({
      '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n',
      'm.bin': content,
    });
    expect(repository.git('cat-file', 'blob', 'HEAD:m.bin')).toContain('git-lfs.github.com');
    rmSync(path.join(repository.root, 'm.bin'));
    await lab.fill(large);

    expect(lab.text('m.bin')).toBe(content);
    expect(lab.git('status', '--porcelain')).toBe('');
    const before = lab.state();
    await lab.fill(large);
    expect(lab.state()).toEqual(before);
    for (const name of ['smudge', 'clean', 'process', 'required'])
      repository.git('config', '--unset', `filter.lfs.${name}`);
    await lab.fill(large);
    expect(lab.text('m.bin')).toContain('git-lfs.github.com');
  });

  it('removes what tests left in its git directory', async () => {
    await lab.fill(commit);
    lab.git('checkout', '-q', '-b', 'of-a-test');
    lab.git('commit', '-q', '--allow-empty', '-m', 'x');
    mkdirSync(path.join(lab.checkout.gitDir, 'rebase-merge'));
    writeFileSync(path.join(lab.checkout.gitDir, 'config.worktree'), '[core]\n\tsparseCheckout = true\n');
    await lab.fill(commit);

    expect(readdirSync(lab.checkout.gitDir).sort()).toEqual(['HEAD', 'commondir', 'gitdir', 'index', 'lattice-hooks']);
    expect(lab.git('rev-parse', '--abbrev-ref', 'HEAD')).toBe('HEAD');
  });
});
