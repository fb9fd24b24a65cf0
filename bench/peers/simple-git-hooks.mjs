import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { hookCommand, writeLintStagedConfig } from '../support/lint-staged-config.mjs';
import { run } from '../support/processes.mjs';

/** @type {import('./all.mjs').Peer} */
export const simpleGitHooksLintStaged = {
  name: 'simple-git-hooks + lint-staged',
  configure(repository, work) {
    writeLintStagedConfig(repository, work);
    const config = { [work.hook]: hookCommand(work) };
    writeFileSync(path.join(repository, '.simple-git-hooks.json'), JSON.stringify(config));
  },
  install(repository, _work, { env }) {
    run(repository, env, 'node_modules/.bin/simple-git-hooks');
  },
};
