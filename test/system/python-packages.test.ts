import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { identifyFile } from '../../src/system/identity.ts';
import { installedPythonPackages } from '../../src/system/python-packages.ts';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-python-')));
  vi.stubEnv('HOME', at('home'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => path.join(folder, name);

function write(name: string, text = '', mode = 0o644): string {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text, { mode });
  return at(name);
}

const around = (cwd = '', env: Readonly<Record<string, string>> = {}) => ({
  cwd: at(cwd),
  root: folder,
  env,
  node: process.execPath,
});

/** Whether a program is told apart from itself with another version of a package in a folder of them. */
function changesWith(program: string, packages: string, root?: string): boolean {
  write(`${packages}/tool-1.0.dist-info/RECORD`);
  const before = identifyFile(program, root);
  renameSync(at(`${packages}/tool-1.0.dist-info`), at(`${packages}/tool-1.1.dist-info`));
  return identifyFile(program, root) !== before;
}

describe('a program of Python', () => {
  it.each(['lib/python3.11/site-packages', 'lib/python3/dist-packages', 'local/lib/python3.11/dist-packages'])(
    'changes with what is installed beside the interpreter that it names: %s',
    (packages) => {
      const script = write('jörg/bin/tool', `#!${at('jörg/bin/python3.11')}\nimport tool\n`);
      expect(changesWith(script, `jörg/${packages}`)).toBe(true);
    },
  );

  it('changes with what its user has installed, unless it is of a virtual environment', () => {
    const script = write('home/.local/bin/tool', `#!${at('usr/bin/python3')}\nimport tool\n`);
    const user = 'home/.local/lib/python3.11/site-packages';
    expect(changesWith(script, user)).toBe(true);
    write('usr/pyvenv.cfg');
    rmSync(at(user), { recursive: true });
    expect(changesWith(script, user)).toBe(false);
  });

  it('changes with what is installed beside it where it is the interpreter, and not where it leads to another', () => {
    const interpreter = write('usr/bin/python3.11', 'ELF');
    symlinkSync('python3.11', at('usr/bin/python3'));
    expect(changesWith(at('usr/bin/python3'), 'usr/lib/python3.11/site-packages')).toBe(true);
    write('env/pyvenv.cfg');
    mkdirSync(at('env/bin'));
    symlinkSync(interpreter, at('env/bin/python'));
    expect(changesWith(at('env/bin/python'), 'env/lib/python3.11/site-packages')).toBe(true);
    expect(changesWith(at('env/bin/python'), 'usr/lib/python3.11/dist-packages')).toBe(false);
  });

  it.each(['.pyenv/versions/3.11.7', '.asdf/installs/python/3.11.7'])(
    'changes with what is installed below %s, and with what is chosen there, where it is a stand-in',
    (version) => {
      const stand = write(`home/${version.split('/')[0]}/shims/tool`, '#!/usr/bin/env bash\n');
      expect(changesWith(stand, `home/${version}/lib/python3.11/site-packages`)).toBe(true);
      mkdirSync(at('repository'));
      const choices = ['home/.pyenv/version', 'home/.tool-versions', 'repository/.python-version'];
      const identities = [undefined, ...choices].map((file) => {
        if (file !== undefined) write(file, '3.12.1\n');
        return identifyFile(stand, at('repository'));
      });
      expect(new Set(identities).size).toBe(version.startsWith('.pyenv') ? 4 : 3);
    },
  );
});

describe('installedPythonPackages', () => {
  it('are the names in the environment, with their versions, and not what running leaves there', () => {
    expect(installedPythonPackages(around())).toEqual([]);
    write('.venv/lib/python3.11/site-packages/b-2.dist-info/RECORD');
    write('.venv/lib/python3.11/site-packages/a.py');
    write('.venv/lib/other/site-packages/c.py');
    const before = installedPythonPackages(around());
    expect(before).toEqual(['python3.11: a.py b-2.dist-info']);
    write('.venv/lib/python3.11/site-packages/__pycache__/a.pyc');
    expect(installedPythonPackages(around())).toEqual(before);
  });

  it('are none where the environment has no packages', () => {
    write('env/pyvenv.cfg');
    expect(installedPythonPackages(around('', { VIRTUAL_ENV: at('env') }))).toEqual([]);
    mkdirSync(at('env/lib/python3.11'), { recursive: true });
    expect(installedPythonPackages(around('', { VIRTUAL_ENV: at('env') }))).toEqual([]);
  });
});
