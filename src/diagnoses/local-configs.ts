import { advice, type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Local overrides that are committed, or that the next `git add` would take; configs that govern nothing. */
export function diagnoseLocalConfigs({ configs }: Facts): readonly Diagnosis[] {
  if (configs === undefined) return [];
  const local = configs.sources.flatMap(({ file, git, isLocal }) => {
    if (!isLocal || git === 'ignored') return [];
    return git === 'tracked'
      ? finding({
          id: 'local-config-tracked',
          file,
          message: 'local overrides are committed: they change what is checked for everybody, and not at a push',
          remedy: `\`git rm --cached ${file}\`, and add the file to .gitignore`,
        })
      : advice({
          id: 'local-config-unignored',
          file,
          message: 'git does not ignore these local overrides, and may get them committed',
          remedy: `add \`${file}\` to .gitignore, or to .git/info/exclude`,
        });
  });
  const stray = configs.stray.map((file) =>
    advice({
      id: 'config-stray',
      file,
      message: 'a config below the top governs its folder once git knows it, and not yet',
      remedy: `\`git add ${file}\``,
    }),
  );
  return [...local, ...stray];
}
