import type { BadSample } from '../core/contracts/gates.ts';
import type { RepoPath } from '../core/files.ts';
import { joinPath } from '../core/inputs.ts';
import type { ScanFinding } from '../core/scan.ts';
import type { FindingsPolicy } from './policy.ts';

/** In each report a finding on a new line that nothing is graver than. */
export function badSample({ inputs }: FindingsPolicy, root: RepoPath): BadSample {
  const file = joinPath(root, 'bad-sample.txt');
  const finding: ScanFinding = {
    tool: 'lattice-hooks',
    rule: 'bad-sample',
    message: 'a bad sample',
    file,
    line: 1,
    score: 10,
  };
  const scans = inputs.map(({ path }) => ({ input: path, path, format: 'sarif', findings: [finding], notes: [] }));
  const asked = inputs.map(({ path }) => ({ gate: 'findings', input: path, pattern: path, isSure: true }));
  return {
    evidence: {
      evidence: [],
      scans: [{ task: 'bad-sample', inputs: asked, result: { status: 'scanned', scans, unscanned: [] } }],
    },
    changed: new Map([[file, [1]]]),
    files: new Map([[file, 'bad\n']]),
  };
}
