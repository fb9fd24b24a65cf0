import { basename, dirname, join, sep } from 'node:path';
import { DISK } from '../disk.ts';

/** The version of a program by the package that it belongs to, for people; undefined where none says. Links are followed. */
export function programVersion(path: string): string | undefined {
  const file = DISK.at(path) === undefined ? path : DISK.real(path);
  return file.includes(`${sep}node_modules${sep}`) ? nodeVersion(file) : pythonVersion(file);
}

function nodeVersion(file: string): string | undefined {
  for (let folder = dirname(file); basename(folder) !== 'node_modules'; folder = dirname(folder)) {
    const version = versionIn(DISK.read(join(folder, 'package.json')));
    // Parts of a package have such a file, too, and no version in it.
    if (version !== undefined) return version;
  }
  return undefined;
}

function versionIn(text: Buffer | undefined): string | undefined {
  try {
    const { version } = JSON.parse(text?.toString() ?? '{}');
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}

/** A script of a Python package names its interpreter, beside which the packages are, each called with its version. */
function pythonVersion(file: string): string | undefined {
  const head = (DISK.at(file)?.size ?? 0) > 1024 * 1024 ? undefined : DISK.read(file)?.subarray(0, 512).toString();
  const interpreter = /^#!\s*"?(\/[^"\n]*\/bin\/python[\d.]*)/.exec(head ?? '')?.[1];
  if (interpreter === undefined) return undefined;
  const library = join(dirname(dirname(interpreter)), 'lib');
  const notes = DISK.names(library).flatMap((name) => DISK.names(join(library, name, 'site-packages')));
  const own = notes.find((name) => name.endsWith('.dist-info') && nameOf(name) === basename(file).toLowerCase());
  return own?.slice(own.indexOf('-') + 1, -'.dist-info'.length);
}

function nameOf(note: string): string {
  return note.slice(0, note.indexOf('-')).toLowerCase().replaceAll('_', '-');
}
