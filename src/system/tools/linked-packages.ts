import { isAbsolute, join, relative, sep } from 'node:path';
import { dirname } from 'node:path/posix';
import type { Look } from '../../core/look.ts';
import { foldersToRoot } from '../processes/search-path.ts';

/** pnpm's folder of a `file:` package, whose files are hard links to those in the repository. */
const INJECTED = /(?:^|\/)node_modules\/\.pnpm\/[^/]*@file\+[^/]*\/node_modules\//;

/** A folder that is one of those around the root. */
const ANCESTOR = /^\.\.(?:\/\.\.)*$/;

/**
 * Packages that `node_modules` takes from where they are written, by links of workspaces, `file:`, `portal:` and `npm link`:
 * their versions never change, what they hold does. Folders are relative to the root: `../` leads out of the repository.
 */
export class LinkedPackages {
  readonly #root: string;
  readonly #look: Look;
  readonly #names = new Map<string, ReadonlySet<string>>();

  /** `root`: absolute, the top of the worktree. */
  constructor(root: string, look: Look) {
    this.#root = root;
    this.#look = look;
  }

  /** The folder of a package as code in a folder would find it; undefined where it is installed. */
  find(name: string, from: string): string | undefined {
    for (const folder of foldersToRoot({ cwd: join(this.#root, from), root: this.#root })) {
      const place = this.#placeIn(join(folder, 'node_modules'), name.split('/'));
      if (place !== undefined) return this.ownPlace(place);
    }
    return undefined;
  }

  /** Where a file or folder really is; undefined where that is among what is installed, or around the repository. */
  ownPlace(path: string): string | undefined {
    try {
      const place = relative(this.#look.real(this.#root), this.#look.real(path)).replaceAll(sep, '/');
      if (ANCESTOR.test(place) || isAbsolute(place)) return undefined;
      return /(?:^|\/)node_modules\//.test(place) && !INJECTED.test(place) ? undefined : place;
    } catch {
      // A link that leads nowhere.
      return undefined;
    }
  }

  /** The folder of the package that a place outside of the repository belongs to. */
  packageAround(place: string): string | undefined {
    for (let folder = dirname(place); !ANCESTOR.test(folder); folder = dirname(folder)) {
      if (this.#look.at(join(this.#root, folder, 'package.json')) !== undefined) return folder;
    }
    return undefined;
  }

  /** Files below a folder that git does not know, packages that are installed in it apart. */
  unknownFiles(folder: string, isTracked: (path: string) => boolean): readonly string[] {
    const files: string[] = [];
    const visited = new Set<string>();
    // What is added is walked through in its turn.
    const folders = [folder];
    for (const place of folders) {
      for (const path of this.#pathsIn(place).filter((one) => !isTracked(one))) {
        const sight = this.#look.at(join(this.#root, path));
        if (sight?.isFile) files.push(path);
        // A link may lead back up.
        if (sight?.isFolder && !visited.has(sight.stamp)) folders.push(path);
        visited.add(sight?.stamp ?? '');
      }
    }
    return files;
  }

  #pathsIn(folder: string): readonly string[] {
    const names = this.#look
      .names(join(this.#root, folder))
      .filter((name) => name !== 'node_modules' && name !== '.git');
    return names.map((name) => (folder === '' ? name : `${folder}/${name}`));
  }

  #placeIn(modules: string, [first = '', second]: readonly string[]): string | undefined {
    if (!this.#namesIn(modules).has(first)) return undefined;
    if (second === undefined) return join(modules, first);
    return this.#namesIn(join(modules, first)).has(second) ? join(modules, first, second) : undefined;
  }

  #namesIn(folder: string): ReadonlySet<string> {
    const known = this.#names.get(folder);
    if (known !== undefined) return known;
    const names = new Set(this.#look.names(folder));
    this.#names.set(folder, names);
    return names;
  }
}
