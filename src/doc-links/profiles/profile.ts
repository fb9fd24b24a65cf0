import type { AnchorRules } from '../anchors.ts';

/** How one kind of site shows the documents of a repository: all that decides where their links lead. */
export interface Profile extends AnchorRules {
  /** Whether its pages find a fragment in other letter case too. */
  readonly foldsCase: boolean;
  /** Endings of documents that links may leave out, or replace by `.html`, in the order they are tried. */
  readonly endings: readonly string[];
  /** Names, without their endings, of the document that the page of a folder shows. */
  readonly indexes: readonly string[];
  /** Whether the page of `a/b.md` is `a/b/`, so that a link may start there. */
  readonly pageFolders: boolean;
  /** Whether pages are found by their names, wherever they lie. */
  readonly flat: boolean;
  /** Whether it has pages that no document of their name stands behind, by settings and plugins. */
  readonly generates: boolean;
  /** Folders below that of the site that a leading `/` may stand for, in the order they are tried. */
  readonly roots: readonly string[];
}
