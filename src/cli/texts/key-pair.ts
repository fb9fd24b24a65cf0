import { SIGNING_VARIABLE } from '../../core/shared/settings.ts';
import type { KeyPair } from '../../core/shared/signing.ts';
import { indented, type Page } from '../../report-text/page.ts';

/** A new pair of keys, and where each of them goes. It is shown once and kept nowhere. Keys are never broken across lines. */
export function keyPairText({ publicKey, privateKey }: KeyPair, page: Page): string {
  const lines = [
    ...indented(0, 'For the config, which is committed: who is believed.', page),
    `  "shared": { "keys": { "ci": "${publicKey}" } }`,
    '',
    ...indented(
      0,
      `For CI, as a secret that only protected branches get, in the variable ${SIGNING_VARIABLE}. It is shown once and kept nowhere:`,
      page,
    ),
    `  ${privateKey}`,
  ];
  return `${lines.join('\n')}\n`;
}
