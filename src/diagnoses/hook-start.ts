import { type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';
import type { StubStart } from './hooks-seen.ts';
import { INSTALL, installing } from './wanted-hooks.ts';

/** The oldest Node that the package runs on: major and minor version. */
const OLDEST_NODE = [20, 19] as const;

/** What hooks start: whether they find Node and the package, with a shell's help and without, and which versions of both. */
export function diagnoseHookStart(facts: Facts): readonly Diagnosis[] {
  const { starts } = facts.hooks ?? {};
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
  const isOther = start.version !== facts.product;
  const version = isOther
    ? [
        finding({
          id: 'package-version',
          message: `hooks start lattice-hooks ${start.version ?? 'of an unknown version'} in ${start.package}, and this is ${facts.product}`,
          remedy:
            'run the doctor of the package that the repository has, `npx lattice-hooks doctor`, or install this version',
        }),
      ]
    : [];
  return [...version, ...oldNode(start, '')];
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
