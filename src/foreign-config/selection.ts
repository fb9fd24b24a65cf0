/** Endings of files that are no text. What is inside a file no glob can ask for. */
export const BINARY =
  '**/*.{ai,avif,bmp,bz2,dll,docx,ear,eot,eps,exe,flac,gif,gz,icns,ico,jar,jpeg,jpg,mov,mp3,mp4,otf,p12,pdf,png,pptx,pyc,so,swf,tar,tgz,tif,tiff,ttf,war,wav,webm,webp,whl,woff,woff2,xlsx,xz,zip}';

/** Which files a task is about, as the config says it, and what could not be said. */
export interface Selection {
  readonly keys: { readonly files?: string | readonly string[]; readonly exclude?: string | readonly string[] };
  /** Whether no path can fit what is asked of it. */
  readonly isNone: boolean;
  /** What is not as it was: never that a file is left out that was looked at before. */
  readonly notes: readonly string[];
  /** What no glob can say, each a part of a sentence. Without it the task is about more files. */
  readonly left: readonly string[];
}

/** The keys of a task for these globs: none where they are all files. */
export function selectionKeys(files: readonly string[], exclude: readonly string[]): Selection['keys'] {
  const isAll = files.length === 0 || files.includes('**');
  return {
    ...(isAll ? {} : { files: oneOrMore(files) }),
    ...(exclude.length === 0 ? {} : { exclude: oneOrMore(exclude) }),
  };
}

/** A list as the config may write it: one is enough for itself. */
function oneOrMore(globs: readonly string[]): string | readonly string[] {
  const distinct = [...new Set(globs)];
  return distinct.length === 1 ? (distinct[0] ?? '') : distinct;
}

/** A name as a glob that matches just it. */
export function literalGlob(path: string): string {
  return path.replace(/[*?[\]{}()!+@|\\]/g, '\\$&');
}
