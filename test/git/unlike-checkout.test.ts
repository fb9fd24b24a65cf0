import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captureIndex } from '../../src/git/index/snapshot.ts';
import { unlikeCheckout, unlikeInEnds } from '../../src/git/unlike-checkout.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

let repository: TestRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

const BARE = 'a\nb\n';
const WINDOWS = 'a\r\nb\r\n';
const BINARY = 'a\n\0\n';

/** The files that git would write in other bytes, of those that were committed, each with attributes of its own. */
async function unlikeOf(
  files: readonly (readonly [content: string, attributes: string])[],
): Promise<readonly string[]> {
  const names = files.map(([content, attributes]) => `${attributes} ${JSON.stringify(content)}`);
  const attributes = files.map(([, attribute], index) => `/${index}.txt ${attribute}\n`).join('');
  const texts = files.map(([content], index) => [`${index}.txt`, content] as const);
  repository.commit({ '.gitattributes': attributes, ...Object.fromEntries(texts) });
  const { tree } = (await captureIndex(repository.place)).snapshot;
  const unlike = await unlikeCheckout(repository.place, tree, repository.folder);
  expect(readdirSync(repository.folder).filter((name) => name.startsWith('lattice-hooks'))).toEqual([]);
  return names.filter((_, index) => unlike.has(`${index}.txt`));
}

describe('files that git would write in other bytes', () => {
  it.each<[settings: readonly string[], unlike: readonly [string, string][], like: readonly [string, string][]]>([
    [
      [],
      [
        [BARE, 'text eol=crlf'],
        [BARE, 'eol=crlf'],
        [WINDOWS, 'text=auto eol=lf'],
        [WINDOWS, 'text=auto'],
        [WINDOWS, 'crlf=input'],
        [BINARY, 'text eol=crlf'],
        ['$Id$\n', 'ident'],
      ],
      [
        [WINDOWS, 'text eol=crlf'],
        [WINDOWS, '!text'],
        [BARE, 'text=auto eol=lf'],
        [BARE, 'text'],
        [BINARY, 'text=auto eol=crlf'],
        ['no id\n', 'ident'],
        ['as it is\n', 'filter=none'],
      ],
    ],
    [
      ['core.autocrlf=true'],
      [
        [BARE, '!text'],
        [BARE, 'text=auto'],
      ],
      [
        [WINDOWS, '!text'],
        [BARE, '-text'],
        [BARE, 'binary'],
        [BARE, 'eol=lf'],
        [BINARY, '!text'],
      ],
    ],
    [['core.autocrlf=input', 'core.eol=crlf'], [[WINDOWS, '!text']], [[BARE, 'text']]],
    [['core.eol=crlf'], [[BARE, 'text']], [[BARE, '!text']]],
    [['core.eol=lf', 'core.autocrlf=no'], [[WINDOWS, 'text']], [[WINDOWS, '!text']]],
    [
      [
        'filter.rot.clean=tr a-z n-za-m',
        'filter.rot.smudge=tr a-z n-za-m',
        // It takes out what a checkout does not bring back.
        'filter.strip.clean=sed 1d',
        'filter.broken.clean=cat',
        'filter.broken.smudge=false',
        'filter.broken.required=true',
      ],
      [
        [BARE, 'filter=strip'],
        [BARE, 'filter=broken'],
      ],
      [[BARE, 'filter=rot']],
    ],
  ])('by %j', async (settings, unlike, like) => {
    for (const setting of settings) {
      const at = setting.indexOf('=');
      repository.git('config', setting.slice(0, at), setting.slice(at + 1));
    }
    const names = unlike.map(([content, attributes]) => `${attributes} ${JSON.stringify(content)}`);
    expect(await unlikeOf([...like, ...unlike])).toEqual(names);
  });

  it('are none where git has kept what it does not know how to convert', async () => {
    repository.commit({ '0.txt': WINDOWS });
    expect(await unlikeOf([[WINDOWS, 'text=auto']])).toEqual([]);
  });

  it('are looked for behind filters as long as there is not too much of it, and not at all by their ends alone', async () => {
    repository.git('config', 'filter.strip.clean', 'sed 1d');
    repository.git('config', 'filter.strip.smudge', 'cat');
    const attributes = '*.txt filter=strip\n*.md text eol=crlf\n';
    repository.commit({
      '.gitattributes': attributes,
      'a.txt': BARE,
      'b.md': BARE,
      'large.txt': `${'x'.repeat(2 ** 24)}\n`,
    });
    const { tree } = (await captureIndex(repository.place)).snapshot;
    const files = new Map([...tree].filter(([path]) => path !== '.gitattributes'));
    expect(await unlikeCheckout(repository.place, files, repository.folder)).toEqual(new Set(['b.md', 'a.txt']));
    expect(await unlikeInEnds(repository.place, files, repository.folder)).toEqual(new Set(['b.md']));
  });

  it('are all that may be, where nothing can be written', async () => {
    repository.commit({ '.gitattributes': '*.txt ident\n', 'a.txt': 'a\n', 'b.md': 'b\n' });
    const { tree } = (await captureIndex(repository.place)).snapshot;
    const nowhere = `${repository.folder}/nowhere`;
    expect(await unlikeCheckout(repository.place, tree, nowhere)).toEqual(new Set(['a.txt']));
  });

  it('have encodings of their own', async () => {
    const utf16 = Buffer.from('\ufeffa\n', 'utf16le');
    repository.commit({ '.gitattributes': '*.txt working-tree-encoding=UTF-16 eol=lf\n' });
    repository.write('a.txt', utf16);
    repository.commit();
    const { tree } = (await captureIndex(repository.place)).snapshot;
    const isSame = (await unlikeCheckout(repository.place, tree, repository.folder)).size === 0;
    repository.git('rm', '--quiet', '--cached', 'a.txt');
    repository.git('reset', '--hard', '--quiet');
    // Which of both ends comes first is the machine's choice.
    expect(isSame).toBe(Buffer.from(repository.read('a.txt')).equals(Buffer.from(utf16.toString('utf8'))));
  });

  it('are no links, no submodules, and nothing that is gone', async () => {
    const id = repository.commit({ '.gitattributes': '* text eol=crlf\n' });
    repository.git('update-index', '--add', '--cacheinfo', `160000,${id},module`);
    const { tree } = (await captureIndex(repository.place)).snapshot;
    const gone = new Map([['gone', { mode: '100644', id } as const], ...tree]);
    gone.delete('.gitattributes');
    expect(await unlikeCheckout(repository.place, gone, repository.folder)).toEqual(new Set());
  });
});
