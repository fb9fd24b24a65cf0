import {
  chmodSync,
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
import { onDisk } from '../../../src/core/path-bytes.ts';
import { fillCheckout, removeOrphans } from '../../../src/git/checkout/fill-checkout.ts';
import { type Checkout, privateCheckout } from '../../../src/git/checkout/private-checkout.ts';
import { findRepository } from '../../../src/git/repository.ts';
import { treeAt } from '../../support/checkout-lab.ts';
import { makeRepository, type RepositoryOptions, type TestRepository } from '../../support/repository.ts';

describe('fillCheckout', () => {
  let repository: TestRepository;
  let checkout: Checkout;
  let cache: string;
  const begin = (options: RepositoryOptions = {}) => {
    repository = makeRepository(options);
    cache = path.join(repository.folder, 'cache');
    checkout = open(repository.root);
  };
  const open = (root: string, commonDir = path.join(repository.root, '.git')) =>
    privateCheckout({ root, commonDir }, { ...repository.env, XDG_CACHE_HOME: cache });
  beforeEach(() => begin());
  afterEach(() => repository.remove());

  const fill = async (commit: string, root = repository.root) => {
    const found = await findRepository(root, repository.env);
    const tree = await treeAt({ ...repository.place, cwd: root }, commit);
    await fillCheckout(checkout, found, { commit, tree, submodules: [], additions: new Map() });
    return checkout.directory;
  };
  const inCheckout = (...args: readonly string[]) => repository.gitIn(checkout.directory, args);
  const text = (file: string) => readFileSync(path.join(checkout.directory, file), 'utf8');
  const listed = () => readdirSync(checkout.directory).filter((name) => name !== '.git');

  it.each([{ sha256: false }, { sha256: true }])('holds exactly the bytes of the commit: %o', async (options) => {
    repository.remove();
    begin(options);
    repository.write('run.sh', '#!/bin/sh\n', 0o755);
    repository.write('bad-\udcff', 'bytes');
    symlinkSync('run.sh', path.join(repository.root, 'link'));
    const commit = repository.commit({ 'a.txt': 'committed', 'deep/er/b': 'b', empty: '' });
    repository.write('a.txt', 'edited');
    repository.write('untracked', 'x');
    await fill(commit);

    expect(listed().length).toBe(6);
    expect(text('a.txt')).toBe('committed');
    expect(text('deep/er/b')).toBe('b');
    expect(readFileSync(onDisk(checkout.directory, 'bad-\udcff'), 'utf8')).toBe('bytes');
    expect(statSync(path.join(checkout.directory, 'run.sh')).mode & 0o111).toBe(0o111);
    expect(readlinkSync(path.join(checkout.directory, 'link'))).toBe('run.sh');
    expect(inCheckout('status', '--porcelain')).toBe('');
  });

  it('applies the same filters as the worktree', async () => {
    repository.git('config', 'filter.shout.smudge', 'tr a-z A-Z');
    repository.git('config', 'filter.shout.clean', 'tr A-Z a-z');
    const commit = repository.commit({
      'loud.txt': 'LOUD\n',
      'lines.txt': 'one\ntwo\n',
      '.gitattributes': 'loud.txt filter=shout\nlines.txt text eol=crlf\n',
    });
    await fill(commit);

    expect(text('loud.txt')).toBe('LOUD\n');
    expect(text('lines.txt')).toBe('one\r\ntwo\r\n');
    expect(inCheckout('status', '--porcelain')).toBe('');
  });

  it('writes the second time only what differs, and removes what is gone', async () => {
    const first = repository.commit({ 'a.txt': '1', 'b.txt': '1', 'gone/c.txt': '1' });
    await fill(first);
    const { ctimeMs, ino } = statSync(path.join(checkout.directory, 'a.txt'));
    repository.git('rm', '-q', '-r', 'gone');
    await fill(repository.commit({ 'b.txt': '2' }));

    expect(statSync(path.join(checkout.directory, 'a.txt'))).toMatchObject({ ctimeMs, ino });
    expect(text('b.txt')).toBe('2');
    expect(listed()).toEqual(['a.txt', 'b.txt']);
  });

  it('undoes what tests did to it', async () => {
    const commit = repository.commit({ 'a.txt': 'same', 'b/c.txt': 'c', '.gitignore': 'ignored\n' });
    await fill(commit);
    const at = (name: string) => path.join(checkout.directory, name);
    const { mtime } = statSync(at('a.txt'));
    writeFileSync(at('a.txt'), 'else');
    utimesSync(at('a.txt'), mtime, mtime);
    rmSync(at('b'), { recursive: true });
    writeFileSync(at('b'), 'a file in the place of a folder');
    writeFileSync(at('ignored'), 'x');
    mkdirSync(at('nested'));
    repository.gitIn(at('nested'), ['init', '-q']);
    symlinkSync(repository.root, at('way-back'));
    await fill(commit);

    expect(text('a.txt')).toBe('same');
    expect(text('b/c.txt')).toBe('c');
    expect(listed().sort()).toEqual(['.gitignore', 'a.txt', 'b']);
    expect(repository.read('a.txt')).toBe('same');
  });

  it('undoes what tests did with git in it', async () => {
    const first = repository.commit({ 'a.txt': '1' });
    const second = repository.commit({ 'a.txt': '2' });
    await fill(first);
    writeFileSync(path.join(checkout.directory, 'a.txt'), 'mine');
    inCheckout('commit', '-q', '-a', '-m', 'of a test');
    expect(() => inCheckout('merge', second)).toThrow();
    writeFileSync(path.join(checkout.gitDir, 'index.lock'), '');
    await fill(second);

    expect(text('a.txt')).toBe('2');
    expect(inCheckout('status', '--porcelain=v2', '--branch')).not.toMatch(/^[12?u]/m);
    expect(existsSync(path.join(checkout.gitDir, 'MERGE_HEAD'))).toBe(false);
  });

  it('begins anew where its index is damaged, or its `.git` is gone', async () => {
    const commit = repository.commit({ 'a.txt': '1' });
    await fill(commit);
    writeFileSync(path.join(checkout.gitDir, 'index'), 'damaged');
    rmSync(path.join(checkout.directory, '.git'));
    writeFileSync(path.join(checkout.directory, 'left'), 'x');
    await fill(commit);

    expect(text('a.txt')).toBe('1');
    expect(listed()).toEqual(['a.txt']);
  });

  it('says what git says where a commit cannot be checked out', async () => {
    repository.commit({ 'a.txt': '1' });

    const contents = { commit: 'a'.repeat(40), tree: new Map(), submodules: [], additions: new Map() };
    await expect(
      fillCheckout(checkout, await findRepository(repository.root, repository.env), contents),
    ).rejects.toThrow(/git .*failed/s);
  });

  it('is a worktree at that commit to git, also from a folder below', async () => {
    const commit = repository.commit({ 'sub/a.txt': '1' });
    repository.commit({ 'sub/a.txt': '2' });
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    await fill(commit);
    const below = path.join(checkout.directory, 'sub');

    expect(repository.gitIn(below, ['rev-parse', '--show-toplevel'])).toBe(checkout.directory);
    expect(repository.gitIn(below, ['rev-parse', 'HEAD'])).toBe(commit);
    expect(repository.gitIn(below, ['rev-parse', '--show-prefix'])).toBe('sub/');
    expect(repository.gitIn(below, ['log', '--format=%H', 'origin/main'])).toContain(commit);
    expect(repository.gitIn(below, ['ls-files'])).toBe('a.txt');
    expect(repository.gitIn(below, ['rev-parse', '--is-inside-work-tree'])).toBe('true');
  });

  it("leaves the user's HEAD, index and list of worktrees as they are", async () => {
    repository.commit({ 'a.txt': '1' });
    repository.write('a.txt', 'staged');
    repository.git('add', 'a.txt');
    const state = () => [
      repository.git('status', '--porcelain=v2', '--branch'),
      repository.git('worktree', 'list', '--porcelain'),
      repository.git('reflog'),
      readFileSync(path.join(repository.root, '.git/index')).toString('hex'),
      readdirSync(path.join(repository.root, '.git')).join(),
    ];
    const before = state();
    await fill(repository.git('rev-parse', 'HEAD'));

    expect(state()).toEqual(before);
    repository.git('branch', '-m', 'renamed');
  });

  it('survives that git collects garbage and prunes worktrees', async () => {
    const first = repository.commit({ 'a.txt': '1', 'b.txt': 'only here' });
    await fill(first);
    repository.git('worktree', 'prune', '--expire=now');
    expect(inCheckout('status', '--porcelain')).toBe('');
    repository.git('checkout', '-q', '--orphan', 'other');
    repository.git('rm', '-q', '-f', 'b.txt');
    const other = repository.commit({ 'a.txt': '2' });
    repository.git('branch', '-q', '-D', 'main');
    repository.git('reflog', 'expire', '--all', '--expire=now');
    repository.git('gc', '-q', '--prune=now');
    expect(() => repository.git('cat-file', '-e', first)).toThrow();
    await fill(other);

    expect(text('a.txt')).toBe('2');
    expect(listed()).toEqual(['a.txt']);
  });

  it('holds all of the commit where the worktree is sparse, or configured otherwise', async () => {
    const commit = repository.commit({ 'in/a.txt': '1', 'out/b.txt': '1' });
    repository.git('sparse-checkout', 'set', 'in');
    repository.git('config', 'core.sparseCheckout', 'true');
    for (const [key, value] of Object.entries({
      'core.untrackedCache': 'true',
      'core.checkStat': 'minimal',
      'core.trustCTime': 'false',
      'clean.requireForce': 'true',
      'submodule.recurse': 'true',
    }))
      repository.git('config', key, value);
    await fill(commit);
    // Another file of the same size and time, older than the index: with these settings git takes it for the same.
    const file = path.join(checkout.directory, 'out/b.txt');
    utimesSync(file, 1000, 1000);
    inCheckout('update-index', '--refresh');
    writeFileSync(`${file}.new`, '2');
    utimesSync(`${file}.new`, 1000, 1000);
    renameSync(`${file}.new`, file);
    expect(inCheckout('status', '--porcelain')).toBe('');
    await fill(commit);

    expect(text('out/b.txt')).toBe('1');
  });

  it('makes no second file beside its index, and begins anew where tests made one', async () => {
    const commit = repository.commit({ 'a.txt': '1' });
    repository.git('config', 'core.splitIndex', 'true');
    const shared = () => readdirSync(checkout.gitDir).filter((name) => name.startsWith('sharedindex'));
    await fill(commit);
    expect(shared()).toEqual([]);

    writeFileSync(path.join(checkout.directory, 'a.txt'), 'of a test');
    inCheckout('add', 'a.txt');
    expect(shared()).toHaveLength(1);
    await fill(commit);
    expect(shared()).toEqual([]);
    expect(text('a.txt')).toBe('1');
  });

  it("runs none of the repository's hooks", async () => {
    const commit = repository.commit({ 'a.txt': '1' });
    for (const hook of ['post-index-change', 'post-checkout'])
      repository.write(`.git/hooks/${hook}`, `#!/bin/sh\ntouch ${repository.folder}/called\n`, 0o755);
    await fill(commit);

    expect(existsSync(path.join(repository.folder, 'called'))).toBe(false);
  });

  it('works for a linked worktree of a bare repository', async () => {
    const commit = repository.commit({ 'a.txt': '1' });
    const bare = path.join(repository.folder, 'hub.git');
    repository.gitIn(repository.folder, ['clone', '-q', '--bare', repository.root, bare]);
    const linked = path.join(repository.folder, 'linked');
    repository.gitIn(bare, ['worktree', 'add', '-q', linked, 'main']);
    const found = await findRepository(linked, repository.env);
    checkout = privateCheckout(found, { ...repository.env, XDG_CACHE_HOME: cache });
    await fill(commit, linked);

    expect(text('a.txt')).toBe('1');
    expect(inCheckout('rev-parse', '--is-bare-repository')).toBe('false');
    expect(repository.gitIn(linked, ['status', '--porcelain'])).toBe('');
  });

  it('keeps others out of it', async () => {
    await fill(repository.commit({ 'a.txt': '1' }));

    expect(statSync(path.join(cache, 'lattice-hooks')).mode & 0o077).toBe(0);
  });

  it('does not follow a link that stands in the place of its `.git`', async () => {
    const commit = repository.commit({ 'a.txt': '1' });
    await fill(commit);
    rmSync(path.join(checkout.directory, '.git'));
    writeFileSync(path.join(repository.folder, 'foreign'), 'foreign');
    symlinkSync(path.join(repository.folder, 'foreign'), path.join(checkout.directory, '.git'));
    await fill(commit);

    expect(readFileSync(path.join(repository.folder, 'foreign'), 'utf8')).toBe('foreign');
    expect(lstatSync(path.join(checkout.directory, '.git')).isFile()).toBe(true);
  });

  describe('removeOrphans', () => {
    it('removes the checkouts of repositories that are gone, and nothing else', async () => {
      await fill(repository.commit({ 'a.txt': '1' }));
      const gone = privateCheckout(
        { root: '/nowhere', commonDir: '/nowhere/.git' },
        { ...repository.env, XDG_CACHE_HOME: cache },
      );
      mkdirSync(gone.gitDir, { recursive: true });
      mkdirSync(gone.directory, { recursive: true });
      writeFileSync(path.join(gone.gitDir, 'commondir'), '/nowhere/.git\n');
      chmodSync(gone.directory, 0o500);
      const checkouts = path.dirname(path.dirname(gone.gitDir));
      mkdirSync(path.join(checkouts, 'just-being-made/git'), { recursive: true });
      removeOrphans(checkout);

      expect(readdirSync(checkouts).sort()).toEqual(
        [path.basename(path.dirname(checkout.gitDir)), 'just-being-made'].sort(),
      );
      expect(text('a.txt')).toBe('1');
    });
  });
});
