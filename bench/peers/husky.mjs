import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hookCommand, writeLintStagedConfig } from '../support/lint-staged-config.mjs';
import { run } from '../support/processes.mjs';

/** @type {import('./all.mjs').Peer} */
export const huskyLintStaged = {
  name: 'husky + lint-staged',
  configure(repository, work) {
    writeLintStagedConfig(repository, work);
    mkdirSync(path.join(repository, '.husky'), { recursive: true });
    writeFileSync(path.join(repository, '.husky', work.hook), `${hookCommand(work)}\n`);
  },
  install(repository, _work, { env }) {
    run(repository, env, 'node_modules/.bin/husky');
  },
};
