import { slugOf } from '../../markdown/slugs.ts';
import type { Profile } from './profile.ts';

/** Docusaurus: links to files or to addresses of pages; front matter and plugins make pages of their own. */
export const docusaurus: Profile = {
  slug: slugOf,
  separator: '-',
  attributes: true,
  foldsCase: false,
  endings: ['.md', '.mdx'],
  indexes: ['index', 'readme'],
  pageFolders: false,
  flat: false,
  generates: true,
  roots: ['docs', '', 'static', 'src/pages'],
};
