import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sitePackages } from './relocate.ts';

/**
 * Projects of the worktree that an environment of its checkout has installed with `pip install -e`, and still imports from the
 * worktree: what finds them is compiled or built otherwise, so that no path in it could be led into the checkout. By the
 * names of their metadata, see PEP 610 and PEP 376. `environment`: that of the checkout. Both absolute.
 */
export function fixedInstalls(environment: string, worktree: string): readonly string[] {
  return sitePackages(environment).flatMap((packages) =>
    readdirSync(packages)
      .filter((name) => name.endsWith('.dist-info') && isEditable(join(packages, name), worktree))
      .filter((name) => !isLedAway(join(packages, name), packages, environment))
      .map((name) => name.slice(0, name.indexOf('-'))),
  );
}

function isEditable(metadata: string, worktree: string): boolean {
  try {
    const { url, dir_info: info } = JSON.parse(readFileSync(join(metadata, 'direct_url.json'), 'utf8'));
    const inside = relative(realpathSync(worktree), realpathSync(fileURLToPath(url)));
    return info?.editable === true && inside !== '..' && !inside.startsWith(`..${sep}`);
  } catch {
    // Most packages come from a registry; and a source that is gone cannot be imported.
    return false;
  }
}

/** Whether a file that the installation put beside its metadata was written anew for the checkout: all others are links. */
function isLedAway(metadata: string, packages: string, environment: string): boolean {
  const record = join(metadata, 'RECORD');
  const own = realpathSync(environment);
  const files = (existsSync(record) ? readFileSync(record, 'utf8').split('\n') : [])
    .map((line) => line.split(',')[0] ?? '')
    .filter((name) => name !== '' && !name.includes('/') && existsSync(join(packages, name)));
  // Without any there is nothing by which Python would find it.
  return files.length === 0 || files.some((name) => realpathSync(join(packages, name)).startsWith(`${own}${sep}`));
}
