import type { Schema, SchemaLibrary } from '../core/contracts/schema.ts';
import { option } from '../core/option.ts';
import { PROFILES } from './profiles/table.ts';

/** Shapes of the options that say how documents are shown. */
export function siteOptions(z: SchemaLibrary): Readonly<Record<string, Schema>> {
  const texts = z.union([z.string(), z.array(z.string())]);
  const site = {
    profile: option(z, z.enum(Object.keys(PROFILES)), 'how links and fragments are read'),
    folder: option(
      z,
      z.string(),
      'folder of the repository that holds the config of the site; that of the repository without it',
    ),
    root: option(
      z,
      texts,
      'folders of the repository that a `/` at the beginning of a link stands for, the first that has the file',
    ),
    basePath: option(z, z.string(), 'what addresses of the site begin with, such as `/project/`'),
  };
  return {
    ...site,
    sites: option(
      z,
      z.array(z.strictObject({ ...site, files: option(z, texts, 'documents; `*` stands for anything') })),
      'sites of a part of the documents, the first that shows one: those in its folder, or `files`',
    ),
  };
}
