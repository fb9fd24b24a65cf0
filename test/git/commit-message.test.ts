import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptLines } from '../../src/commit-message/kept-lines.ts';
import { readCommitMessage } from '../../src/git/commit-message.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

async function read(content: string | Uint8Array, env: Readonly<Record<string, string>> = {}) {
  repository.write('MESSAGE', content);
  const place = { ...repository.place, env: { ...repository.place.env, ...env } };
  return readCommitMessage(place, path.join(repository.root, '.git'), path.join(repository.root, 'MESSAGE'));
}

describe('reading the message of a commit', () => {
  it('knows that git takes comments away where there was an editor', async () => {
    expect(await read('feat: x\n')).toEqual({ text: 'feat: x\n', comments: '#', merging: false });
    expect(await read('#1\n', { GIT_EDITOR: ':' })).toMatchObject({ comments: undefined });
  });

  it.each([
    ['strip', ':', '#'],
    ['default', ':', undefined],
    ['default', 'vi', '#'],
    ['whitespace', 'vi', undefined],
    ['scissors', 'vi', undefined],
    ['verbatim', 'vi', undefined],
  ])('goes by commit.cleanup=%s (editor %s)', async (cleanup, editor, comments) => {
    repository.git('config', 'commit.cleanup', cleanup);
    expect(await read('x\n', { GIT_EDITOR: editor })).toMatchObject({ comments });
  });

  it('asks git what comments begin with', async () => {
    repository.git('config', 'core.commentChar', ';');
    expect(await read('x\n')).toMatchObject({ comments: ';' });
    repository.git('config', 'core.commentChar', 'auto');
    expect(await read('x\n')).toMatchObject({ comments: 'auto' });
  });

  it('reads the letters of the repository, and keeps a byte-order mark', async () => {
    expect(await read('\uFEFFfeat: ä\n')).toMatchObject({ text: '\uFEFFfeat: ä\n' });
    repository.git('config', 'i18n.commitEncoding', 'ISO-8859-1');
    expect(await read(Buffer.from('feat: ä\n', 'latin1'))).toMatchObject({ text: 'feat: ä\n' });
    repository.git('config', 'i18n.commitEncoding', 'no-such-letters');
    expect(await read('feat: ä\n')).toMatchObject({ text: 'feat: ä\n' });
  });

  it('knows a merge that is concluded', async () => {
    repository.commit({ a: '1' });
    repository.git('checkout', '--quiet', '-b', 'side');
    repository.commit({ b: '1' });
    repository.git('checkout', '--quiet', 'main');
    repository.git('merge', '--quiet', '--no-ff', '--no-commit', 'side');
    expect(await read('anything\n')).toMatchObject({ merging: true });
  });
});

describe('what is kept of a message', () => {
  it.each([
    'one\n# two\n\n\n#three\n  four  \n\n',
    '\n\n#\n#x\n',
    '\ta\n\n# ------------------------ >8 ------------------------\nrest\n',
    'a\r\n#b\r\n\r\nc\r\n',
  ])('is what git itself keeps: %j', async (text) => {
    const kept = keptLines(await read(text)).map((line) => line.text);
    // Of several blank lines git keeps one, and the scissors are no matter of `git stripspace`.
    const upTo = text.split('# ------')[0] ?? '';
    repository.write('MESSAGE', upTo);
    const stripped = repository.gitIn(repository.root, ['-c', `alias.s=!git stripspace -s <MESSAGE`, 's']);
    expect(kept.join('\n').replace(/\n{3,}/g, '\n\n')).toBe(stripped.replace(/\n$/, ''));
  });
});
