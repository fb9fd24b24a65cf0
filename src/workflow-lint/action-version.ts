import type { YamlText } from '../yaml/tree.ts';
import { readUses, type Used, versionOf } from './uses.ts';

/** An action of others with the numbers of its version: `v2.6` → [2, 6], none where it is unknown. */
export interface VersionedAction extends Used {
  readonly version: readonly number[];
}

/** What `uses` names; `text`: the whole file. Undefined for what lies in the repository itself, and for images. */
export function versionedAction(uses: YamlText | undefined, text: string): VersionedAction | undefined {
  const used = uses === undefined || uses.text.includes('${{') ? undefined : readUses(uses.text);
  if (uses === undefined || used === undefined) return undefined;
  const version = versionOf(used, uses, text)?.replace(/^v/, '').split('.').map(Number);
  return { ...used, version: version ?? [] };
}

/** Whether a version is older than another; one that is not written to its end is as new as can be. */
export function isOlder(version: readonly number[], than: readonly number[]): boolean {
  for (const [index, number] of than.entries()) {
    const own = version[index];
    if (own === undefined) return false;
    if (own !== number) return own < number;
  }
  return false;
}
