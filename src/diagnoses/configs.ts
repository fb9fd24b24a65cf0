import type { Standing } from './configs-seen.ts';
import { advice, type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Configs that are missing, cannot be read, or that nobody else has. */
export function diagnoseConfigs({ configs }: Facts): readonly Diagnosis[] {
  if (configs === undefined) return [];
  const { files, unreadable } = configs;
  const none =
    files.length + unreadable.length > 0
      ? []
      : [
          finding({
            id: 'config-missing',
            message: 'there is no config, so that nothing is checked',
            remedy:
              configs.stray.length > 0
                ? '`git add` those that are told of below; they govern nothing before'
                : '`npx lattice-hooks init` writes one',
          }),
        ];
  return [
    ...none,
    ...unreadable.map(({ message, hint, ...at }) =>
      finding({
        id: 'config-unreadable',
        ...at,
        message: `the config cannot be read, so that every hook refuses: ${message}`,
        remedy: hint.replace(/\.$/, ''),
      }),
    ),
    ...configs.idle.map(({ file, instead }) =>
      finding({
        id: 'config-idle',
        file,
        message:
          instead === undefined
            ? 'it has the name of a config, and is no file'
            : `this config counts for nothing: \`${instead}\` comes before it`,
        remedy: instead === undefined ? 'put the config itself there' : 'make one of the two, and remove the other',
      }),
    ),
    ...configs.sources.flatMap(({ file, git, isLocal }) => (isLocal ? [] : unshared(file, git))),
  ];
}

function unshared(file: string, git: Standing): readonly Diagnosis[] {
  const remedy = `\`git add ${file}\` and commit it`;
  switch (git) {
    case 'tracked':
      return [];
    case 'ignored':
      return [
        finding({
          id: 'config-ignored',
          file,
          message: 'git ignores the config: nobody else gets it, and pushed commits have none and pass unchecked',
          remedy: `take it out of the rule that \`git check-ignore -v ${file}\` names, then ${remedy}`,
        }),
      ];
    case 'untracked':
      return [
        advice({
          id: 'config-untracked',
          file,
          message: 'the config is not committed: nobody else has it, and pushed commits without it pass unchecked',
          remedy,
        }),
      ];
  }
}
