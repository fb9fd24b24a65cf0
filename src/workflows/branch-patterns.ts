/** What a filter of branches may hold besides names, see "filter pattern cheat sheet" of GitHub. */
const SPECIAL = /[*?+[\]!\\]/;

/** Whether the pattern is the name of one branch. */
export function isBranchName(pattern: string): boolean {
  return !SPECIAL.test(pattern);
}

/** Whether the pattern takes branches out that others before it have let in. */
export function isExcluding(pattern: string): boolean {
  return pattern.startsWith('!');
}

/** An extended regular expression for what the pattern matches, without the `!` that excludes it. */
export function patternExpression(pattern: string): string {
  const parts = pattern.replace(/^!/, '').match(/\\.|\*\*\/?|\[[^\]]*\]|./gsu) ?? [];
  return `^${parts.map(partExpression).join('')}$`;
}

function partExpression(part: string): string {
  if (part === '**/') return '(.*/)?';
  if (part === '**') return '.*';
  if (part === '*') return '[^/]*';
  // As in regular expressions: of what stands before them.
  if (part === '?' || part === '+' || /^\[.+\]$/s.test(part)) return part;
  return part.replace(/^\\(.)/su, '$1').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
