// Paths as tools of any system spell them.

export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Z]:\//.test(path);
}

/** A path as it is where that is absolute, else below the folder. */
export function join(folder: string, path: string): string {
  return isAbsolute(path) ? path : normalize(`${folder}/${path}`);
}

/** What `normalize` changes: all other paths, nearly all, stay the text that they are. */
const UNUSUAL = /\\|\/\/|.\/$|(?:^|\/)\.\.?(?:\/|$)|^[a-z]:|^file:/;

/** With `/` between segments, without `.`, inner `..` and a `file:` scheme; drive letters in upper case. */
export function normalize(path: string): string {
  if (!UNUSUAL.test(path)) return path;
  const slashed = withoutScheme(path)
    .replaceAll('\\', '/')
    .replace(/^[a-z]:\//, (drive) => drive.toUpperCase());
  const segments: string[] = [];
  for (const segment of slashed.split('/')) {
    if (segment === '' || segment === '.') continue;
    const previous = segments.at(-1);
    if (segment !== '..' || previous === undefined || previous === '..') segments.push(segment);
    else segments.pop();
  }
  return (slashed.startsWith('/') ? '/' : '') + segments.join('/');
}

function withoutScheme(path: string): string {
  if (!path.startsWith('file://')) return path;
  const rest = path.slice('file://'.length).replace(/^\/(?=[A-Za-z]:)/, '');
  try {
    return decodeURIComponent(rest);
  } catch {
    return rest;
  }
}
