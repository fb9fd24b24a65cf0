import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { latticeHooks } from '../peers/lattice-hooks.mjs';
import { stageLine } from '../support/commits.mjs';
import { git, guard, makeSources, sourceName } from '../support/repository.mjs';
import { inRounds } from '../support/rounds.mjs';

/** The most that one process of ours holds in a commit of 200 files. The task is none of Node's, so all that note it are ours. @type {import('./all.mjs').Scenario} */
export const memory = {
  key: 'memory',
  title: 'memory of our own processes, 200 staged files',
  target: 90,
  unit: 'MB',
  measure(tools, { rounds }) {
    const template = path.join(tools.folder, 'memory');
    mkdirSync(template);
    makeSources(template, 200, tools.env);
    const tasks = [{ name: 'nothing', words: ['nothing'], extensions: ['ts'] }];
    const contender = guard(tools, template, latticeHooks, { hook: 'pre-commit', tasks });
    const peaks = path.join(tools.folder, 'peaks');
    const recorder = path.join(tools.folder, 'peak.cjs');
    const note = `require('fs').appendFileSync(${JSON.stringify(peaks)}, process.resourceUsage().maxRSS + '\\n')`;
    writeFileSync(recorder, `process.on('exit', () => ${note});\n`);
    const noting = { ...contender, env: { ...contender.env, NODE_OPTIONS: `--require=${recorder}` } };
    const files = Array.from({ length: 200 }, (_, index) => sourceName(index));
    const peakOf = (/** @type {number} */ round) => {
      rmSync(peaks, { force: true });
      stageLine(contender, files, `// ${round}`);
      git(noting, 'commit', '-qm', 'x');
      return Math.max(...readFileSync(peaks, 'utf8').trim().split('\n').map(Number)) / 1024;
    };
    const figures = inRounds(
      [latticeHooks.name],
      (_name, round) => peakOf(round),
      () => 1,
      { rounds, seconds: 10 },
    );
    return { figures, problems: new Map(), remarks: [] };
  },
};
