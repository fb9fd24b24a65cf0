import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePushedRefs } from '../../../src/git/commits/push-refs.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const ZERO = '0'.repeat(40);

describe('parsePushedRefs', () => {
  it('reads every line', () => {
    const input = `refs/heads/main ${A} refs/heads/main ${B}\nrefs/heads/x ${B} refs/heads/y ${A}\n`;

    expect(parsePushedRefs(input)).toEqual([
      { localRef: 'refs/heads/main', localId: A, remoteRef: 'refs/heads/main', remoteId: B },
      { localRef: 'refs/heads/x', localId: B, remoteRef: 'refs/heads/y', remoteId: A },
    ]);
  });

  it('knows a ref that is deleted, and what it led to', () => {
    expect(parsePushedRefs(`(delete) ${ZERO} refs/heads/old ${A}\n`)).toEqual([
      { localRef: '(delete)', localId: undefined, remoteRef: 'refs/heads/old', remoteId: A },
    ]);
  });

  it('knows a ref that is new there', () => {
    expect(parsePushedRefs(`refs/heads/n ${A} refs/heads/n ${ZERO}\n`)[0]?.remoteId).toBeUndefined();
  });

  it('reads ids of 64 digits', () => {
    const long = 'c'.repeat(64);
    const [ref] = parsePushedRefs(`HEAD ${long} refs/heads/main ${'0'.repeat(64)}\n`);

    expect(ref).toEqual({ localRef: 'HEAD', localId: long, remoteRef: 'refs/heads/main', remoteId: undefined });
  });

  it('reads expressions with blanks, and ones that look like ids', () => {
    const [first, second] = parsePushedRefs(
      `main@{2 days ago} ${A} refs/heads/main ${B}\n${B} ${A} refs/heads/main ${B}\n`,
    );

    expect(first?.localRef).toBe('main@{2 days ago}');
    expect(second).toEqual({ localRef: B, localId: A, remoteRef: 'refs/heads/main', remoteId: B });
  });

  it.each(['', '\n'])('takes %j for a push of nothing', (input) => {
    expect(parsePushedRefs(input)).toEqual([]);
  });

  it.each(['garbage', `refs/heads/main ${A} refs/heads/main`, `refs/heads/main ${A.slice(1)} refs/heads/main ${B}`])(
    'refuses %j, which it does not understand',
    (line) => {
      expect(() => parsePushedRefs(`refs/heads/main ${A} refs/heads/main ${B}\n${line}\n`)).toThrow(/cannot be read/);
    },
  );

  describe('of a real push', () => {
    let repository: TestRepository;
    beforeAll(() => {
      repository = makeRepository();
      const hook = path.join(repository.root, '.git/hooks/pre-push');
      writeFileSync(hook, '#!/bin/sh\ncat > pushed\n');
      chmodSync(hook, 0o755);
      repository.commit({ 'a.txt': 'a' });
      repository.gitIn(repository.folder, ['init', '-q', '--bare', 'remote.git']);
    });
    afterAll(() => repository.remove());

    it('reads what git writes for a branch, a tag and a deletion', () => {
      const head = repository.git('rev-parse', 'HEAD');
      repository.git('push', '-q', '--no-verify', '../remote.git', 'main:old');
      repository.git('tag', '-a', 'v1', '-m', 'one');
      repository.git('push', '-q', '../remote.git', 'main', 'v1', ':old');

      expect(parsePushedRefs(readFileSync(path.join(repository.root, 'pushed'), 'utf8'))).toEqual([
        { localRef: '(delete)', localId: undefined, remoteRef: 'refs/heads/old', remoteId: head },
        { localRef: 'refs/heads/main', localId: head, remoteRef: 'refs/heads/main', remoteId: undefined },
        {
          localRef: 'refs/tags/v1',
          localId: repository.git('rev-parse', 'v1'),
          remoteRef: 'refs/tags/v1',
          remoteId: undefined,
        },
      ]);
    });
  });
});
