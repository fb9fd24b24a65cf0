/** One setting of a config file of git's: `core.autocrlf`, section and key in lower case, what is between them as it stands. */
export interface GitSetting {
  readonly key: string;
  /** A key without `=` means true. */
  readonly value: string;
}

/** A section's head, at the start of a line: name, quoted subsection or old dotted one, and what follows on the line. */
const SECTION = /^\[\s*([-\w.]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\](.*)$/s;
const KEY = /^([a-zA-Z][-\w]*)\s*(?:=(.*))?$/s;

/**
 * Reads a config file of git's, see git-config(1), "Syntax". Lenient: lines that git would refuse are left out, because
 * git itself says so when it reads them.
 */
export function readGitConfig(text: string): readonly GitSetting[] {
  const settings: GitSetting[] = [];
  let section = '';
  for (const line of logicalLines(text)) {
    const head = SECTION.exec(line);
    if (head !== null) section = sectionName(head[1] ?? '', head[2]);
    const [, key, value] = KEY.exec((head === null ? line : (head[3] ?? '')).trim()) ?? [];
    if (key !== undefined && section !== '') {
      settings.push({
        key: `${section}.${key.toLowerCase()}`,
        value: value === undefined ? 'true' : plainValue(value),
      });
    }
  }
  return settings;
}

/** Lines without blanks around them, joined where a backslash stands at the end. */
function logicalLines(text: string): readonly string[] {
  return text
    .replace(/^\ufeff/, '')
    .replace(/(?<!\\)((?:\\\\)*)\\\r?\n/g, '$1')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[#;]/.test(line));
}

function sectionName(name: string, subsection: string | undefined): string {
  if (subsection === undefined) return name.toLowerCase();
  return `${name.toLowerCase()}.${subsection.replace(/\\(.)/g, '$1')}`;
}

/** A value without quotes, escapes and the comment after it; blanks at its end count inside quotes only. */
function plainValue(value: string): string {
  let plain = '';
  let blanks = '';
  let isQuoted = false;
  for (const [token] of value.trim().matchAll(/\\.|"|\s+|[^\\"\s]/gs)) {
    if (!isQuoted && /^(?:\s|[#;])/.test(token)) {
      if (token === '#' || token === ';') break;
      blanks = token;
      continue;
    }
    if (token === '"') isQuoted = !isQuoted;
    plain += blanks + plainToken(token);
    blanks = '';
  }
  return plain;
}

function plainToken(token: string): string {
  if (token === '"') return '';
  return token.startsWith('\\') ? unescaped(token.slice(1)) : token;
}

function unescaped(character: string): string {
  return { n: '\n', t: '\t', b: '\b' }[character] ?? character;
}
