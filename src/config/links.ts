import type { RepoPath } from '../core/files.ts';
import { joinPath } from '../core/inputs.ts';
import type { Problem } from './config-error.ts';

/** The paths of `link`, within the repository. `root`: the config's folder. Complains of what leads out of it, or to all of it. */
export function compileLinks(
  root: RepoPath,
  link: string | readonly string[] | undefined,
  complain: (problem: Problem) => void,
): readonly RepoPath[] {
  return [link ?? []].flat().flatMap((path, index) => {
    const names = path.split('/').filter((name) => name !== '' && name !== '.');
    const isInside = !path.startsWith('/') && names.length > 0 && !names.includes('..');
    if (isInside) return [joinPath(root, names.join('/'))];
    const place = typeof link === 'string' ? ['link'] : ['link', index];
    const message = `\`${path}\` is no folder or file below the config's folder`;
    complain({ path: place, message: `\`link\`: ${message}` });
    return [];
  });
}
