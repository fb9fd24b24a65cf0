import { rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { makeRunFolder } from './processes/run-folders.ts';
import { isOnReadOnlyDisk } from './read-only-disk.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The environment in which git finds a place for new objects. Where the repository lies on a disk that cannot be written to
 * that is a folder below `temporary`, beside which git reads the repository's own; it goes when the process ends.
 */
export function withPlaceForObjects(env: Variables, commonDir: string, temporary: string): Variables {
  const objects = join(commonDir, 'objects');
  // Whoever has led git elsewhere has done so for a reason.
  if (env['GIT_OBJECT_DIRECTORY'] !== undefined || !isOnReadOnlyDisk(objects)) return env;
  const folder = makeRunFolder(temporary);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const others = env['GIT_ALTERNATE_OBJECT_DIRECTORIES'];
  return {
    ...env,
    GIT_OBJECT_DIRECTORY: folder,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: [quote(objects), ...(others ? [others] : [])].join(delimiter),
  };
}

/** As git reads a path in a list of several, see `GIT_ALTERNATE_OBJECT_DIRECTORIES` in git(1). */
function quote(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&')}"`;
}
