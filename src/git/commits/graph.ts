/** Commits with their parents, children before parents. Parents may lie outside. */
export type CommitGraph = ReadonlyMap<string, readonly string[]>;

/** For each commit of a graph: where the ways from it lead out of the graph. First those along first parents. */
export function waysOut(graph: CommitGraph): ReadonlyMap<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>();
  for (const [commit, parents] of [...graph].reverse()) {
    let out: readonly string[] = [];
    for (const parent of parents) out = join(out, ways.get(parent) ?? [parent]);
    ways.set(commit, out);
  }
  return ways;
}

/** Most commits share the list of their parent: a history is long, and what it stands on is little. */
function join(some: readonly string[], more: readonly string[]): readonly string[] {
  if (some.length === 0 || some === more) return more;
  const known = new Set(some);
  const fresh = more.filter((commit) => !known.has(commit));
  return fresh.length === 0 ? some : [...some, ...fresh];
}

/** Those of the commits that are no ancestors of others of them. `graph`: all that lies between them. */
export function independent(commits: readonly string[], graph: CommitGraph): readonly string[] {
  const below = new Set<string>();
  const open = commits.flatMap((commit) => graph.get(commit) ?? []);
  for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
    if (below.has(commit)) continue;
    below.add(commit);
    open.push(...(graph.get(commit) ?? []));
  }
  return commits.filter((commit) => !below.has(commit));
}
