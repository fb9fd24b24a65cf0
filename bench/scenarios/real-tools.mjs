// ESLint, Prettier and a check of Markdown links on the sources of this repository.

import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { PEERS } from '../peers/all.mjs';
import { measureCommits, stageLine } from '../support/commits.mjs';
import { time } from '../support/measure.mjs';
import { exitCode, run } from '../support/processes.mjs';
import { byHandIn, listStageable, makeRealRepository, TOOLS } from '../support/real-repository.mjs';
import { git } from '../support/repository.mjs';
import { mustRefuse } from '../support/verify.mjs';

/** @typedef {import('../support/repository.mjs').Contender} Contender */

const work = /** @type {const} */ ({ hook: 'pre-commit', tasks: TOOLS });

/** @type {readonly import('./all.mjs').Scenario[]} */
export const realTools = [
  row('tools-1', 'ESLint, Prettier, Markdown links, 1 staged file', 1.12, { count: 1, most: 5, seconds: 40 }),
  row('tools-20', 'the same, 20 staged files', 1.06, { count: 20, most: 3, seconds: 60 }),
  row('tools-200', 'the same, 200 staged files', 1.04, {
    count: 200,
    most: 3,
    seconds: 110,
    names: ['lattice-hooks', 'lefthook', 'husky + lint-staged'],
  }),
  row('mended', '200 staged, refused for one, that one mended, again', 0.18, {
    count: 200,
    most: 2,
    seconds: 60,
    names: ['lattice-hooks', 'lefthook'],
    before: refuseAndMend,
  }),
];

/**
 * @param {string} key @param {string} title @param {number} target
 * @param {{ count: number, most: number, seconds: number, names?: readonly string[], before?: (contender: Contender, round: number) => void }} how
 * @returns {import('./all.mjs').Scenario}
 */
function row(key, title, target, { count, most, seconds, names, before }) {
  return {
    key,
    title,
    target,
    unit: '× bare',
    measure(tools, { rounds, only }) {
      const template = path.join(tools.folder, 'real');
      if (!existsSync(template)) makeRealRepository(tools, template);
      const files = listStageable(template, tools.env, count);
      return measureCommits(tools, {
        template,
        peers: PEERS.filter(({ name }) => only(name) && (names?.includes(name) ?? true)),
        work,
        stage: (contender, round) => stageFiles(contender, files, `${key} ${round}`),
        ...(before === undefined ? {} : { before }),
        verify: (contender) =>
          mustRefuse(contender, () => appendFileSync(path.join(contender.repository, files[0] ?? ''), 'debugger;\n')),
        // Throws where a tool fails: what is quick because it failed is no measure.
        unit: () => time(() => run(byHandIn(template), tools.env, 'sh', '-c', byHand(files))),
        did: 'ran',
        limits: { rounds: Math.min(rounds, most), seconds },
      });
    },
  };
}

/** A line that all tools take, and that no round has had. @param {Contender} contender @param {readonly string[]} files @param {string} text */
function stageFiles(contender, files, text) {
  const isDocument = (/** @type {string} */ file) => file.endsWith('.md');
  stageLine(
    contender,
    files.filter((file) => !isDocument(file)),
    `// ${text}`,
  );
  if (files.some(isDocument)) stageLine(contender, files.filter(isDocument), `\n${text}`);
}

/** The tools side by side, each for its files. @param {readonly string[]} files */
function byHand(files) {
  const commands = TOOLS.map(({ words, extensions }) => ({
    words,
    own: files.filter((file) => extensions.some((extension) => file.endsWith(`.${extension}`))),
  })).filter(({ own }) => own.length > 0);
  const started = commands.map(({ words, own }) => `${words.join(' ')} ${own.join(' ')} & all="$all $!"`);
  return `${started.join('\n')}\nfor one in $all; do wait "$one" || exit 1; done`;
}

/** @param {Contender} contender */
function refuseAndMend(contender) {
  const [file = ''] = git(contender, 'diff', '--cached', '--name-only', '--', '*.ts').split('\n');
  const good = git(contender, 'rev-parse', `:${file}`);
  stageLine(contender, [file], 'debugger;');
  if (exitCode(contender.repository, contender.env, 'git', 'commit', '-qm', 'x') === 0)
    throw new Error(`${contender.peer.name} accepted what it had to refuse`);
  git(contender, 'update-index', '--cacheinfo', `100644,${good},${file}`);
  git(contender, 'checkout-index', '-f', '-u', '--', file);
}
