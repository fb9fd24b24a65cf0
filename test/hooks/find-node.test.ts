import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shellsHere } from '../support/shells.ts';

// Where a hook looks for Node when git was started without a shell's PATH, in every shell that may be /bin/sh here.

const script = path.resolve(import.meta.dirname, '../../hooks/find-node.sh');
const shells = shellsHere();

let folder: string;
let home: string;
let project: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'find-node-')));
  [home, project] = [path.join(folder, "it's $HOME"), path.join(folder, 'project')];
  for (const one of [home, project]) mkdirSync(one);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const VERSIONS: Readonly<Record<string, (version: string) => string>> = {
  nvm: (version) => `.nvm/versions/node/v${version}/bin/node`,
  fnm: (version) => `.local/share/fnm/node-versions/v${version}/installation/bin/node`,
  volta: (version) => `.volta/tools/image/node/${version}/bin/node`,
  asdf: (version) => `.asdf/installs/nodejs/${version}/bin/node`,
  mise: (version) => `.local/share/mise/installs/node/${version}/bin/node`,
  nodenv: (version) => `.nodenv/versions/${version}/bin/node`,
};

/** Where each manager says which version it takes, and how. */
const DEFAULTS: Readonly<Record<string, readonly [file: string, text: (version: string) => string]>> = {
  nvm: ['.nvm/alias/default', (version) => `v${version}\n`],
  volta: [
    '.volta/tools/user/platform.json',
    (version) => `{\n  "node": {\n    "runtime": "${version}",\n    "npm": null\n  }\n}`,
  ],
  asdf: ['.tool-versions', (version) => `python 3.12\nnodejs ${version}\n`],
  mise: ['.config/mise/config.toml', (version) => `[tools]\nnode = "${version}"\n`],
  nodenv: ['.nodenv/version', (version) => version],
};

describe.each(shells)('under $name', ({ command: shell }) => {
  it.each(Object.keys(VERSIONS))('takes the newest of %s that can run us', (manager) => {
    install(manager, '20.9.0', '20.19.4', '18.20.8', '22.2.0');
    expect(find(shell)).toEqual(found(manager, '22.2.0'));
    install(manager, '22.10.1');
    expect(find(shell)).toEqual(found(manager, '22.10.1'));
  });

  it.each(Object.keys(DEFAULTS))('takes the default of %s, where the project asks for none', (manager) => {
    const [file, text] = DEFAULTS[manager] ?? ['', String];
    install(manager, '22.2.0', '24.1.0');
    write(path.join(home, file), text('22.2.0'));
    expect(find(shell)).toEqual(found(manager, '22.2.0'));
    write(path.join(project, '.node-version'), '24\r\n');
    expect(find(shell)).toEqual(found(manager, '24.1.0'));
  });

  it('takes the default of fnm, which is a link', () => {
    install('fnm', '22.2.0', '24.1.0');
    const store = path.join(home, '.local/share/fnm');
    mkdirSync(path.join(store, 'aliases'));
    symlinkSync(path.join(store, 'node-versions/v22.2.0/installation'), path.join(store, 'aliases/default'));
    expect(find(shell).stdout).toBe(`${path.join(store, 'aliases/default/bin/node')}\n`);
  });

  it.each<readonly [file: string, text: string, version: string]>([
    ['.nvmrc', 'v22.2.0\n', '22.2.0'],
    ['.nvmrc', '# ours\n22\n', '22.10.1'],
    ['.nvmrc', 'lts/*', '24.1.0'],
    ['.nvmrc', 'lts/jod\n', '22.10.1'],
    ['.nvmrc', 'node\n', '25.0.0'],
    ['.nvmrc', '$(touch x)\n', '25.0.0'],
    ['.node-version', '22.2\n', '22.2.0'],
    ['.node-version', '22.x', '22.10.1'],
    ['.tool-versions', 'ruby 3\nnodejs 22.2.0 system\n', '22.2.0'],
    ['.tool-versions', 'ruby 3\n', '25.0.0'],
    ['.nvmrc', '18\n', '25.0.0'],
    ['.nvmrc', '2\n', '25.0.0'],
  ])('reads %s with %j as %s', (file, text, version) => {
    install('nvm', '18.20.8', '22.2.0', '22.10.1', '24.1.0', '25.0.0');
    write(path.join(project, file), text);
    expect(find(shell)).toEqual(found('nvm', version));
  });

  it('takes what the project asks for, whichever manager has it', () => {
    install('nvm', '24.1.0');
    install('mise', '22.2.0');
    write(path.join(project, '.nvmrc'), '22\n');
    expect(find(shell)).toEqual(found('mise', '22.2.0'));
  });

  it('follows an alias of nvm, and folders that variables name', () => {
    install('nvm', '22.2.0', '24.1.0');
    write(path.join(home, '.nvm/alias/default'), 'lts/mine\n');
    write(path.join(home, '.nvm/alias/lts/mine'), 'v22.2.0\n');
    expect(find(shell)).toEqual(found('nvm', '22.2.0'));
    write(path.join(folder, 'volta/tools/image/node/22.2.0/bin/node'), '#!/bin/sh\n', 0o755);
    expect(find(shell, { NVM_DIR: '/gone', VOLTA_HOME: path.join(folder, 'volta') }).stdout).toContain('/volta/tools');
  });

  it('says what it tried where there is none, and takes no folder for one', () => {
    install('nvm', '18.20.8');
    for (const odd of ['v22', 'vx.y.z', 'v22.1.0.1', 'v..']) mkdirSync(path.join(home, '.nvm/versions/node', odd));
    write(path.join(project, '.nvmrc'), '22\n');
    const { status, stdout, stderr } = find(shell);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe('nvm, fnm, volta, asdf, mise, nodenv and Homebrew have none from 20.19.0 on (.nvmrc: 22)\n');
  });
});

function install(manager: string, ...versions: readonly string[]): void {
  for (const version of versions)
    write(path.join(home, VERSIONS[manager]?.(version) ?? ''), `#!/bin/sh\necho v${version}\n`, 0o755);
}

function found(manager: string, version: string) {
  const file = path.join(home, VERSIONS[manager]?.(version) ?? '');
  return { status: 0, stdout: `${file}\n`, stderr: '' };
}

function write(file: string, text: string, mode = 0o644): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
}

/** Without any program on PATH, as a graphical client may have it. */
function find([program = '', ...args]: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(program, [...args, script], {
    cwd: project,
    env: { HOME: home, PATH: '/nowhere', ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
