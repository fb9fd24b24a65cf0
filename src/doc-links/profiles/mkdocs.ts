import type { Profile } from './profile.ts';

/** MkDocs, with the slugs of Python-Markdown's `toc`: ASCII alone, unless the project sets another function. */
export const mkdocs: Profile = {
  slug: (heading) =>
    heading
      .normalize('NFKD')
      .replace(/[^\w\s-]|[^\0-\x7f]/g, '')
      .trim()
      .toLowerCase()
      .replace(/[-\s]+/g, '-'),
  separator: '_',
  attributes: true,
  foldsCase: false,
  endings: ['.md'],
  indexes: ['index', 'readme'],
  pageFolders: true,
  flat: false,
  generates: false,
  roots: ['docs'],
};
