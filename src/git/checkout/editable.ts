import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Packages of the worktree that a virtual environment imports from the worktree itself (`pip install -e`): a checkout that
 * uses this environment would run the worktree's code. By their distributions' names; see PEP 660 and PEP 610.
 */
export function editableInstalls(environment: string, worktree: string): readonly string[] {
  const root = realpathSync(worktree);
  const library = join(environment, 'lib');
  if (!existsSync(library)) return [];
  return readdirSync(library).flatMap((version) => {
    const packages = join(library, version, 'site-packages');
    return existsSync(packages) ? installedFrom(packages, root) : [];
  });
}

function installedFrom(packages: string, root: string): readonly string[] {
  return readdirSync(packages).flatMap((name) => {
    if (name.endsWith('.dist-info'))
      return leadsInto(root, originOf(join(packages, name))) ? [name.replace(/-[^-]*\.dist-info$/, '')] : [];
    // How older tools do it: a file of paths.
    if (!name.endsWith('.pth') && !name.endsWith('.egg-link')) return [];
    const lines = readFileSync(join(packages, name), 'utf8').split(/\r?\n/);
    const isOwn = lines.some(
      (line) => line !== '' && !line.startsWith('import ') && leadsInto(root, resolve(packages, line)),
    );
    return isOwn ? [name.replace(/^__editable__\.|\.(pth|egg-link)$/g, '')] : [];
  });
}

/** The folder that an editable distribution was installed from; undefined for any other. */
function originOf(distribution: string): string | undefined {
  try {
    const { url, dir_info: info } = JSON.parse(readFileSync(join(distribution, 'direct_url.json'), 'utf8'));
    return info?.editable === true ? fileURLToPath(url) : undefined;
  } catch {
    return undefined;
  }
}

function leadsInto(root: string, folder: string | undefined): boolean {
  if (folder === undefined || !existsSync(folder)) return false;
  const real = realpathSync(folder);
  // The environment itself lies in the worktree as a rule.
  return (real === root || real.startsWith(`${root}/`)) && !real.includes('/site-packages');
}
