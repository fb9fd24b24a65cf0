import { type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';
import type { StubStart } from './hooks-seen.ts';
import { INSTALL, installing } from './wanted-hooks.ts';

/** The oldest Node that the package runs on: major and minor version. */
const OLDEST_NODE = [20, 19] as const;

/** What hooks start: whether they find Node and the package, with a shell's help and without, and which versions of both. */
export function diagnoseHookStart(facts: Facts): readonly Diagnosis[] {
  const { starts, repositoryVersion } = facts.hooks ?? {};
  // What another version has written is not ours to judge.
  if (repositoryVersion !== undefined && repositoryVersion !== facts.product) {
    return [otherVersion(repositoryVersion, facts)];
  }
  if (starts === undefined) return [];
  const { here, withoutShell } = starts;
  if (here.type === 'lost') return [lostStart(here.said, facts)];
  const versions = versionDiagnoses(here, facts);
  if (withoutShell.type === 'lost') return [lostNode(withoutShell.said, facts), ...versions];
  const other = withoutShell.node === here.node ? [] : oldNode(withoutShell, 'without a shell, ');
  return [...versions, ...other];
}

function lostStart(said: string, facts: Facts): Diagnosis {
  return finding({
    id: 'hook-lost',
    message: `hooks do not find what they start: ${withoutOurName(said)}`,
    remedy: `do what it says, then ${INSTALL}`,
    ...installing(facts),
  });
}

function lostNode(said: string, facts: Facts): Diagnosis {
  return finding({
    id: 'node-not-found',
    message: `hooks do not find Node where no shell has set PATH, as in an editor or a desktop client: ${withoutOurName(said)}`,
    remedy: `${INSTALL} notes where Node is now`,
    ...installing(facts),
  });
}

function versionDiagnoses(start: Extract<StubStart, { readonly type: 'found' }>, facts: Facts): readonly Diagnosis[] {
  const { version = 'of an unknown version' } = start;
  return [...(version === facts.product ? [] : [otherVersion(version, facts)]), ...oldNode(start, '')];
}

function otherVersion(version: string, { product }: Facts): Diagnosis {
  return finding({
    id: 'package-version',
    message: `hooks start lattice-hooks ${version}, and this is ${product}`,
    remedy: "run the doctor of the repository's own package, `npx lattice-hooks doctor`, or install this version there",
  });
}

function oldNode(
  { node, nodeVersion }: Extract<StubStart, { readonly type: 'found' }>,
  when: string,
): readonly Diagnosis[] {
  if (nodeVersion === undefined || !isOld(nodeVersion)) return [];
  return [
    finding({
      id: 'node-too-old',
      message: `${when}hooks start Node ${nodeVersion} (${node}), and the package needs ${OLDEST_NODE.join('.')} or later`,
      remedy: `put a newer Node first on PATH, then ${INSTALL}`,
    }),
  ];
}

function isOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}

/** A hook begins its complaint with the name of the product. */
function withoutOurName(said: string): string {
  return said.replace(/^lattice-hooks: /, '');
}
