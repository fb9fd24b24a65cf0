import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { errorMessage } from '../../core/errors.ts';

/**
 * What starts a run of the project's own lint-staged, as it would be found from `folder`; undefined where there is none that obeys. From 15.5.2
 * on its hiding of unstaged edits can be turned off; 15.0 went on hiding, and later majors may not know the word any more.
 * Also undefined for one that cannot be loaded, as 17 cannot on Node 20: `tell` gets a line for each that is not taken.
 */
export async function ownLintStaged<Run>(folder: string, tell: (line: string) => void): Promise<Run | undefined> {
  const file = resolveFrom(folder);
  const version = file === undefined ? undefined : versionAt(file);
  if (file === undefined || version === undefined) return undefined;
  if (!obeys(version)) {
    tell(`the project's lint-staged ${version} is not used: it cannot be kept from hiding files itself`);
    return undefined;
  }
  try {
    const module: { readonly default?: unknown } = await import(pathToFileURL(file).href);
    if (typeof module.default === 'function') return module.default as Run;
    tell(`the project's lint-staged ${version} is not used: it has no function to call`);
  } catch (error) {
    const reason = errorMessage(error);
    tell(`the project's lint-staged ${version} is not used: it cannot be loaded: ${reason}`);
  }
  return undefined;
}

function resolveFrom(folder: string): string | undefined {
  try {
    return createRequire(join(folder, 'package.json')).resolve('lint-staged');
  } catch {
    // Not installed, or nothing that can be imported.
    return undefined;
  }
}

/** The version that the package says of itself, above the file that it is entered by. */
function versionAt(file: string): string | undefined {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      if (name === 'lint-staged') return typeof version === 'string' ? version : undefined;
    } catch {
      // No such file here, or one that only says how modules are read.
    }
  }
  return undefined;
}

function obeys(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  if (major === 15) return minor > 5 || (minor === 5 && patch >= 2);
  return major === 16 || major === 17;
}
