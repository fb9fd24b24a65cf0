import { github } from './github.ts';
import type { Profile } from './profile.ts';

/** GitHub's wikis: pages have names, folders do not count, and `[[Page]]` is a link. */
export const wiki: Profile = {
  ...github,
  endings: ['.md', '.markdown', '.mediawiki', '.rst', '.adoc', '.asciidoc', '.org', '.textile'],
  indexes: ['home'],
  flat: true,
};
