import { type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';
import type { HookFile } from './hooks-seen.ts';
import { INSTALL, installing, wantedHooks } from './wanted-hooks.ts';

/** Hooks that are missing, of somebody else, not executable, or not what this version writes, where git looks for them. */
export function diagnoseHookFiles(facts: Facts): readonly Diagnosis[] {
  const { hooks } = facts;
  const wanted = wantedHooks(facts);
  if (hooks === undefined || hooks.foreign !== undefined || wanted.length === 0) return [];
  const files = new Map(hooks.files.map((file) => [file.name, file]));
  const missing = wanted.filter((name) => !files.has(name));
  const there = wanted.flatMap((name) => files.get(name) ?? []);
  return [
    ...(missing.length === 0 ? [] : [missingHooks(missing, hooks.folder, facts)]),
    ...foreignHooks(there, facts),
    ...lockedHooks(there),
    ...changedHooks(there, facts),
  ];
}

function missingHooks(names: readonly string[], folder: string, facts: Facts): Diagnosis {
  const [first, tiers] =
    names.length === 1
      ? ['there is no hook', 'what is to run on it does not']
      : ['there are no hooks', 'what is to run on them does not'];
  return finding({
    id: 'hook-missing',
    message: `${first} ${names.join(', ')} in ${folder}: ${tiers}`,
    remedy: `${INSTALL} writes ${names.length === 1 ? 'it' : 'them'}`,
    ...installing(facts),
  });
}

function foreignHooks(files: readonly HookFile[], facts: Facts): readonly Diagnosis[] {
  return files.flatMap(({ name, is }) => {
    if (is.type !== 'foreign' || is.callsUs) return [];
    const whose = is.manager === undefined ? 'is not ours' : `is one of ${is.manager}`;
    return finding({
      id: 'hook-foreign',
      message: `the hook ${name} ${whose}, so that no tier runs there`,
      remedy: `${INSTALL} moves it aside, where it runs first`,
      ...installing(facts),
    });
  });
}

function lockedHooks(files: readonly HookFile[]): readonly Diagnosis[] {
  const locked = files.filter(({ is, isExecutable }) => is.type === 'ours' && !isExecutable);
  if (locked.length === 0) return [];
  return [
    finding({
      id: 'hook-not-executable',
      message: `git passes over hooks that are not executable: ${locked.map(({ name }) => name).join(', ')}`,
      remedy: `\`chmod +x\` them`,
      repair: { type: 'allow', files: locked.map(({ path }) => path) },
    }),
  ];
}

/** Of a hook that another version wrote nobody knows whether it was edited as well. */
function changedHooks(files: readonly HookFile[], facts: Facts): readonly Diagnosis[] {
  const outdated: string[] = [];
  const edited: string[] = [];
  let earlier: string | undefined;
  const { repositoryVersion = facts.product } = facts.hooks ?? {};
  for (const { name, is } of files) {
    if (is.type !== 'ours' || repositoryVersion !== facts.product) continue;
    if (is.version !== facts.product) {
      outdated.push(name);
      earlier ??= is.version;
    } else if (!is.isAsWritten) edited.push(name);
  }
  return [
    ...(outdated.length === 0 ? [] : [outdatedHooks(outdated, earlier, facts)]),
    ...(edited.length === 0 ? [] : [editedHooks(edited)]),
  ];
}

function outdatedHooks(names: readonly string[], version: string | undefined, facts: Facts): Diagnosis {
  const writer = version === undefined ? 'another version' : `version ${version}`;
  return finding({
    id: 'hook-outdated',
    message: `${writer} of lattice-hooks wrote ${names.join(', ')}, and this is ${facts.product}`,
    remedy: `${INSTALL} writes them anew`,
    ...installing(facts),
  });
}

function editedHooks(names: readonly string[]): Diagnosis {
  return finding({
    id: 'hook-edited',
    message: `edited since lattice-hooks wrote it, so that nobody knows what runs: ${names.join(', ')}`,
    remedy: `put what you added into a file of its own, such as ${names[0]}.before-lattice-hooks, then ${INSTALL}`,
  });
}
