import { slugOf } from '../../markdown/slugs.ts';
import type { Profile } from './profile.ts';

/** Files and folders as github.com shows them. */
export const github: Profile = {
  slug: slugOf,
  separator: '-',
  attributes: false,
  foldsCase: true,
  endings: [],
  indexes: ['readme'],
  pageFolders: false,
  flat: false,
  generates: false,
  roots: [''],
};
