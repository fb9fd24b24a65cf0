import type { RepoPath } from '../core/files.ts';
import type { Profile } from './profiles/profile.ts';
import type { Place } from './tree.ts';

/** What is left to find out about a link, or what is wrong with it. */
export type Question =
  /** A path that only one machine has, or a program that no host leaves on a page. */
  { readonly type: 'disk' | 'script' } | MissingQuestion | AnchorQuestion | PinnedQuestion | LineQuestion;

/** A place where nothing is. */
export interface MissingQuestion {
  readonly type: 'missing';
  readonly place: MissingPlace;
  /** Not where the site may have a page that no document of its name stands behind. */
  readonly isCertain: boolean;
  /** Set where the link is the id of a resource and no path. */
  readonly isResource?: true;
}

/** Where a link ends that leads to nothing. */
export type MissingPlace = Exclude<Place, { readonly type: 'file' | 'folder' | 'submodule' }>;

/** Whether one of these Markdown files has the anchor. */
export interface AnchorQuestion {
  readonly type: 'anchor';
  /** Decoded, without the `#`. */
  readonly fragment: string;
  readonly files: readonly RepoPath[];
  /** The file or folder that the link names. */
  readonly shown: RepoPath;
  /** Of the site that the link is followed on. */
  readonly profile: Profile;
  /** Set where something that is not looked at may make it: another repository, or a script. */
  readonly isGuess?: true;
}

/** Whether a tag or commit has the file, and that the heading. */
export interface PinnedQuestion {
  readonly type: 'pinned';
  readonly ref: string;
  readonly path: RepoPath;
  readonly fragment: string | undefined;
  /** Of the host. */
  readonly profile: Profile;
}

/** Whether the file has that many lines. */
export interface LineQuestion {
  readonly type: 'line';
  readonly file: RepoPath;
  readonly line: number;
}
