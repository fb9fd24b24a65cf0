import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll } from 'vitest';

// Runs before every test file: no test sees the machine's git config, the hook or npm script that may have started the
// tests, or the switches of a CI. A test that needs one of these sets it.

const FOREIGN = /^(GIT_|LATTICE_|XDG_|INIT_CWD$|npm_(?!config_)|(CI|FORCE_COLOR|NO_COLOR|VIRTUAL_ENV)$)/;

const realHome = homedir();
const home = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-home-')));

for (const name of Object.keys(process.env)) {
  if (FOREIGN.test(name)) delete process.env[name];
}

Object.assign(process.env, {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  HOME: home,
  LC_ALL: 'C',
  TZ: 'UTC',
  PATH: withoutOurTools(process.env['PATH'] ?? ''),
  // Both are looked for in the home folder: an empty cache fetches every package anew, another registry may not answer.
  npm_config_cache: process.env['npm_config_cache'] ?? path.join(realHome, '.npm'),
  npm_config_userconfig: process.env['npm_config_userconfig'] ?? path.join(realHome, '.npmrc'),
  // Its shims stand on PATH and look in the home folder for what they start.
  PYENV_ROOT: process.env['PYENV_ROOT'] ?? path.join(realHome, '.pyenv'),
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** npm and npx put this repository's programs first, where a repository under test would find them by mistake. */
function withoutOurTools(searchPath: string): string {
  const ours = /[\\/](node_modules[\\/]\.bin|node-gyp-bin)[\\/]?$/;
  return searchPath
    .split(path.delimiter)
    .filter((folder) => !ours.test(folder))
    .join(path.delimiter);
}
