import { writePreCommitConfig } from '../support/pre-commit-config.mjs';
import { run } from '../support/processes.mjs';

/** @type {import('./all.mjs').Peer} */
export const prek = {
  name: 'prek',
  configure: writePreCommitConfig,
  install(repository, { hook }, { env }) {
    run(repository, env, 'node_modules/.bin/prek', 'install', '--hook-type', hook);
  },
};
