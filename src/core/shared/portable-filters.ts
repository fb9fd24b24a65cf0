/**
 * Settings that are the default of git, or say of the disk what the platform says, or where attributes lie that are listed
 * themselves: they make no file differ from its blob.
 */
const NO_MATTER =
  /^core\.(?:autocrlf=(?:false|no|off|0)?$|eol=native$|filemode=true$|symlinks=true$|(?:safecrlf|attributesfile|ignorecase|precomposeunicode|checkroundtripencoding)=)/i;
const SETTING = /^(?<key>(?:core|filter)\.[^=]+)=/;
/** Not what `git -c` handed on, whose text may look like one. */
const DRIVER = /^filter\.(?!handed=)(?<name>.+)\.[^.=]+=/;
const NAMED = /(?:^|\s)filter=(\S+)/g;

/**
 * Of git's content filters (see `contentFilters`) those that can make a file differ from its blob here: everybody has others
 * in his own settings. `attributes`: what the attribute files of the repository say.
 */
export function portableFilters(filters: string, attributes: readonly string[]): string {
  const lines = filters.split('\n').filter((line) => line !== '');
  const named = new Set([...attributes, ...lines].flatMap((text) => [...text.matchAll(NAMED)].map(([, name]) => name)));
  // A setting may stand in several files, in any order, and the last one counts, also where it is git's default; of attributes
  // the order decides.
  const settings = [...new Map(lines.flatMap((line) => withKey(line))).values()].filter((line) => {
    const driver = DRIVER.exec(line)?.groups?.['name'];
    return driver === undefined ? !NO_MATTER.test(line) : named.has(driver);
  });
  return [...settings.sort(), ...lines.filter((line) => !SETTING.test(line))].join('\n');
}

function withKey(line: string): readonly (readonly [key: string, line: string])[] {
  const key = SETTING.exec(line)?.groups?.['key'];
  return key === undefined ? [] : [[key, line]];
}
