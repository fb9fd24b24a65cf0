import type { YamlText } from '../../yaml/tree.ts';
import type { Rule } from '../finding.ts';
import { isBranch, isCommit, readUses } from '../uses.ts';

/** Actions, workflows and images of others that may become something else. */
export const unpinned: Rule = {
  name: 'unpinned',
  severity: 'warning',
  *check({ jobs }) {
    for (const { uses, steps } of jobs) {
      const all = [uses, ...steps.map((step) => step.uses)].filter((one) => one !== undefined);
      for (const one of all) {
        const message = problemOf(one, one === uses);
        if (message !== undefined) yield { at: one.spotAt(Math.max(0, one.text.lastIndexOf('@') + 1)), message };
      }
    }
  },
};

/** A step at a branch is told of by `unsafe-checkout`. */
function problemOf(uses: YamlText, isWorkflow: boolean): string | undefined {
  if (uses.text.startsWith('docker://'))
    return /@sha256:[0-9a-f]{64}$/.test(uses.text)
      ? undefined
      : 'The image is not pinned: name it by its digest, `@sha256:…`';
  const used = readUses(uses.text);
  if (used === undefined || isCommit(used.ref) || (isBranch(used.ref) && !isWorkflow)) return undefined;
  return `\`${used.name}\` is not pinned, and \`${used.ref}\` can be moved to other code: name the commit, and the version in a comment behind it`;
}
