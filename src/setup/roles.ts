import type { TaskKind } from '../core/contracts/tasks.ts';
import type { RepoPath } from '../core/files.ts';

/** What kinds do, for names that people know and for saying what is not there. A kind that is missing goes by its own name. */
const ROLES: ReadonlyMap<string, readonly Role[]> = new Map([
  ['prettier', ['format']],
  ['black', ['format']],
  ['ruff-format', ['format']],
  ['biome', ['format', 'lint']],
  ['eslint', ['lint']],
  ['oxlint', ['lint']],
  ['ruff', ['lint']],
  ['tsc', ['types']],
  ['mypy', ['types']],
  ['vitest', ['unit-tests']],
  ['jest', ['unit-tests']],
  ['pytest', ['unit-tests']],
]);

/** A part that a task plays, named as a task is that plays it alone. */
export type Role = 'format' | 'lint' | 'types' | 'unit-tests';

/** Languages whose tools we know. */
const LANGUAGES = [
  { name: 'JavaScript or TypeScript', ecosystem: 'node', files: /\.(?:[mc]?[jt]s|[jt]sx)$/ },
  { name: 'Python', ecosystem: 'python', files: /\.pyi?$/ },
] as const;

/** What a newcomer expects to be there, in words. Types are a matter of taste. */
const EXPECTED = [
  ['format', 'a formatter'],
  ['lint', 'a linter'],
  ['unit-tests', 'tests'],
] as const;

/** What the kind does; empty: it does something of its own. */
export function rolesOf(kind: string): readonly Role[] {
  return ROLES.get(kind) ?? [];
}

/** A name for each kind: what it does, where it is the only one that does it and does nothing else; else its own. */
export function taskNames(kinds: readonly string[]): ReadonlyMap<string, string> {
  const names = kinds.map((kind) => {
    const [role, ...more] = rolesOf(kind);
    const isAlone = role !== undefined && kinds.filter((other) => rolesOf(other).includes(role)).length === 1;
    return [kind, isAlone && more.length === 0 ? role : kind] as const;
  });
  return new Map(names);
}

/** What was not found for the languages of these files, as in "tests for Python". */
export function missingRoles(kinds: ReadonlyMap<string, TaskKind>, files: Iterable<RepoPath>): readonly string[] {
  const paths = [...files];
  return LANGUAGES.filter((language) => paths.some((path) => language.files.test(path))).flatMap((language) =>
    EXPECTED.filter(
      ([role]) => ![...kinds].some(([name, kind]) => rolesOf(name).includes(role) && serves(kind, language.ecosystem)),
    ).map(([, words]) => `${words} for ${language.name}`),
  );
}

function serves(kind: TaskKind, ecosystem: 'node' | 'python'): boolean {
  return kind.type === 'tool' && kind.tool.ecosystem === ecosystem;
}
