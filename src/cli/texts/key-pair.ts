import { SIGNING_VARIABLE } from '../../core/shared/settings.ts';
import type { KeyPair } from '../../core/shared/signing.ts';
import { indented, type Page } from '../../report-text/page.ts';

/** What a new pair of keys is shown with. */
export interface KeyPairPlace {
  /** What the config may call this repository, such as `github.com/acme/web`; undefined: nobody knows. */
  readonly repository: string | undefined;
  /** Where the documentation says more. */
  readonly see: string;
}

/**
 * A new pair of keys, and where each of them goes: the public one as a key of the config that is whole. It is shown once and
 * kept nowhere. Keys are never broken across lines.
 */
export function keyPairText({ publicKey, privateKey }: KeyPair, { repository, see }: KeyPairPlace, page: Page): string {
  const lines = [
    ...indented(0, 'For the config, which is committed: where results lie, and who is believed.', page),
    '  "shared": {',
    '    "store": "git",',
    `    "repository": ${JSON.stringify(repository ?? 'HOST/OWNER/NAME')},`,
    `    "keys": { "ci": "${publicKey}" }`,
    '  }',
    '',
    ...indented(
      0,
      `For CI, as a secret that only protected branches get, in the variable ${SIGNING_VARIABLE}. It is shown once and kept nowhere:`,
      page,
    ),
    `  ${privateKey}`,
    '',
    `see: ${see}`,
  ];
  return `${lines.join('\n')}\n`;
}
