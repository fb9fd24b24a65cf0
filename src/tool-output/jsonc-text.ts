/** A quoted text, or a comment of either kind. */
const TEXT_OR_COMMENT = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;

/** JSON with comments, without its comments: what looks like one in a quoted text stays. */
export function withoutComments(text: string): string {
  return text.replace(TEXT_OR_COMMENT, (found) => (found.startsWith('"') ? found : ' '));
}

/** What a config says that it extends, wherever it says so, in its order. The text must have no comments. */
export function extended(text: string): readonly string[] {
  return [...text.matchAll(/"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name),
  );
}

/** Whether what is extended is a file that is followed to: one of the project's own, by a path or by its bare name. */
export function isFollowed(base: string): boolean {
  return /^\.{1,2}\//.test(base) || /^[^/:@.][^/:]*\.jsonc?$/.test(base);
}
