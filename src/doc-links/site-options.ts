import type { Schema, SchemaLibrary } from '../core/contracts/schema.ts';
import { PROFILES } from './profiles/table.ts';

/** Shapes of the options that say how documents are shown. */
export function siteOptions(z: SchemaLibrary): Readonly<Record<string, Schema>> {
  const texts = z.union([z.string(), z.array(z.string())]);
  const site = {
    // How links and fragments are read.
    profile: z.optional(z.enum(Object.keys(PROFILES))),
    // Folder of the repository that holds the config of the site; that of the repository by default.
    folder: z.optional(z.string()),
    // Folders of the repository that a `/` at the beginning of a link stands for, the first that has the file.
    root: z.optional(texts),
    // What addresses of the site begin with, such as `/project/`.
    basePath: z.optional(z.string()),
  };
  return {
    ...site,
    // Sites of a part of the documents, the first that shows one: those in its folder, or `files`, in which `*` stands for anything.
    sites: z.optional(z.array(z.strictObject({ ...site, files: z.optional(texts) }))),
  };
}
