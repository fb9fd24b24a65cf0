import { describe, expect, it } from 'vitest';
import { openLibrary } from '../../src/doc-links/library.ts';
import { makeTools } from '../support/snapshot-tools.ts';

const FILES = { 'a.md': '[b](b.md#use)\n', 'b.md': '# Use\n', 'c.md': '# Use\n' };
const blobsOf = (tools: ReturnType<typeof makeTools>, ...paths: readonly string[]) =>
  new Map(paths.map((path) => [path, tools.snapshot.tree.get(path)?.id ?? '']));

describe('a library', () => {
  it('reads a content once, however many files have it and however often it is asked for', async () => {
    const tools = makeTools(FILES);
    const library = openLibrary(tools);
    const documents = await library.read(blobsOf(tools, 'a.md', 'b.md', 'c.md'));
    expect(documents.get('a.md')?.links).toEqual([{ destination: 'b.md#use', line: 1, column: 5 }]);
    expect(documents.get('b.md')?.headings).toEqual(['Use']);
    expect(documents.get('c.md')).toBe(documents.get('b.md'));
    await library.read(blobsOf(tools, 'b.md'));
    expect(tools.calls.map((ids) => ids.length)).toEqual([2]);
  });

  it('asks git for nothing that an earlier run has read, and says the same of it', async () => {
    const tools = makeTools(FILES);
    const read = async () => {
      const documents = await openLibrary(tools).read(blobsOf(tools, 'a.md', 'b.md'));
      return [...documents].map(([path, { links, headings }]) => ({ path, links, headings }));
    };
    const first = await read();
    const { length } = tools.calls;
    expect(await read()).toEqual(first);
    expect(tools.calls.length).toBe(length);
  });

  it('leaves out what git has no content for', async () => {
    const tools = makeTools(FILES);
    expect([...(await openLibrary(tools).read(new Map([['gone.md', '0'.repeat(40)]])))]).toEqual([]);
  });

  it('ends when the run does', async () => {
    const tools = makeTools(FILES, {}, AbortSignal.abort());
    await expect(openLibrary(tools).read(blobsOf(tools, 'a.md'))).rejects.toThrow('aborted');
  });
});
