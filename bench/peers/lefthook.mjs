import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { glob } from '../support/globs.mjs';
import { run } from '../support/processes.mjs';

/** @type {import('./all.mjs').Peer} */
export const lefthook = {
  name: 'lefthook',
  configure(repository, { hook, tasks }) {
    const jobs = tasks.map(({ name, words, extensions, folder }) =>
      extensions.length === 0
        ? { name, run: words.join(' '), ...(folder === undefined ? {} : { glob: `${folder}/**` }) }
        : { name, run: `${words.join(' ')} {staged_files}`, glob: glob(extensions) },
    );
    // JSON is YAML.
    writeFileSync(path.join(repository, 'lefthook.yml'), JSON.stringify({ [hook]: { parallel: true, jobs } }, null, 2));
  },
  install(repository, _work, { env }) {
    run(repository, env, 'node_modules/.bin/lefthook', 'install');
  },
};
