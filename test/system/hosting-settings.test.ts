import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DISK } from '../../src/system/disk.ts';
import { hostingSettings } from '../../src/system/hosting-settings.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-hosting-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function settings(more: Readonly<Record<string, string>> = {}): readonly string[] {
  const env = { HOME: path.join(folder, 'home'), GIT_CONFIG_SYSTEM: path.join(folder, 'system'), ...more };
  const text = hostingSettings(path.join(folder, 'git'), env, undefined, DISK);
  return text === '' ? [] : text.split('\n');
}

describe('where a repository is shown', () => {
  it('is said by nothing in one without remotes', () => {
    write('git/config', '[core]\n\tbare = false\n[branch "main"]\n\tremote = origin\n');
    expect(settings()).toEqual([]);
  });

  it('is said by the addresses of its remotes, wherever they are set', () => {
    write('home/.gitconfig', '[remote "all"]\n\turl = https://example.com/a.git\n');
    write(
      'git/config',
      '[remote "origin"]\n\turl = git@github.com:me/site.git\n\tfetch = x\n[include]\n\tpath = more\n',
    );
    write('git/more', '[remote "x.y"]\n\turl = https://example.com/b\n');
    expect(settings()).toEqual([
      'remote.all.url=https://example.com/a.git',
      'remote.origin.url=git@github.com:me/site.git',
      'remote.x.y.url=https://example.com/b',
    ]);
    expect(settings({ GIT_CONFIG_PARAMETERS: "'remote.o.url'='x'" })).toContain("'remote.o.url'='x'");
  });

  it('is said by the branch that each of them shows', () => {
    write('git/refs/remotes/origin/HEAD', 'ref: refs/remotes/origin/main\n');
    write('git/refs/remotes/origin/main', '0');
    expect(settings()).toEqual(['origin: ref: refs/remotes/origin/main']);
  });

  it('may be another with every ref where these are kept in tables', () => {
    write('git/reftable/tables.list', '0x1-0x2-a.ref\n');
    expect(settings()).toEqual(['0x1-0x2-a.ref']);
  });
});
