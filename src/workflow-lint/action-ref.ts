import type { Spot, YamlText } from '../yaml/tree.ts';

/** What a `uses` names that lies in a repository: an action, or a workflow that is called. */
export interface ActionRef {
  /** `owner/name` with a path behind it, in lower case: GitHub does not tell case apart. */
  readonly name: string;
  /** Behind the `@`: a commit, a tag or a branch. */
  readonly ref: string;
  readonly refAt: Spot;
  /** Whether the ref is a whole commit id. */
  readonly isCommit: boolean;
  /** `v2.6.1` → [2, 6, 1], from the tag or from the comment behind a commit; as many numbers as are written, none where unknown. */
  readonly version: readonly number[];
}

const REF = /^([\w.-]+\/[\w.-]+(?:\/[^@\s]*)?)@(\S+)$/;
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
const VERSION = /^v?(\d+(?:\.\d+){0,2})(?![\w.-])/;

/** `text`: the whole file, for the comment. Undefined: it is local, an image, or computed. */
export function actionRefOf(uses: YamlText, text: string): ActionRef | undefined {
  const [, name = '', ref = ''] = REF.exec(uses.text.trim()) ?? [];
  if (ref === '' || uses.text.includes('${{')) return undefined;
  const isCommit = COMMIT.test(ref);
  const [, version] = VERSION.exec(isCommit ? commentBehind(uses, text) : ref) ?? [];
  return {
    name: name.toLowerCase(),
    ref,
    refAt: uses.spotAt(uses.text.indexOf('@') + 1),
    isCommit,
    version: version === undefined ? [] : version.split('.').map(Number),
  };
}

/** Whether a version is older than another; one that is not written to its end is as new as can be. */
export function isOlder(version: readonly number[], than: readonly number[]): boolean {
  for (const [index, number] of than.entries()) {
    const own = version[index];
    if (own === undefined) return false;
    if (own !== number) return own < number;
  }
  return false;
}

/** `# v4.2.1`, also as `# tag=v4.2.1` and `# actions/checkout@v4`. */
function commentBehind(uses: YamlText, text: string): string {
  const line = text.split('\n')[uses.lastLine - 1] ?? '';
  const [, comment = ''] = /\s#\s*(?:[\w-]+[=:]\s*|[\w./-]+@)?(\S.*)$/.exec(line) ?? [];
  return comment;
}
