import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { glob } from '../support/globs.mjs';
import { run } from '../support/processes.mjs';

/** Kinds that ship with the package are used as its README says: at a commit they fix as well. Anything else is a command. */
const KINDS = new Set(['eslint', 'prettier']);

/** @type {import('./all.mjs').Peer} */
export const latticeHooks = {
  name: 'lattice-hooks',
  configure(repository, { hook, tasks }) {
    const entries = tasks.map((task) => [task.name, KINDS.has(task.name) ? { uses: task.name } : commandOf(task)]);
    const tiers = { checks: { on: [hook], tasks: Object.fromEntries(entries) } };
    writeFileSync(path.join(repository, '.lattice-hooksrc.json'), JSON.stringify({ tiers }, null, 2));
  },
  install(repository, _work, { env }) {
    run(repository, env, process.execPath, 'node_modules/lattice-hooks/dist/hot.cjs', 'install');
  },
};

/** @param {import('./all.mjs').Task} task */
function commandOf({ words, extensions, folder }) {
  if (extensions.length === 0) return { run: [...words], ...(folder === undefined ? {} : { files: `${folder}/**` }) };
  return { run: [...words, '{files}'], files: `**/${glob(extensions)}`, scope: 'file' };
}
