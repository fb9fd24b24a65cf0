import type { Profile } from './profile.ts';

/** Hugo, with the slugs that it calls `github`: trimmed, and without marks. */
export const hugo: Profile = {
  slug: (heading) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{Nd}_ -]/gu, '')
      .replaceAll(' ', '-'),
  separator: '-',
  attributes: true,
  foldsCase: false,
  endings: ['.md', '.html'],
  indexes: ['_index', 'index'],
  pageFolders: true,
  flat: false,
  generates: true,
  roots: ['content', 'static', 'assets'],
};
