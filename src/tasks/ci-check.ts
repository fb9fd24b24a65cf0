import type { ToolKind } from '../core/contracts/tasks.ts';
import { locatedLines } from '../tool-output/located-lines.ts';
import { broken, passed, refused } from '../tool-output/verdicts.ts';

export default {
  type: 'tool',
  summary: 'Checks that the workflows of GitHub Actions are what the config asks for',
  tool: { program: '{node}', ecosystem: 'node', package: 'lattice-hooks' },
  files: ['.github/workflows/lattice-*.{yml,yaml}'],
  aboutConfigs: true,
  scope: 'project',
  inputs: [],
  onlyLooks: () => true,
  check: () => [['{node}', '{lattice}/hot.cjs', 'ci', 'check']],
  judge(exit, { toRepoPath }) {
    if (exit.code === 0) return passed();
    // Anything else is no verdict: a config that cannot be read, a folder that is a link.
    return exit.code === 1
      ? refused('ci check', exit, locatedLines(exit.stdout, toRepoPath))
      : broken('ci check', exit);
  },
} satisfies ToolKind;
