import type { Options } from '../core/contracts/schema.ts';
import type { Tools } from '../core/contracts/tools.ts';
import type { RepoPath } from '../core/files.ts';
import { checkLinks } from './check.ts';
import { append } from './lists.ts';
import { redirected } from './redirect.ts';
import { type Rewrite, rewriteLinks } from './rewrite.ts';

/**
 * New contents of those of the documents whose links the change under check broke by renaming a file or a heading: they lead
 * to the new place then. Nothing else is rewritten; a document that is not UTF-8 stays as it is.
 */
export async function fixLinks(
  paths: readonly RepoPath[],
  options: Options,
  tools: Tools,
): Promise<ReadonlyMap<RepoPath, Uint8Array>> {
  const check = await checkLinks(paths, options, tools);
  const rewrites = new Map<RepoPath, Rewrite[]>();
  for (const judged of 'problem' in check ? [] : check.judged) {
    const to = redirected(judged);
    const { document, link } = judged.source;
    if (to !== undefined && to !== link.destination) append(rewrites, document, { link, to });
  }
  const contents = await tools.read([...rewrites.keys()]);
  const fixed = new Map<RepoPath, Uint8Array>();
  for (const [path, wanted] of rewrites) {
    const content = rewritten(contents.get(path), wanted);
    if (content !== undefined) fixed.set(path, content);
  }
  return fixed;
}

function rewritten(content: Uint8Array | undefined, rewrites: readonly Rewrite[]): Uint8Array | undefined {
  const bytes = Buffer.from(content ?? []);
  const start = bytes.subarray(0, MARK.length).equals(MARK) ? MARK.length : 0;
  const source = bytes.toString('utf8', start);
  const { text, count } = rewriteLinks(source, rewrites);
  // What is not UTF-8 would not come back as it was.
  if (count === 0 || !Buffer.from(source).equals(bytes.subarray(start))) return undefined;
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(text)]);
}

/** The byte order mark, which is no part of the text. */
const MARK = Buffer.from('\ufeff');
