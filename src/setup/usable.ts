import { compileGlobs } from '../config/globs.ts';
import type { RepositoryFacts } from '../core/contracts/detection.ts';
import type { ToolIdentity } from '../core/contracts/tool-identity.ts';
import { pathTest } from '../core/globs.ts';
import type { Candidate, SetupNote, Sifted } from './proposal.ts';
import { rolesOf } from './roles.ts';

/** Whether a program of the repository's or the machine's goes by the name. */
export type HasProgram = (program: string) => boolean;

/** Where tests are, in the names that the test runners look for by themselves, or in a folder that says so. */
const TESTS = {
  node: /(?:^|\/)(?:tests?|specs?|__tests__)\/.*\.(?:[mc]?[jt]s|[jt]sx)$|\.(?:test|spec)\.(?:[mc]?[jt]s|[jt]sx)$/,
  python: /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/,
} as const;

/**
 * Leaves out what could only refuse or only do nothing: tools that the project does not name and that are nowhere to be
 * found, kinds without a file to look at, and test runners without a test.
 */
export function keepUsable({ candidates, notes }: Sifted, repository: RepositoryFacts, has: HasProgram): Sifted {
  const kept: Candidate[] = [];
  const told: SetupNote[] = [];
  for (const candidate of candidates) {
    const reason = reasonAgainst(candidate, repository, has);
    if (reason === undefined) kept.push(candidate);
    else told.push({ about: candidate.name, text: `left out: ${reason}` });
  }
  const left = new Set(told.map((note) => note.about));
  return { candidates: kept, notes: [...notes.filter((note) => !left.has(note.about)), ...told] };
}

function reasonAgainst(
  { name, kind, detection }: Candidate,
  repository: RepositoryFacts,
  has: HasProgram,
): string | undefined {
  if (kind.type === 'tool' && !isNamed(kind.tool, repository) && !has(kind.tool.program)) {
    const { tool } = kind;
    const what = tool.ecosystem === 'any' ? tool.program : tool.package;
    return `${detection.because} is there and ${what} is not installed: ${installCommand(tool)}`;
  }
  const isAbout = pathTest(compileGlobs(kind.files, []));
  const files = [...repository.files];
  if (!files.some(isAbout)) return `${detection.because} is there and no file for it to look at`;
  const isTests = kind.type === 'tool' && rolesOf(name).includes('unit-tests');
  const tests = isTests && kind.tool.ecosystem !== 'any' ? TESTS[kind.tool.ecosystem] : undefined;
  if (tests !== undefined && !files.some((file) => tests.test(file))) {
    return `${detection.because} is there and not one test; add it when there are some`;
  }
  return undefined;
}

function isNamed(tool: ToolIdentity, { nodePackages, pythonPackages }: RepositoryFacts): boolean {
  if (tool.ecosystem === 'any') return false;
  return (tool.ecosystem === 'node' ? nodePackages : pythonPackages).has(tool.package);
}

function installCommand(tool: ToolIdentity): string {
  if (tool.ecosystem === 'any') return tool.install;
  return tool.ecosystem === 'node' ? `npm i -D ${tool.package}` : `pip install ${tool.package}`;
}
