/** What git allows in the name of a ref, see git-check-ref-format(1), and no more than what every system takes for a name of a file. */
const NAME = /^[A-Za-z0-9_][\w.-]*(\/[A-Za-z0-9_][\w.-]*)*$/;

/** The whole ref of a branch, or of what is a whole ref already; undefined for what is no name of either. */
export function refOfBranch(branch: string): string | undefined {
  const isRef = branch.startsWith('refs/');
  const isName = NAME.test(branch) && !/\.\.|\.(lock)?(\/|$)/.test(branch) && (!isRef || branch.split('/').length > 2);
  if (!isName) return undefined;
  return isRef ? branch : `refs/heads/${branch}`;
}
