import type { Sight } from '../look.ts';

/** A folder that was looked through: what stood there before, and its names, in no order. */
export interface Listed {
  readonly sight: Sight;
  readonly names: readonly string[];
}

/** So many names a shell reads and compares in a millisecond or two; a stamp more costs it next to nothing. */
const MOST_NAMES = 100;

/**
 * What a guard says of the names in a folder: all of them, sorted, each with a slash behind it; or the folder's stamp, in which
 * there is no slash. A file that another takes the place of, as editors and git write, leaves the names as they are.
 */
export function listingOf(listed: Listed): string {
  if (isByStamp(listed)) return listed.sight.stamp;
  return [...listed.names]
    .sort()
    .map((name) => `${name}/`)
    .join('');
}

/** Whether the stamp stands for the names: where they are too many, or one is more than a line, or Node has lost its bytes. */
export function isByStamp({ names }: Listed): boolean {
  return names.length > MOST_NAMES || names.some((name) => /[\n\uFFFD]/.test(name));
}

/** The names that a guard has of a folder; undefined where it has the stamp. */
export function namesOf(listing: string): readonly string[] | undefined {
  return listing === '' || listing.includes('/') ? listing.split('/').slice(0, -1) : undefined;
}
