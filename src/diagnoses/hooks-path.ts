import { type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';
import type { HooksSeen } from './hooks-seen.ts';
import { wantedHooks } from './wanted-hooks.ts';

/** Hooks that git does not look at: `core.hooksPath` in some scope, or in another worktree, leads elsewhere. */
export function diagnoseHooksPath(facts: Facts): readonly Diagnosis[] {
  const { hooks } = facts;
  const wanted = wantedHooks(facts);
  if (hooks === undefined || wanted.length === 0) return [];
  const isThere = hooks.files.some(({ name, is }) => (is.type === 'ours' || is.callsUs) && wanted.includes(name));
  const { foreign } = hooks;
  const here =
    foreign === undefined || isThere
      ? []
      : [
          finding({
            id: 'hooks-path',
            message: `no hook of ours runs: ${foreign.cause}${managersOf(hooks)}`,
            remedy: foreign.remedy,
          }),
        ];
  const elsewhere = hooks.worktrees.filter(({ ours }) => !wanted.some((name) => ours.includes(name)));
  return [
    ...here,
    ...elsewhere.map(({ worktree, folder }) =>
      finding({
        id: 'hooks-path',
        message: `no hook of ours runs in the worktree ${worktree}: core.hooksPath has git look in ${folder} there`,
        remedy: 'run `npx lattice-hooks install --force` there, or take the setting out',
      }),
    ),
  ];
}

/** Whose hooks are there, where that is known. */
function managersOf({ files }: HooksSeen): string {
  const names = new Set(files.flatMap(({ is }) => (is.type === 'foreign' ? (is.manager ?? []) : [])));
  return names.size === 0 ? '' : `; hooks there are of ${[...names].join(', ')}`;
}
