import { lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { removeTree } from './remove-tree.ts';

/** Writes a file unless it holds this already; a link or a folder in its place goes. */
export function keepText(file: string, content: string | Buffer): void {
  const bytes = Buffer.from(content);
  if (readKeptText(file)?.equals(bytes)) return;
  removeTree(file);
  writeFileSync(file, bytes);
}

/** The bytes of a file that is no link; undefined for anything else. */
export function readKeptText(file: string): Buffer | undefined {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : undefined;
}
