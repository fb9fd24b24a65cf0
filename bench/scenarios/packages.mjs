// A config in each of two hundred packages, beside one in a single package among as many files: a hook looks at those of what
// changed. How deep a package lies costs something, and how many there are is to cost nothing.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { latticeHooks } from '../peers/lattice-hooks.mjs';
import { costOfHook, measureCommits, stageLine } from '../support/commits.mjs';
import { commitFirst, guard } from '../support/repository.mjs';
import { mustStart } from '../support/verify.mjs';

/** @typedef {import('../support/repository.mjs').Contender} Contender */

const PACKAGES = 200;
const FILES = 5;
const CONFIG = '.lattice-hooksrc.json';
const work = /** @type {const} */ ({ hook: 'pre-commit', tasks: [] });
const source = (/** @type {number} */ index, /** @type {number} */ file) => `packages/p${index}/src/f${file}.ts`;
/** The package that commits are about. */
const CHANGED = 7;
const changed = source(CHANGED, 0);

/** @type {readonly import('./all.mjs').Scenario[]} */
export const packages = [
  row('packages', 'one staged file in one of 200 packages, each with a config', {
    did: 'ran',
    stage: (contender, round) => stageLine(contender, [changed], `// ${round}`),
  }),
  row('packages-remembered', 'the same, remembered', {
    did: 'remembered',
    stage(contender, round) {
      stageLine(contender, [changed], '// the same');
      stageLine(contender, ['notes.txt'], `${round}`);
    },
  }),
];

/**
 * @param {string} key @param {string} title
 * @param {{ did: import('../support/verify.mjs').Deed, stage: (contender: Contender, round: number) => void }} how
 * @returns {import('./all.mjs').Scenario}
 */
function row(key, title, { did, stage }) {
  return {
    key,
    title,
    target: 1.2,
    unit: '× one package',
    measure(tools, { rounds }) {
      const template = path.join(tools.folder, 'packages');
      if (!existsSync(template)) makePackages(template, tools.env);
      const verify = (/** @type {Contender} */ contender) =>
        mustStart(contender, () => stageLine(contender, [source(CHANGED, 1)], '// refused'), tools.folder);
      const single = guard(tools, template, { ...latticeHooks, name: 'one package', configure: configureOne }, work);
      verify(single);
      return measureCommits(tools, {
        template,
        peers: [{ ...latticeHooks, configure: configureEach }],
        work,
        stage,
        verify,
        unit: (round) => costOfHook(single, { stage }, round),
        did,
        limits: { rounds, seconds: 40 },
      });
    },
  };
}

/** @param {string} repository @param {NodeJS.ProcessEnv} env */
function makePackages(repository, env) {
  for (let index = 0; index < PACKAGES; index += 1) {
    mkdirSync(path.join(repository, path.dirname(source(index, 0))), { recursive: true });
    for (let file = 0; file < FILES; file += 1)
      writeFileSync(path.join(repository, source(index, file)), `export const n = ${file};\n`);
  }
  commitFirst(repository, env);
}

/** @param {string} repository */
function configureOne(repository) {
  configure(repository, [CHANGED]);
}

/** @param {string} repository */
function configureEach(repository) {
  configure(
    repository,
    Array.from({ length: PACKAGES }, (_, index) => index),
  );
}

/** @param {string} repository @param {readonly number[]} indexes of packages */
function configure(repository, indexes) {
  const task = { run: ['nothing', '{files}'], files: 'src/**', scope: 'file' };
  const tiers = { checks: { on: ['pre-commit'], tasks: { nothing: task } } };
  writeFileSync(path.join(repository, 'base.json'), JSON.stringify({ tiers }));
  for (const index of indexes)
    writeFileSync(
      path.join(repository, 'packages', `p${index}`, CONFIG),
      JSON.stringify({ extends: '../../base.json' }),
    );
}
