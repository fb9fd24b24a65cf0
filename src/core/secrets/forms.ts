/** Tokens by the forms that their issuers gave them so that they can be found. */
const TOKENS = new RegExp(
  [
    '\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b',
    '\\bgh[pousr]_\\w{20,}',
    '\\bgithub_pat_\\w{20,}',
    '\\bglpat-[\\w-]{16,}',
    '\\bnpm_\\w{30,}',
    '\\bpypi-[\\w-]{30,}',
    '\\bxox[a-z]-[\\w-]{10,}',
    '\\b[rs]k_(?:live|test)_\\w{10,}',
    '\\bsk-[\\w-]{20,}',
    '\\bAIza[\\w-]{30,}',
    '\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]{8,}',
    '\\bey[\\w-]{10,}\\.ey[\\w-]{10,}\\.[\\w-]+',
  ].join('|'),
  'g',
);

/** The password in an address. */
const IN_ADDRESS = /(:\/\/[^\s/:@]*:)[^\s/@]+@/g;

/** A text that is given to what is named like a secret. */
const GIVEN =
  /((?:passw(?:or)?d|passphrase|secret|token|api_?-?key|access_?-?key)["'\]]{0,2}\s{0,8}[:=]\s{0,8}["'`])[^"'`]{4,}/gi;

/** A key over several lines, of which a finding names the first. */
const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/;

/** Text in which tokens, and passwords in addresses, are replaced by the mask. */
export function withoutTokens(text: string, mask: string): string {
  return text.replace(TOKENS, mask).replace(IN_ADDRESS, `$1${mask}@`);
}

/** The same for a line of source, in which a secret may also be told by the name that it is given to. */
export function withoutGiven(line: string, mask: string): string {
  return withoutTokens(line, mask).replace(GIVEN, `$1${mask}`);
}

/** Whether a private key stands in the text of a file. */
export function holdsPrivateKey(text: string): boolean {
  return PRIVATE_KEY.test(text);
}
