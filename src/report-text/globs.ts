import { listed } from './amounts.ts';
import { safeName } from './harmless.ts';

/** A glob for a person: what matches a letter in either case is shown as that letter. */
export function globText(glob: string): string {
  return safeName(
    glob.replaceAll(/\[(\p{Ll})(\p{Lu})\]/gu, (both, lower: string, upper: string) =>
      lower.toUpperCase() === upper ? lower : both,
    ),
  );
}

/** Some globs, the first of them. */
export function globsText(globs: readonly string[]): string {
  return listed(globs.map(globText));
}
