import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GuidePlace, guideLink, guideRoot } from '../core/guide.ts';

// Loaded when something is refused, and never before: what goes well names no page.

/** Where the documentation of the package in this folder begins; undefined where it does not say so. See `guideRoot`. Never throws. */
export function readGuideRoot(packageFolder: string): string | undefined {
  try {
    return guideRoot(JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

/** What leads to a place of the documentation, for the package in this folder. */
export function guideLinkIn(place: GuidePlace, packageFolder: string): string {
  return guideLink(place, readGuideRoot(packageFolder));
}
