import type { RepoPath } from '../core/files.ts';
import { mostAlike } from './alike.ts';
import type { AnchorRules, Anchors } from './anchors.ts';
import { append } from './lists.ts';
import type { Tree } from './tree.ts';
import { folderOf } from './tree.ts';

/** What was probably meant by links that lead nowhere. */
export interface Suggestions {
  /** An existing file or folder for one that is missing. */
  path(missing: RepoPath): RepoPath | undefined;
  /** An existing anchor for one that is missing, which may be the heading itself. */
  anchor(missing: string, anchors: Anchors, rules: AnchorRules): string | undefined;
}

/** Names that are compared in all, so that a repository full of broken links takes no longer than it must. */
const COMPARISONS = 1_000_000;

/** Suggests from what the tree holds. Indexes it when it is first asked. */
export function suggestFrom(tree: Tree): Suggestions {
  let index: Index | undefined;
  let left = COMPARISONS;
  const nearest = (text: string, candidates: readonly string[], partOf?: (candidate: string) => string) => {
    left -= candidates.length;
    return left < 0 ? undefined : mostAlike(text, candidates, partOf);
  };
  return {
    path(missing) {
      index ??= indexNames(tree);
      const direct = index.lowerCase.get(missing.toLowerCase()) ?? otherForm(tree, missing);
      // What is there and still missing is a symbolic link to nowhere.
      if (direct !== undefined) return direct === missing ? undefined : direct;
      const sameName = index.byName.get(nameOf(missing).toLowerCase()) ?? [];
      const moved = sameName.length === 1 ? sameName[0] : nearest(folderOf(missing), sameName, folderOf);
      return moved ?? nearest(stemOf(missing), index.byFolder.get(folderOf(missing)) ?? [], stemOf);
    },
    anchor(missing, { headings, names }, rules) {
      const slug = rules.slug(missing);
      if (slug !== '' && names.has(slug)) return slug;
      return nearest(slug, headings);
    },
  };
}

interface Index {
  readonly lowerCase: ReadonlyMap<string, RepoPath>;
  /** Paths by the last part in lower case. */
  readonly byName: ReadonlyMap<string, readonly RepoPath[]>;
  /** Paths by the folder they lie in. */
  readonly byFolder: ReadonlyMap<RepoPath, readonly RepoPath[]>;
}

function indexNames({ files, folders }: Tree): Index {
  const lowerCase = new Map<string, RepoPath>();
  const byName = new Map<string, RepoPath[]>();
  const byFolder = new Map<RepoPath, RepoPath[]>();
  for (const path of [...files.keys(), ...folders]) {
    if (path === '') continue;
    lowerCase.set(path.toLowerCase(), path);
    append(byName, nameOf(path).toLowerCase(), path);
    append(byFolder, folderOf(path), path);
  }
  return { lowerCase, byName, byFolder };
}

/** The same with Windows' separators made ours, with an ending that was left out, or with that of the generated page. */
function otherForm({ files, folders }: Tree, missing: RepoPath): RepoPath | undefined {
  const path = missing.replaceAll('\\', '/');
  const forms = [path, `${path}.md`, `${path}.markdown`, path.replace(/\.html?$/i, '.md')];
  return forms.find((form) => files.has(form) || (form !== '' && folders.has(form)));
}

function nameOf(path: RepoPath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The name without its ending, which nearly all have in common. */
function stemOf(path: RepoPath): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
