import type { ToolKind } from '../core/contracts/tasks.ts';
import { firstFile, packageKey, scriptNames } from '../tool-output/detection.ts';
import { locatedLines } from '../tool-output/located-lines.ts';
import { NODE_LOCK_FILES } from '../tool-output/lock-files.ts';
import { excerpt, plainLines } from '../tool-output/plain-text.ts';
import { broken, passed } from '../tool-output/verdicts.ts';

/** What our own program ends with when a task of the configuration failed. Node's own 1 means that it could not be loaded. */
const FAILED = 3;

const CONFIGS = [
  '.lintstagedrc',
  ...['json', 'yaml', 'yml'].map((extension) => `.lintstagedrc.${extension}`),
  ...scriptNames('.lintstagedrc'),
  ...scriptNames('lint-staged.config'),
];

/** How our own program says why it could not do its work. */
const CANNOT_CHECK = /^cannot check: (.+)$/;

export default {
  type: 'tool',
  summary: "Runs a project's lint-staged configuration as it is, isolated and staged by lattice-hooks",
  // It comes with this package: nobody has to install it.
  tool: { program: '{node}', ecosystem: 'node', package: 'lint-staged' },
  files: ['**/*'],
  // Its commands may read anything.
  scope: 'project',
  inputs: ['**/.lintstagedrc*', '**/lint-staged.config.*', '**/package.yaml', '**/package.yml', ...NODE_LOCK_FILES],
  // Its commands write as they like: where nothing may be written, a change refuses.
  check: () => [],
  fix: () => [['{node}', '{lattice}/lint-staged.js', '--scratch={scratch}', '--', '{files}']],

  judge(exit, context) {
    if (exit.code === 0) return passed();
    const complaints = plainLines(exit.stderr);
    if (exit.code !== FAILED) {
      const reason = complaints.map((line) => CANNOT_CHECK.exec(line)?.[1]).findLast((one) => one !== undefined);
      if (reason === undefined) return broken('lint-staged', exit);
      return { status: 'broken', message: `lint-staged could not check: ${reason}`, output: excerpt(complaints) };
    }
    const findings = locatedLines(`${exit.stderr}\n${exit.stdout}`, context.toRepoPath);
    return { status: 'failed', findings, output: excerpt(complaints) };
  },

  detect(repository) {
    const because =
      firstFile(repository, CONFIGS) ??
      (packageKey(repository, 'lint-staged') ? 'package.json#lint-staged' : undefined) ??
      ['package.yaml', 'package.yml'].find((name) => /^lint-staged:/m.test(repository.read(name) ?? ''));
    if (because === undefined) return undefined;
    return {
      found: true,
      pace: 'fast',
      because,
      note: 'its commands run beside the other tasks: take out what is there twice',
    };
  },
} satisfies ToolKind;
