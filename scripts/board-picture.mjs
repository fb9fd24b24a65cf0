// Writes docs/board.svg: `npm run board-picture`. A commit in the sample project of the demo, with the tools of this
// repository, in a real terminal (tmux): the board while its tasks run, and what is left when two of them have refused.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { FILES, RENAMED_HEADING, WITH_LINT_ERROR } from './demo-project.mjs';
import { terminalPicture } from './support/terminal-picture.mjs';

/** Columns and rows of the terminal. */
const [WIDTH, HEIGHT] = [80, 32];
/** Milliseconds between two looks, and after which it has gone wrong. */
const [PAUSE, PATIENCE] = [50, 120_000];
const CONFIG = {
  tiers: {
    fast: {
      on: ['pre-commit'],
      budget: '10s',
      tasks: {
        format: { uses: 'prettier' },
        lint: { uses: 'eslint' },
        types: { uses: 'tsc' },
        'doc-links': { uses: 'doc-links' },
      },
    },
  },
};

const root = path.resolve(import.meta.dirname, '..');
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-board-')));
const project = path.join(folder, 'cart');
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(GIT_|LATTICE_|CI$|NO_COLOR)/.test(name))),
  ...{ GIT_CONFIG_GLOBAL: path.join(folder, 'gitconfig'), GIT_CONFIG_SYSTEM: '/dev/null' },
  ...{ LC_ALL: 'C.UTF-8', TERM: 'xterm-256color', TMUX: '', HOME: folder, XDG_CACHE_HOME: path.join(folder, 'cache') },
};
/** @param {string[]} args */
const tmux = (...args) =>
  execFileSync('tmux', ['-u', '-S', path.join(folder, 'socket'), '-f', '/dev/null', ...args], {
    env,
    encoding: 'utf8',
  });

try {
  makeProject();
  const screens = await watch(['git', 'commit', '--quiet', '-am', 'Name the currency']);
  const title =
    'A commit: four checks while they run, then what two of them refuse it for, with the places and what to do';
  writeFileSync(path.join(root, 'docs/board.svg'), terminalPicture(screens, WIDTH, title));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function makeProject() {
  writeFileSync(path.join(folder, 'gitconfig'), '[user]\n\tname = Ada\n\temail = ada@example.com\n');
  for (const [file, text] of Object.entries(FILES)) write(file, text);
  write('.lattice-hooksrc.json', `${JSON.stringify(CONFIG, null, 2)}\n`);
  write('package.json', '{ "name": "cart", "private": true, "type": "module" }\n');
  mkdirSync(path.join(project, 'node_modules'));
  const from = path.join(root, 'node_modules');
  for (const name of readdirSync(from)) symlinkSync(path.join(from, name), path.join(project, 'node_modules', name));
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '-m', 'Begin');
  execFileSync(process.execPath, [path.join(root, 'dist/hot.cjs'), 'install'], { cwd: project, env, stdio: 'ignore' });
  write('src/cart.ts', WITH_LINT_ERROR);
  write('docs/guide.md', RENAMED_HEADING);
}

/**
 * The last screen on which some rows are done and others still run, and the one at the end.
 * @param {readonly string[]} command
 */
async function watch(command) {
  const line = command.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ');
  const shell = `cd '${project}'; printf '$ %s\\n' "$LINE"; "$@"; printf 'ended'; cat`;
  const size = ['-x', String(WIDTH), '-y', String(HEIGHT)];
  tmux(
    'new-session',
    '-d',
    ...size,
    '-e',
    `LINE=${line.replace('--quiet ', '')}`,
    '--',
    'sh',
    '-c',
    shell,
    'sh',
    ...command,
  );
  try {
    let running = '';
    for (
      const start = Date.now();
      Date.now() - start < PATIENCE;
      await new Promise((wake) => setTimeout(wake, PAUSE))
    ) {
      const screen = tmux('capture-pane', '-p', '-e')
        .replace(/[ \t]+$/gm, '')
        .trimEnd();
      if (screen.endsWith('ended')) return [running, screen.slice(0, -'ended'.length).replace(/^.*\n/, '')];
      // What is behind the prompt is one row for each task, of which some are done.
      if (/✓/.test(screen) && /▸/.test(screen)) running = screen;
    }
    throw new Error('the commit has not ended');
  } finally {
    tmux('kill-server');
  }
}

/** @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
  writeFileSync(path.join(project, file), text);
}

/** @param {string[]} args */
function git(...args) {
  execFileSync('git', args, { cwd: project, env, stdio: ['ignore', 'ignore', 'inherit'] });
}
