import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentFilters, mayConvert } from '../../src/system/content-filters.ts';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-filters-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function filters(more: Readonly<Record<string, string>> = {}, gitDir?: string): readonly string[] {
  const env = { HOME: path.join(folder, 'home'), GIT_CONFIG_SYSTEM: path.join(folder, 'system'), ...more };
  const text = contentFilters(path.join(folder, 'git'), env, gitDir);
  return text === '' ? [] : text.split('\n');
}

describe('contentFilters', () => {
  it('are nothing where nobody configured any', () => {
    write('git/config', '[user]\n\tname = x\n[core]\n\tbare = false\n\trepositoryformatversion = 0\n');
    expect(filters()).toEqual([]);
  });

  it('come from every file that git reads, in its order', () => {
    write('system', '[core]\n\teol = lf\n');
    write('home/.config/git/config', '[core]\n\tautocrlf = input\n');
    write('home/.gitconfig', '[filter "lfs"]\n\tclean = git-lfs clean -- %f\n\trequired = true\n');
    write('git/config', '[core] autocrlf = false\n');
    write('git/config.worktree', '[core]\n\tsymlinks = false\n');
    expect(filters()).toEqual([
      'core.eol=lf',
      'core.autocrlf=input',
      'filter.lfs.clean=git-lfs clean -- %f',
      'filter.lfs.required=true',
      'core.autocrlf=false',
      'core.symlinks=false',
    ]);
  });

  it('come from the files that the environment names in their place', () => {
    write('home/.gitconfig', '[core]\n\tautocrlf = input\n');
    write('home/.config/git/config', '[core]\n\teol = lf\n');
    write('xdg/git/config', '[core]\n\teol = crlf\n');
    expect(filters({ XDG_CONFIG_HOME: path.join(folder, 'xdg') })).toEqual(['core.eol=crlf', 'core.autocrlf=input']);
    const own = write('own', '[core]\n\tautocrlf = true\n');
    expect(filters({ GIT_CONFIG_GLOBAL: own })).toEqual(['core.autocrlf=true']);
  });

  it('tell what Git LFS leaves as a pointer', () => {
    write('git/config', '[lfs]\n\turl = x\n\tfetchExclude = *.bin\n');
    expect(filters({ GIT_LFS_SKIP_SMUDGE: '1' })).toEqual(['filter.lfs.fetchexclude=*.bin', 'filter.lfs.skipsmudge=1']);
  });

  it('come from a linked worktree of its own', () => {
    write('git/worktrees/w/config.worktree', '[core]\n\tautocrlf = true\n');
    expect(filters({}, path.join(folder, 'git/worktrees/w'))).toEqual(['core.autocrlf=true']);
  });

  it('come from included files, whatever their condition, and in their place', () => {
    write('home/work', '[core]\n\tautocrlf = true\n');
    write('git/near', '[core]\n\teol = lf\n[include]\n\tpath = deeper/one\n');
    write('git/deeper/one', '[filter "x"]\n\tclean = y\n');
    write(
      'git/config',
      '[includeIf "gitdir:~/work/"]\n\tpath = ~/work\n[include]\n\tpath = near\n\tpath = gone\n[core]\n\teol = crlf\n',
    );
    expect(filters()).toEqual(['core.autocrlf=true', 'core.eol=lf', 'filter.x.clean=y', 'core.eol=crlf']);
  });

  it('end where files include each other', () => {
    write('git/config', '[include]\n\tpath = config\n[core]\n\teol = lf\n');
    expect(new Set(filters())).toEqual(new Set(['core.eol=lf']));
  });

  it('come from the command line and the environment of git', () => {
    const handed = "'core.autocrlf'='true'";
    expect(filters({ GIT_CONFIG_PARAMETERS: handed })).toEqual([`filter.handed=${handed}`]);
    expect(filters({ GIT_CONFIG_PARAMETERS: "'lattice.skip'='lint'" })).toEqual([]);
    expect(
      filters({
        GIT_CONFIG_COUNT: '2',
        GIT_CONFIG_KEY_0: 'Core.EOL',
        GIT_CONFIG_VALUE_0: 'lf',
        GIT_CONFIG_KEY_1: 'a.b',
      }),
    ).toEqual(['core.eol=lf']);
    expect(filters({ GIT_CONFIG_COUNT: 'x' })).toEqual([]);
  });

  it('hold the attributes that are in no tree', () => {
    write('git/info/attributes', '*.md text\n\n# comment\n');
    write('home/.config/git/attributes', '*.bin -text\n');
    expect(filters()).toEqual(['*.bin -text', '*.md text']);
    write('home/own', '*.own text\n');
    write('git/config', '[core]\n\tattributesFile = ~/own\n');
    expect(filters()).toEqual(['core.attributesfile=~/own', '*.bin -text', '*.own text', '*.md text']);
  });
});

describe('a file may differ from its blob without an attribute of the repository', () => {
  it.each<[boolean, string]>([
    [false, ''],
    [false, 'core.filemode=true\ncore.eol=crlf\ncore.attributesfile=~/none\nfilter.lfs.required=true'],
    [false, 'core.autocrlf=false'],
    [true, 'core.autocrlf=true'],
    [true, 'core.filemode=true\ncore.autocrlf=input'],
    [true, "filter.handed='core.autocrlf'='true'"],
    [true, '* text eol=crlf'],
  ])('%s: %j', (expected, filters) => {
    expect(mayConvert(filters)).toBe(expected);
  });
});
