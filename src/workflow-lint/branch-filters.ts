import { itemsOf, valueAt, type YamlNode } from '../yaml/tree.ts';

/** Names that a filter lets through: those that match one of `only` (undefined: all), without those that match `never`. */
export interface NameFilter {
  readonly only: readonly string[] | undefined;
  readonly never: readonly string[];
}

export const ALL: NameFilter = { only: undefined, never: [] };
export const NONE: NameFilter = { only: [], never: [] };

/** `branches` with `branches-ignore`, or another pair of keys. */
export function readFilter(settings: YamlNode | undefined, key: string): NameFilter {
  const only = valueAt(settings, key);
  const patterns = textsOf(only);
  return {
    only: only === undefined ? undefined : patterns.filter((one) => !one.startsWith('!')),
    never: [
      ...patterns.filter((one) => one.startsWith('!')).map((one) => one.slice(1)),
      ...textsOf(valueAt(settings, `${key}-ignore`)),
    ],
  };
}

/** Whether a name may pass both. Where that cannot be told it may. */
export function canMeet(one: NameFilter, other: NameFilter): boolean {
  if (one.only === undefined && other.only === undefined) return true;
  const names = one.only ?? other.only ?? [];
  const partners = one.only === undefined || other.only === undefined ? ['**'] : other.only;
  const never = [...one.never, ...other.never];
  return names.some((name) => {
    const isOut = !isPattern(name) && never.some((pattern) => matches(pattern, name));
    return !isOut && partners.some((partner) => mayBeSame(name, partner) && !isLeftOut(partner, never));
  });
}

function isLeftOut(name: string, never: readonly string[]): boolean {
  return !isPattern(name) && never.some((pattern) => matches(pattern, name));
}

function mayBeSame(one: string, other: string): boolean {
  if (!isPattern(one)) return isPattern(other) ? matches(other, one) : one === other;
  if (!isPattern(other)) return matches(one, other);
  const [first, second] = [fixedStart(one), fixedStart(other)];
  return first.startsWith(second) || second.startsWith(first);
}

function isPattern(text: string): boolean {
  return /[*?+[\]\\]/.test(text);
}

function fixedStart(pattern: string): string {
  // What stands before `?` and `+` may be missing or more.
  return /^[^*?+[\]\\]*(?=[?+])/.exec(pattern)?.[0].slice(0, -1) ?? /^[^*?+[\]\\]*/.exec(pattern)?.[0] ?? '';
}

/** Patterns of GitHub: `*` within a folder, `**` anything, `?` and `+` after a character, `[a-z]`. */
function matches(pattern: string, name: string): boolean {
  const source = pattern.replace(/\*\*\/?|\*|\[[^\]]*\]|\\.|[.^$(){}|]/g, (found) => {
    if (found.startsWith('**')) return '.*';
    if (found === '*') return '[^/]*';
    return /^[[\\]/.test(found) ? found : `\\${found}`;
  });
  try {
    return new RegExp(`^${source}$`).test(name);
  } catch {
    return true;
  }
}

function textsOf(node: YamlNode | undefined): readonly string[] {
  return itemsOf(node).flatMap((item) => (item.type === 'text' ? item.text : []));
}
