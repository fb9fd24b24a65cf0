import type { GateContext } from '../core/contracts/gates.ts';
import { errorMessage } from '../core/errors.ts';
import type { RepoPath } from '../core/files.ts';
import { type Baseline, baselinePath, parseBaseline } from './baseline.ts';
import { meets, noWorseThan, type Share } from './thresholds.ts';

/** What the measurement is held to, and what it is compared with. */
export interface Held {
  /** Where it is to be committed. */
  readonly path: RepoPath;
  /** Undefined where the merge base has none. */
  readonly baseline: Baseline | undefined;
  /** Id of the merge base. */
  readonly base: string;
  /** For people: `origin/main, 4f2c1e9`. */
  readonly since: string;
  /** Shares that what is judged has lower in its own baseline, for people. */
  readonly lowered: readonly string[];
}

/** What is asked of the world. */
type Asked = Pick<GateContext, 'root' | 'snapshot' | 'read' | 'readAtBase'>;

/** Reads the baseline from the merge base, so that no branch can lower it. Rejects with an `Error` when there is none that can be read. */
export async function readHeld(ref: string | undefined, { root, snapshot, read, readAtBase }: Asked): Promise<Held> {
  const path = baselinePath(root);
  const { text, base, since } = await readAtBase(ref, path);
  const from = comparedWith(since, base);
  const baseline = text === undefined ? undefined : parse(text, root, `${path} of ${from}`, IN_THE_BASE);
  // One that nobody can read would break the gate for everybody who comes after.
  const own = snapshot.tree.has(path) ? parse(await read(path), root, path, HERE) : undefined;
  return { path, baseline, base, since: from, lowered: loweredShares(baseline, own) };
}

/** What was compared with, for people: `origin/main, 4f2c1e9`. */
export function comparedWith(since: string, base: string): string {
  const short = base.slice(0, 7);
  return since.includes(short) ? since : `${since}, ${short}`;
}

const HERE = 'restore it, or remove it and let a run with --all --fix write another';
const IN_THE_BASE = 'mend it there, and skip this gate until then';

function parse(text: string, root: RepoPath, what: string, help: string): Baseline {
  try {
    return parseBaseline(text, root);
  } catch (error) {
    throw new Error(`${what} is no baseline: ${errorMessage(error)}; ${help}`);
  }
}

function loweredShares(before: Baseline | undefined, own: Baseline | undefined): readonly string[] {
  if (before === undefined || own === undefined) return [];
  const all: readonly (readonly [name: string, was: Share, is: Share | undefined])[] = [
    ['the total', before.total, own.total],
    ...[...before.files].map(([path, was]) => [path, was, own.files.get(path)] as const),
  ];
  return all.flatMap(([name, was, is]) => {
    const isLower = is !== undefined && was.total > 0 && !meets(is, noWorseThan(was, { scaled: 0n, scale: 1n }));
    return isLower ? [`${name} from ${was.covered}/${was.total} to ${is.covered}/${is.total}`] : [];
  });
}
