import { chmodSync, readdirSync, readFileSync, symlinkSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captureIndex } from '../../../src/git/index/snapshot.ts';
import { hashObjects, readBlobs } from '../../../src/git/objects/hash-files.ts';
import { ODD_NAMES } from '../../support/odd-names.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => repository.remove());

const at = (file: string) => path.join(repository.root, file);

/** What `git add` makes of the same files. */
async function asAdded() {
  repository.git('add', '--all');
  return Object.fromEntries((await captureIndex(repository.place)).snapshot.tree);
}

describe('hashing', () => {
  it('gives files, executables and links the entries that git would, and keeps their blobs', async () => {
    repository.write('a.md', 'a');
    repository.write('empty.md');
    repository.write('run.sh', 'x', 0o755);
    repository.write('f/private', 'p', 0o600);
    symlinkSync('a.md', at('link'));
    symlinkSync('no\nwhere/\u00fc', at('dangling'));
    symlinkSync('f', at('to-folder'));
    const names = ['a.md', 'empty.md', 'run.sh', 'f/private', 'link', 'dangling', 'to-folder'];
    const hashed = await hashObjects(repository.place, names);
    const blobs = await readBlobs(
      repository.place,
      [...hashed.values()].map(({ id }) => id),
    );
    expect(Object.fromEntries(hashed)).toEqual(await asAdded());
    expect(names.map((name) => Buffer.from(blobs.get(hashed.get(name)?.id ?? '') ?? []).toString())).toEqual([
      'a',
      '',
      'x',
      'p',
      'a.md',
      'no\nwhere/\u00fc',
      'f',
    ]);
  });

  it('takes every name as it is', async () => {
    for (const name of ODD_NAMES) repository.write(name, `text of ${name}`);
    symlinkSync('x', at('li\nnk'));
    const hashed = await hashObjects(repository.place, [...ODD_NAMES, 'li\nnk']);
    expect(Object.fromEntries(hashed)).toEqual(await asAdded());
  });

  it('leaves out what is not there, is no file, or lies behind a link', async () => {
    repository.write('folder/a.md', 'a');
    repository.write('file', 'f');
    symlinkSync('folder', at('link'));
    const names = ['gone.md', 'folder', 'file/below', 'link/a.md', 'folder/a.md'];
    expect([...(await hashObjects(repository.place, names)).keys()]).toEqual(['folder/a.md']);
    expect((await hashObjects(repository.place, [])).size).toBe(0);
  });

  it('applies content filters by the path', async () => {
    repository.write('.gitattributes', '*.txt text eol=crlf\n*.up filter=upper\n');
    repository.git('config', 'filter.upper.clean', 'tr a-z A-Z');
    repository.write('a.txt', 'one\r\ntwo\r\n');
    repository.write('b.up', 'text');
    repository.write('c.bin', 'one\r\n');
    const hashed = await hashObjects(repository.place, ['.gitattributes', 'a.txt', 'b.up', 'c.bin']);
    expect(Object.fromEntries(hashed)).toEqual(await asAdded());
    const blobs = await readBlobs(repository.place, [hashed.get('b.up')?.id ?? '']);
    expect(Buffer.from([...blobs.values()][0] ?? []).toString()).toBe('TEXT');
  });

  it('does not believe permissions where git does not', async () => {
    repository.write('was-executable', 'x', 0o755);
    repository.write('was-plain', 'x');
    repository.commit();
    repository.git('config', 'core.fileMode', 'off');
    chmodSync(at('was-executable'), 0o644);
    chmodSync(at('was-plain'), 0o755);
    repository.write('new', 'x', 0o755);
    const hashed = await hashObjects(repository.place, ['was-executable', 'was-plain', 'new']);
    expect(Object.fromEntries(hashed)).toEqual(await asAdded());
    expect([...hashed.values()].map(({ mode }) => mode)).toEqual(['100755', '100644', '100644']);
  });

  it('sees an edit of the same length that was made in the second in which its file was staged', async () => {
    repository.git('config', 'core.trustctime', 'false');
    repository.write('a.txt', 'one\r\n');
    const second = new Date(1_600_000_000_000);
    utimesSync(at('a.txt'), second, second);
    const before = (await asAdded())['a.txt'];
    repository.write('a.txt', 'two\r\n');
    for (const file of ['a.txt', '.git/index']) utimesSync(at(file), second, second);
    const seen = (await hashObjects(repository.place, ['a.txt'])).get('a.txt');
    expect(seen).not.toEqual(before);
    expect(seen).toEqual((await asAdded())['a.txt']);
  });

  it('leaves carriage returns alone where the index has them, and nowhere else', async () => {
    repository.write('windows.txt', 'one\r\ntwo\r\n');
    repository.write('odd-\udcff\n.txt', 'one\r\n');
    repository.commit();
    repository.write('.gitattributes', '*.txt text=auto\n');
    repository.write('windows.txt', 'one\r\nTWO\r\n');
    repository.write('odd-\udcff\n.txt', 'ONE\r\n');
    repository.write('new.txt', 'one\r\n');
    const names = ['.gitattributes', 'new.txt', 'odd-\udcff\n.txt', 'windows.txt'];
    const hashed = await hashObjects(repository.place, names);
    const left = readdirSync(at('.git')).filter((name) => name.startsWith('index'));
    expect(left).toEqual(['index']);
    const blobs = await readBlobs(
      repository.place,
      [...hashed.values()].map(({ id }) => id),
    );
    const text = (name: string) => Buffer.from(blobs.get(hashed.get(name)?.id ?? '') ?? []).toString();
    expect(text('windows.txt')).toBe('one\r\nTWO\r\n');
    expect(text('new.txt')).toBe('one\n');
    expect(Object.fromEntries(hashed)).toEqual(await asAdded());
  });

  it('makes no difference to the number of git calls, however many files and links', async () => {
    for (let index = 0; index < 20; index += 1) {
      repository.write(`file${index}`, `${index}`);
      symlinkSync(`${index}`, at(`link${index}`));
    }
    const callsFor = async (count: number) => {
      const trace = path.join(repository.folder, `trace${count}`);
      const place = { ...repository.place, env: { ...repository.env, GIT_TRACE2_EVENT: trace } };
      const names = Array.from({ length: count }, (_, index) => [`file${index}`, `link${index}`]).flat();
      expect((await hashObjects(place, names)).size).toBe(2 * count);
      return readFileSync(trace, 'utf8').match(/"event":"start"/g)?.length;
    };
    expect(await callsFor(20)).toBe(await callsFor(1));
  });
});

describe('reading blobs', () => {
  it('gives bytes by id and leaves out what is missing or no blob', async () => {
    const bytes = Buffer.from([0, 10, 255, 10]);
    repository.write('bytes', bytes);
    repository.write('empty');
    const commit = repository.commit();
    const ids = repository.git('rev-parse', 'HEAD:bytes', 'HEAD:empty').split('\n');
    const missing = '0123456789012345678901234567890123456789';
    const blobs = await readBlobs(repository.place, [...ids, ...ids, missing, commit]);
    expect([...blobs.keys()]).toEqual(ids);
    expect([...blobs.values()].map((blob) => Buffer.from(blob))).toEqual([bytes, Buffer.alloc(0)]);
    expect((await readBlobs(repository.place, [])).size).toBe(0);
  });
});
