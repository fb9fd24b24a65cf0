/** Where a repository is shown to people, as far as git knows. */
export interface Hosting {
  /** Addresses of its remotes, as git has them. May hold credentials: not for people's eyes. */
  readonly addresses: readonly string[];
  /** Branches that remotes show first, by their short names; empty where git has not been told. */
  readonly branches: readonly string[];
}

/** What an object of git is, and its id. */
export interface FoundObject {
  readonly type: 'blob' | 'tree' | 'commit' | 'tag';
  readonly id: string;
}

/** Something that is on disk and that git does not have. */
export interface UnknownFile {
  /** The rule that has git ignore it, such as `.gitignore:3`; absent where nobody told git of it. */
  readonly ignoredBy?: string | undefined;
}
