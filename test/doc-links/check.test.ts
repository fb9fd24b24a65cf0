import { describe, expect, it } from 'vitest';
import docLinks from '../../src/tasks/doc-links.ts';
import { type FakeFiles, makeTools } from '../support/snapshot-tools.ts';

/** What is told of `a.md`, as `line severity rule`. */
async function told(text: string, options = {}, others: FakeFiles = {}): Promise<readonly string[]> {
  const judgment = await docLinks.inspect(['a.md'], options, makeTools({ ...others, 'a.md': text }));
  const findings = 'findings' in judgment ? (judgment.findings ?? []) : [];
  return findings.map(({ line, severity, rule }) => `${line} ${severity} ${rule}`);
}

async function messages(text: string, others: FakeFiles = {}): Promise<readonly string[]> {
  const judgment = await docLinks.inspect(['a.md'], {}, makeTools({ ...others, 'a.md': text }));
  return ('findings' in judgment ? (judgment.findings ?? []) : []).map(({ message }) => message);
}

const comment = (reason: string) => `<!-- lattice-ignore-next-line doc-links${reason} -->`;

describe('a comment', () => {
  it('keeps what the next line misses from being told', async () => {
    expect(await told(`${comment(': made by the build')}\n[x](gone.md) ![y](gone.png)\n[z](gone.md)`)).toEqual([
      '3 error missing-file',
    ]);
  });

  it('without a reason is told, and counts', async () => {
    expect(await told(`${comment('')}\n[x](gone.md)`)).toEqual(['1 warning suppression']);
  });

  it('that suppresses nothing is told', async () => {
    expect(await told(`${comment(': x')}\n[x](a.md)`)).toEqual(['1 warning suppression']);
  });

  it('may be there for a check of other sites', async () => {
    expect(await told(`${comment(': x')}\n[x](https://a.example/b)`)).toEqual([]);
  });

  it('for another check is none of ours', async () => {
    expect(await told('<!-- lattice-ignore-next-line spelling -->\n[x](a.md)')).toEqual([]);
  });
});

describe('links that miss the same', () => {
  it('in one document are one finding, with the lines of the others', async () => {
    expect(await messages('[x](gone.md)\n[x](./gone.md) [y](#no)\n[z](gone.md#top)\n')).toEqual([
      '`gone.md` leads nowhere: there is no `gone.md`; 2 more links do, in lines 2, 3',
      '`#no` leads nowhere: there is no heading or anchor `#no`',
    ]);
  });

  it('in many lines are counted', async () => {
    const [message] = await messages('[x](gone.md)\n'.repeat(9));
    expect(message?.split('; ')[1]).toBe('8 more links do, in lines 2, 3, 4, 5, 6 and 3 more');
  });
});

describe('what is told', () => {
  const text = '[x](A.md#T) [y][no]\n\n[u]: a.md\n';
  const others = { 'A.md': '# T' };

  it('is what would be a link without its blanks, where the file is there', async () => {
    const files = { 'b c.md': '', 'd/e f.md': '' };
    expect(await messages('[x](b c.md) [y](gone now.md) ![z](./d/e f.md#g) `[x](b c.md)`\n', files)).toEqual([
      '`(b c.md)` makes this text and no link, because of its blanks: write `(<b c.md>)`',
      '`(./d/e f.md#g)` makes this text and no link, because of its blanks: write `(<./d/e f.md#g>)`',
    ]);
  });

  it('has severities of its own', async () => {
    expect(await told(text, {}, others)).toEqual(['1 warning undefined-reference', '1 warning other-case']);
  });

  it('has those of the config', async () => {
    const severity = { 'other-case': 'error', 'undefined-reference': 'off', 'unused-definition': 'warning' };
    expect(await told(text, { severity }, others)).toEqual(['3 warning unused-definition', '1 error other-case']);
  });
});
