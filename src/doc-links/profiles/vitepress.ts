import type { Profile } from './profile.ts';

/** VitePress, with the slugs of its `@mdit-vue/shared`. The site's folder is the one that holds `.vitepress`. */
export const vitepress: Profile = {
  slug: (heading) =>
    heading
      .normalize('NFKD')
      .replace(/[\u0300-\u036f\p{Cc}]/gu, '')
      .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'\u201c\u201d\u2018\u2019<>,.?/]+/g, '-')
      .replace(/^-/, '')
      .replace(/-$/, '')
      .replace(/^(?=\d)/, '_')
      .toLowerCase(),
  separator: '-',
  attributes: true,
  foldsCase: false,
  endings: ['.md'],
  indexes: ['index'],
  pageFolders: false,
  flat: false,
  generates: true,
  roots: ['', 'public'],
};
