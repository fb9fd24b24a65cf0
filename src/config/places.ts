import { isAbsolute, relative } from 'node:path';
import type { RepoPath } from '../core/files.ts';
import type { Place } from './source.ts';

/** Turns offsets of the text into places. */
export function placeFinder(text: string): (offset: number) => Place {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** `file:line:column`, or the file alone. */
export function showPlace(shown: string, place: Place | undefined): string {
  return place === undefined ? shown : `${shown}:${place.line}:${place.column}`;
}

/** The path as people are told it: relative to the directory when it lies inside, else as it is. */
export function showPath(file: string, directory: string): string {
  return isInside(directory, file) ? relative(directory, file).replaceAll('\\', '/') : file;
}

/** Whether the absolute path lies below the directory. */
export function isInside(directory: string, file: string): boolean {
  const path = relative(directory, file);
  return path !== '' && path !== '..' && !path.startsWith('../') && !isAbsolute(path);
}

/** The repository's directory, from a folder of it and that folder's path within (`''` is the directory itself). */
export function directoryAbove(folder: string, root: RepoPath): string {
  return root === '' ? folder : folder.slice(0, -root.length - 1);
}
