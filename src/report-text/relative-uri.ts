import type { RepoPath } from '../core/files.ts';
import { encodePath } from '../core/path-bytes.ts';

/** Bytes that stand for themselves in a path, RFC 3986: what is unreserved, and what separates folders. */
const LITERAL = /^[A-Za-z0-9\-._~/]*$/;

/** A path of the repository as a relative reference: each other byte of its name is a `%` escape, a colon too, which could end a scheme. */
export function relativeUri(path: RepoPath): string {
  if (LITERAL.test(path)) return withoutHost(path);
  let uri = '';
  for (const byte of encodePath(path)) {
    const character = String.fromCharCode(byte);
    uri += LITERAL.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return withoutHost(uri);
}

/** What begins with two slashes would name a host. */
function withoutHost(uri: string): string {
  return uri.replace(/^\/+/, '');
}

/** A folder of the repository, likewise; `./` is the repository itself. */
export function folderUri(folder: RepoPath): string {
  return folder === '' ? './' : `${relativeUri(folder)}/`;
}
