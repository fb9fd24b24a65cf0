import path from 'node:path';
import { writePreCommitConfig } from '../support/pre-commit-config.mjs';
import { run } from '../support/processes.mjs';

/** @type {import('./all.mjs').Peer} */
export const preCommit = {
  name: 'pre-commit',
  configure: writePreCommitConfig,
  install(repository, { hook }, { env, python }) {
    if (python.problem !== undefined) throw new Error(python.problem);
    run(repository, env, path.join(python.folder, 'bin/pre-commit'), 'install', '--hook-type', hook);
  },
};
