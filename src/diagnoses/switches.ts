import { STYLES, styleWords } from '../core/style-words.ts';
import { advice, type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Ways to skip that were meant for one command, and are still there. */
export function diagnoseSwitches({ env, git }: Facts): readonly Diagnosis[] {
  const off = env['LATTICE_HOOKS'] === '0';
  const skipped = env['LATTICE_HOOKS_SKIP'] ?? '';
  const configured = git?.settings.get('lattice.skip');
  const strange = styleWords(env).filter((word) => !STYLES.includes(word));
  return [
    ...(off
      ? [
          finding({
            id: 'hooks-off',
            message: 'LATTICE_HOOKS=0 is set in this environment: no hook does anything',
            remedy: '`unset LATTICE_HOOKS`, and take it out of the file that sets it',
          }),
        ]
      : []),
    ...(skipped === ''
      ? []
      : [
          finding({
            id: 'skip-exported',
            message: `LATTICE_HOOKS_SKIP=${skipped} is set in this environment: that is skipped at every commit and push`,
            remedy: '`unset LATTICE_HOOKS_SKIP`, and take it out of the file that sets it',
          }),
        ]),
    ...(strange.length === 0
      ? []
      : [
          advice({
            id: 'style-unknown',
            message: `LATTICE_HOOKS_STYLE holds ${strange.map((word) => `\`${word}\``).join(', ')}, which changes nothing`,
            remedy: `use some of ${STYLES.join(', ')}`,
          }),
        ]),
    ...(configured === undefined
      ? []
      : [
          advice({
            id: 'skip-configured',
            message: `lattice.skip=${configured.value} stands in git's ${configured.scope} config, where it skips nothing: it counts with \`git -c\` alone`,
            remedy: `\`git config --${configured.scope} --unset-all lattice.skip\``,
          }),
        ]),
  ];
}
