/** What we use of a package that brings no types. */
declare module 'simple-git-hooks' {
  /** What it puts before every command that it writes. */
  export const PREPEND_SCRIPT: string;
}
