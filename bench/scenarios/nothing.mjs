// A task that does nothing: what is left is the hook itself.

import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { PEERS } from '../peers/all.mjs';
import { measureCommits, stageLine } from '../support/commits.mjs';
import { makeSources, sourceName } from '../support/repository.mjs';
import { startOfNode } from '../support/rounds.mjs';
import { mustStart } from '../support/verify.mjs';

/** @typedef {import('../support/repository.mjs').Contender} Contender */

const file = sourceName(0);
const work = /** @type {const} */ ({
  hook: 'pre-commit',
  tasks: [{ name: 'nothing', words: ['nothing'], extensions: ['ts'] }],
});
const same = (/** @type {Contender} */ contender) => stageLine(contender, [file], '// the same');
const fresh = (/** @type {Contender} */ contender, /** @type {number} */ round) =>
  stageLine(contender, [file], `// ${round}`);
const few = ['lattice-hooks', 'lefthook', 'prek'];

/** @type {readonly import('./all.mjs').Scenario[]} */
export const nothing = [
  row('same-tree', 'the same tree again', 0.35, { files: 200, stage: same, did: 'known' }),
  row('remembered', 'a remembered commit through Node', 2, {
    files: 200,
    did: 'remembered',
    names: ['lattice-hooks'],
    stage(contender, round) {
      same(contender);
      stageLine(contender, ['notes.txt'], `${round}`);
    },
  }),
  row('one', 'one staged file of 200, a task that does nothing', 2.3, { files: 200, stage: fresh, did: 'ran' }),
  row('partial', 'the same, partially staged', 2.9, {
    files: 200,
    did: 'ran',
    stage(contender, round) {
      fresh(contender, round);
      appendFileSync(path.join(contender.repository, file), '// not staged\n');
    },
  }),
  row('one-of-5000', 'one staged of 5,000', 2.9, { files: 5000, stage: fresh, did: 'ran' }),
  row('one-of-50000', 'one staged of 50,000', 6, { files: 50_000, stage: fresh, did: 'ran', names: few }),
  row('same-tree-of-50000', 'the same tree again, of 50,000', 1.1, {
    files: 50_000,
    stage: same,
    did: 'known',
    names: few,
  }),
];

/**
 * @param {string} key @param {string} title @param {number} target
 * @param {{ files: number, names?: readonly string[], did: import('../support/verify.mjs').Deed, stage: (contender: Contender, round: number) => void }} how
 * @returns {import('./all.mjs').Scenario}
 */
function row(key, title, target, { files, names, stage, did }) {
  return {
    key,
    title,
    target,
    unit: 'starts',
    measure(tools, { rounds, only }) {
      const template = path.join(tools.folder, `sources-${files}`);
      if (!existsSync(template)) {
        mkdirSync(template);
        makeSources(template, files, tools.env);
      }
      const peers = PEERS.filter(({ name }) => only(name) && (names?.includes(name) ?? true));
      const verify = (/** @type {Contender} */ contender) =>
        mustStart(contender, () => stageLine(contender, [sourceName(1)], '// refused'), tools.folder);
      const unit = () => startOfNode(tools.env);
      return measureCommits(tools, {
        template,
        peers,
        work,
        stage,
        verify,
        unit,
        did,
        limits: { rounds, seconds: 40 },
      });
    },
  };
}
