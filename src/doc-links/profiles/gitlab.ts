import { github } from './github.ts';
import type { Profile } from './profile.ts';

/** Files and folders as GitLab shows them: it trims headings, joins hyphens, and compares fragments letter by letter. */
export const gitlab: Profile = {
  ...github,
  slug: (heading) => {
    const kept = heading.trim().toLowerCase().replace(DELETED, '').replaceAll(' ', '-');
    const slug = kept.replace(/-{2,}/g, '-');
    return /^\d+$/.test(slug) ? `anchor-${slug}` : slug;
  },
  foldsCase: false,
};

const DELETED = /[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\- ]/gu;
