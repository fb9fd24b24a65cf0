import { describe, expect, it } from 'vitest';
import type { UnknownFile } from '../../src/core/contracts/hosting.ts';
import docLinks from '../../src/tasks/doc-links.ts';
import { type FakeFiles, makeTools } from '../support/snapshot-tools.ts';

/** What is said of a document where these files are on disk and git does not have them, and which were asked for. */
async function check(
  files: FakeFiles,
  unknown: Readonly<Record<string, UnknownFile>>,
  before?: FakeFiles,
  options = {},
) {
  const asked: (readonly string[])[] = [];
  const tools = {
    ...makeTools(files, before),
    unknown: async (paths: readonly string[]) => {
      asked.push(paths);
      return new Map(Object.entries(unknown).filter(([path]) => paths.includes(path)));
    },
  };
  return { asked, judgment: await docLinks.inspect(['a.md'], options, tools) };
}

const messages = ({ judgment }: Awaited<ReturnType<typeof check>>) =>
  'findings' in judgment ? (judgment.findings ?? []).map(({ message }) => message) : [];

describe('a file that only the disk has', () => {
  it('is told of with what is to be done, in place of a suggestion', async () => {
    const text = '[b](b.md) [w](www.a.example) [c](c.md)\n';
    const found = await check(
      { 'a.md': text, 'bb.md': '' },
      { 'b.md': {}, 'www.a.example': { ignoredBy: '.gitignore:3' } },
    );
    expect(found.asked).toEqual([['b.md', 'www.a.example', 'c.md']]);
    expect(messages(found)).toEqual([
      '`b.md` leads nowhere: `b.md` is on disk and not known to git: `git add` it',
      '`www.a.example` leads nowhere: `www.a.example` is on disk and ignored by `.gitignore:3`',
      '`c.md` leads nowhere: there is no `c.md`',
    ]);
  });

  it('is not asked for where nothing is missing, nor for what the change did away with', async () => {
    const files = { 'a.md': '[b](b.md) [a](#a) [x](../x)\n', 'b.md': '' };
    expect((await check(files, {})).asked).toEqual([]);
    expect((await check({ 'a.md': files['a.md'] }, { 'b.md': {} }, files)).asked).toEqual([]);
  });

  it('is none where it is there in other letter case', async () => {
    const found = await check({ 'a.md': '[b](B.md)\n', 'b.md': '' }, { 'B.md': {} });
    expect(messages(found)).toEqual(['`B.md` leads nowhere: there is no `B.md`; did you mean `b.md`?']);
  });

  it('keeps a pass from being remembered', async () => {
    const files = { 'a.md': '[b](b)\n' };
    const isLasting = async (unknown: Readonly<Record<string, UnknownFile>>) =>
      (await check(files, unknown, undefined, { profile: 'vitepress' })).judgment;
    expect(await isLasting({})).not.toHaveProperty('lasting');
    expect(await isLasting({ b: {} })).toMatchObject({ status: 'passed', lasting: false });
  });
});
