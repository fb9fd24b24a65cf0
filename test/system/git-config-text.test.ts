import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readGitConfig } from '../../src/system/git-config-text.ts';

/** What git itself reads from the same text. */
function readByGit(text: string): readonly { readonly key: string; readonly value: string }[] {
  const output = execFileSync('git', ['config', '--file', '-', '--list', '-z'], { input: text, encoding: 'utf8' });
  return output
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [key = '', ...value] = entry.split('\n');
      return { key, value: entry.includes('\n') ? value.join('\n') : 'true' };
    });
}

describe('readGitConfig', () => {
  it.each([
    '[core]\n\tautocrlf = input\n\teol=lf\n',
    '[CORE]\nAutoCRLF=true # comment\n; comment\n# comment\nsafecrlf\n',
    '[core] autocrlf = true\n',
    '[filter "LFS"]\n\tclean = git-lfs clean -- %f\n\trequired\n',
    '[filter "a b \\"c\\" \\\\"]\n smudge = "x # y"  z ; comment\n',
    '[filter "x"] clean = "  kept  "   \n',
    '[core]\r\n\tautocrlf = false\r\n\teol = crlf\r\n',
    '[core]\n\tattributesfile = /a/\\\n  b\n\teol = lf\n',
    '[core]\n\tx = tab\\there\\nline \\"quoted\\" \\\\\n',
    '[alias.sub]\n\tx = old form\n[a]\nb =\n[a]\nb=2=3\n',
    '\ufeff[core]\n\teol = lf\n',
  ])('reads what git reads (%#)', (text) => {
    expect(readGitConfig(text)).toEqual(readByGit(text));
  });

  it('leaves out what git refuses', () => {
    expect(readGitConfig('key = before any section\n[core\neol = lf\n[core]\n= 3\n9a = 1\neol = lf')).toEqual([
      { key: 'core.eol', value: 'lf' },
    ]);
  });
});
