/** A glob for files with one of the extensions. Braces around a single one would be taken literally. @param {readonly string[]} extensions */
export function glob(extensions) {
  return extensions.length === 1 ? `*.${extensions[0]}` : `*.{${extensions.join(',')}}`;
}
