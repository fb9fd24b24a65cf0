import type { Profile } from './profile.ts';

/** mdBook: every document becomes a page of its name, with `.html` in place of `.md`. */
export const mdbook: Profile = {
  slug: (heading) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{Alphabetic}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  separator: '-',
  attributes: true,
  foldsCase: false,
  endings: ['.md'],
  indexes: ['index', 'readme'],
  pageFolders: false,
  flat: false,
  generates: false,
  roots: ['src'],
};
