import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { glob } from './globs.mjs';

/** One glob for each task, so that they run side by side. @param {string} repository @param {import('../peers/all.mjs').Work} work */
export function writeLintStagedConfig(repository, { tasks }) {
  const entries = tasks
    .filter(({ extensions }) => extensions.length > 0)
    .map(({ words, extensions }) => [glob(extensions), words.join(' ')]);
  writeFileSync(path.join(repository, '.lintstagedrc.json'), JSON.stringify(Object.fromEntries(entries)));
}

/** What the hook runs: lint-staged for staged files, else the command itself. @param {import('../peers/all.mjs').Work} work */
export function hookCommand({ hook, tasks }) {
  return hook === 'pre-commit' ? 'npx lint-staged' : tasks.map(({ words }) => words.join(' ')).join(' && ');
}
