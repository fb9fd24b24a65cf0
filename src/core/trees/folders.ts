/** What a folder holds, by name, that of a folder with a slash at its end. Ids are strings of one character for each byte. */
export type Children = Map<string, { readonly mode: string; readonly id: string }>;

/** Folders of which it is wanted, by their path with a slash at its end; the top is ''. */
export type Folders = Map<string, Children>;

/** The id of a tree, and the bytes of an id. */
export interface Noted {
  readonly id: string;
  readonly width: number;
}
