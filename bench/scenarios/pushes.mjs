import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { latticeHooks } from '../peers/lattice-hooks.mjs';
import { lefthook } from '../peers/lefthook.mjs';
import { stageLine } from '../support/commits.mjs';
import { time } from '../support/measure.mjs';
import { git, gitUnhooked, guard, makeSources } from '../support/repository.mjs';
import { inRounds, startOfNode } from '../support/rounds.mjs';

/** @typedef {import('../support/repository.mjs').Contender} Contender */

/** @param {string} [folder] */
function suite(folder) {
  const task = { name: 'suite', words: ['sleep', '5'], extensions: [], ...(folder === undefined ? {} : { folder }) };
  return /** @type {const} */ ({ hook: 'pre-push', tasks: [task] });
}

/** @type {readonly import('./all.mjs').Scenario[]} */
export const pushes = [
  row('push-green', 'push of a tree that was green, a suite of 5 seconds', 0.6, suite(), (contender) =>
    gitUnhooked(contender, 'commit', '-q', '--allow-empty', '-m', 'same tree'),
  ),
  row(
    'push-document',
    'push, only a document changed since green, a suite about `src`',
    2.3,
    suite('src'),
    (contender, round) => {
      stageLine(contender, ['notes.txt'], `${round}`);
      gitUnhooked(contender, 'commit', '-qm', 'a document');
    },
  ),
];

/**
 * @param {string} key @param {string} title @param {number} target @param {import('../peers/all.mjs').Work} work
 * @param {(contender: Contender, round: number) => void} commit @returns {import('./all.mjs').Scenario}
 */
function row(key, title, target, work, commit) {
  return {
    key,
    title,
    target,
    unit: 'starts',
    measure(tools, { rounds, only }) {
      const template = path.join(tools.folder, key);
      mkdirSync(template);
      makeSources(template, 200, tools.env);
      const peers = [latticeHooks, lefthook].filter(({ name }) => only(name));
      const contenders = new Map(peers.map((peer) => [peer.name, green(guard(tools, template, peer, work))]));
      const figures = inRounds(
        [...contenders.keys()],
        (name, round) => {
          const contender = contenders.get(name);
          return contender === undefined ? Number.NaN : costOfPush(contender, round, commit);
        },
        () => startOfNode(tools.env),
        { rounds: Math.min(rounds, 5), seconds: 25 },
      );
      return { figures, problems: new Map(), remarks: [] };
    },
  };
}

/** With an origin, to which a push has just run the whole suite. @param {Contender} contender */
function green(contender) {
  const origin = `${contender.repository}.git`;
  rmSync(origin, { recursive: true, force: true });
  git(contender, 'init', '-q', '--bare', origin);
  git(contender, 'remote', 'add', 'origin', origin);
  const first = time(() => git(contender, 'push', '-qu', 'origin', 'main'));
  if (first < 5000) throw new Error(`${contender.peer.name}: its first push did not run the suite`);
  return contender;
}

/** A push with hooks less the same without. @param {Contender} contender @param {number} round @param {(contender: Contender, round: number) => void} commit */
function costOfPush(contender, round, commit) {
  commit(contender, round);
  const bare = time(() => gitUnhooked(contender, 'push', '-q', 'origin', 'main'));
  gitUnhooked(contender, 'push', '-qf', 'origin', 'HEAD~:main');
  return time(() => git(contender, 'push', '-q', 'origin', 'main')) - bare;
}
