import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** What pre-commit and prek both read. @param {string} repository @param {import('../peers/all.mjs').Work} work */
export function writePreCommitConfig(repository, { hook, tasks }) {
  const hooks = tasks.map(({ name, words, extensions }) => ({
    id: name,
    name,
    entry: words.join(' '),
    language: 'system',
    stages: [hook],
    ...(extensions.length === 0
      ? { pass_filenames: false, always_run: true }
      : { files: `\\.(${extensions.join('|')})$` }),
  }));
  // JSON is YAML.
  const config = { repos: [{ repo: 'local', hooks }] };
  writeFileSync(path.join(repository, '.pre-commit-config.yaml'), JSON.stringify(config, null, 2));
}
