import {
  chmodSync,
  type Dirent,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { RepoPath } from '../../core/files.ts';

/** Something that a checkout holds besides its commit. */
export type Addition =
  | { readonly type: 'folder' }
  | { readonly type: 'link'; readonly target: string }
  | { readonly type: 'file'; readonly bytes: Buffer; readonly mode: number };

/** What a checkout holds besides its commit, by place. None lies below a link or a file of another's. */
export type Additions = ReadonlyMap<RepoPath, Addition>;

/** Whether what stands at a place is what is to stand there, so that nothing has to be written. */
export function stands(place: string | Buffer, entry: Dirent<Buffer>, addition: Addition): boolean {
  switch (addition.type) {
    case 'folder':
      return entry.isDirectory();
    case 'link':
      return entry.isSymbolicLink() && readlinkSync(place) === addition.target;
    case 'file':
      return entry.isFile() && isSameFile(place, addition);
  }
}

/** Makes it where nothing stands yet, with the folders above. */
export function make(place: string, addition: Addition): void {
  mkdirSync(addition.type === 'folder' ? place : dirname(place), { recursive: true });
  if (addition.type === 'link') symlinkSync(addition.target, place);
  if (addition.type !== 'file') return;
  writeFileSync(place, addition.bytes, { flag: 'wx' });
  chmodSync(place, addition.mode);
}

function isSameFile(place: string | Buffer, { bytes, mode }: Extract<Addition, { readonly type: 'file' }>): boolean {
  const stat = lstatSync(place);
  return (stat.mode & 0o7777) === mode && stat.size === bytes.length && readFileSync(place).equals(bytes);
}
