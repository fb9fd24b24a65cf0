import { describe, expect, it } from 'vitest';
import { portableFilters } from '../../../src/core/shared/portable-filters.ts';

const LFS = 'filter.lfs.clean=git-lfs clean -- %f\nfilter.lfs.required=true';

describe('content filters of a repository', () => {
  it('are the same for those who have others in settings of their own', () => {
    expect(portableFilters(`core.filemode=true\ncore.autocrlf=false\ncore.ignorecase=true\n${LFS}`, [])).toBe('');
    expect(portableFilters('', [])).toBe('');
  });

  it('are those that its attributes name', () => {
    expect(portableFilters(LFS, ['*.bin filter=lfs diff=lfs -text\n'])).toBe(LFS);
    expect(portableFilters(LFS, ['*.bin filter=other\n'])).toBe('');
  });

  it('are those that attributes outside of it name', () => {
    expect(portableFilters(`${LFS}\n*.bin filter=lfs`, [])).toBe(`${LFS}\n*.bin filter=lfs`);
  });

  it.each([
    'core.autocrlf=true',
    'core.autocrlf=input',
    'core.eol=crlf',
    'core.symlinks=false',
    'core.filemode=false',
    '*.txt eol=crlf',
  ])('hold what makes files differ: %s', (line) => expect(portableFilters(line, [])).toBe(line));

  it('take the last word of several files, in any order of the settings', () => {
    expect(portableFilters('core.eol=lf\ncore.autocrlf=input\ncore.eol=crlf', [])).toBe(
      'core.autocrlf=input\ncore.eol=crlf',
    );
    // As where Git for Windows converts and the user has turned that off.
    expect(portableFilters('core.autocrlf=true\ncore.autocrlf=false', [])).toBe('');
    expect(portableFilters('core.autocrlf=false\ncore.autocrlf=true', [])).toBe('core.autocrlf=true');
  });

  it('hold what `git -c` hands on', () => {
    const handed = "filter.handed='core.autocrlf'='true'";
    expect(portableFilters(handed, [])).toBe(handed);
  });
});
