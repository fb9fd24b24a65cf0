import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Additions } from './additions.ts';

/** What stands in a folder of installed packages, by the name that it is imported by. */
const PACKAGE = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^@./][^/]*)$/;

/**
 * Installed packages that need one of the workspace. Node follows the link to an installed package before it looks for what
 * that imports, so that they find the worktree's and not the checkout's. By name; `checkout` is absolute.
 */
export function worktreeImports(additions: Additions, checkout: string): readonly string[] {
  const own = new Set<string>();
  const installed = new Map<string, string>();
  for (const [path, addition] of additions) {
    const name = PACKAGE.exec(path)?.[1];
    if (name === undefined || addition.type !== 'link') continue;
    if (addition.target.startsWith(`${checkout}/`)) own.add(name);
    else installed.set(addition.target, name);
  }
  if (own.size === 0) return [];
  const found = [...installed].filter(([folder]) =>
    needsOf(folder).some((need) => own.has(need) && !existsSync(join(folder, 'node_modules', need))),
  );
  return [...new Set(found.map(([, name]) => name))].sort();
}

function needsOf(folder: string): readonly string[] {
  try {
    const { dependencies, peerDependencies, optionalDependencies } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    return Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
  } catch {
    // A file beside the packages, or one that says nothing of what it needs.
    return [];
  }
}
