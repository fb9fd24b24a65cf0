import { describe, expect, it } from 'vitest';
import docLinks from '../../src/tasks/doc-links.ts';
import { makeTools } from '../support/snapshot-tools.ts';

const BLOB = '2'.repeat(40);
const AT = 'https://github.com/acme/app/blob';

async function told(links: readonly string[], before?: Record<string, string>, options = {}) {
  const text = links.map((one) => `<${AT}/${one}>`).join('\n');
  const tools = makeTools({ 'a.md': text, 'b.md': '# B' }, before && { ...before, 'a.md': before['a.md'] ?? text });
  const objects = new Map([
    ['refs/tags/v1^{commit}', { type: 'commit' as const, id: '1'.repeat(40) }],
    ['refs/tags/v1:old.md', { type: 'blob' as const, id: BLOB }],
    ['refs/tags/v1:docs', { type: 'tree' as const, id: '3'.repeat(40) }],
    ['abcdef0^{commit}', { type: 'commit' as const, id: 'abcdef0'.padEnd(40, '0') }],
  ]);
  const judgment = await docLinks.inspect(['a.md', 'b.md'], options, {
    ...tools,
    hosting: async () => ({ addresses: ['git@github.com:acme/app.git'], branches: ['main'] }),
    find: async (names) => new Map([...objects].filter(([name]) => names.includes(name))),
    async *streamBlobs(ids) {
      if (ids.includes(BLOB)) yield [BLOB, Buffer.from('# Old')];
      yield* tools.streamBlobs(ids.filter((id) => id !== BLOB));
    },
  });
  const findings = 'findings' in judgment ? (judgment.findings ?? []) : [];
  return {
    lasting: !('lasting' in judgment),
    findings: findings.map(({ severity, message }) => `${severity} ${message.replace(AT, '…')}`),
  };
}

describe('links by the address of the repository', () => {
  it('lead to what is checked, where they name its branch', async () => {
    const { findings } = await told(['main/b.md#b', 'main/b.md#c', 'HEAD/c.md', 'main/b.md#B']);
    expect(findings).toEqual(
      [
        'error `…/main/b.md#c` leads nowhere: there is no heading or anchor `#c` in `b.md`; did you mean `#b`?',
        'error `…/HEAD/c.md` leads nowhere: there is no `c.md`; did you mean `b.md`?',
        'warning `…/main/b.md#B` works only where letter case does not count: the anchor is `#b`',
      ]
        .map((line) => line.replace(/; did you mean.*/, ''))
        .map((line) => expect.stringContaining(line)),
    );
  });

  it('lead to tags and commits that git has, and to nothing that it could tell of otherwise', async () => {
    const { findings } = await told([
      'v1/old.md#old',
      'v1/docs',
      'v1/old.md#b',
      'v1/b.md',
      'abcdef0/x',
      'v2/b.md',
      'topic/x',
    ]);
    expect(findings).toEqual([
      'error `…/v1/old.md#b` leads nowhere: there is no heading or anchor `#b` in `v1`',
      'error `…/v1/b.md` leads nowhere: there is no `b.md` in `v1`',
      'error `…/abcdef0/x` leads nowhere: there is no `x` in `abcdef0`',
    ]);
  });

  it('are left alone where their document is and they name what never changes', async () => {
    expect((await told(['v1/b.md'], { 'b.md': '# A' })).findings).toEqual([]);
    expect((await told(['v1/b.md'], { 'b.md': '# B', 'a.md': '' })).findings).toHaveLength(1);
  });

  it('make no lasting pass where they name a tag, and one where they name what is checked here', async () => {
    expect((await told(['main/b.md'])).lasting).toBe(true);
    const options = { repository: 'https://github.com/acme/app', branch: 'main' };
    expect((await told(['main/b.md'], undefined, options)).lasting).toBe(true);
    expect((await told(['v1/old.md'], undefined, options)).lasting).toBe(false);
  });
});
