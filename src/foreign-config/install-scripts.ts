/** A script of package.json that installs the hooks of another tool. */
export interface InstallScript {
  readonly name: string;
  /** The part of it that does. */
  readonly command: string;
  /** The script with our command in that place; undefined where it is no command of its own. */
  readonly replaced: string | undefined;
}

/** Scripts that package managers run by themselves. */
const LIFECYCLE = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];

const INSTALLS =
  /^(?:(?:npx|pnpm exec|yarn) )?(?:husky(?: install)?(?: [\w./-]+)?|lefthook install(?: -\S+)*|simple-git-hooks(?: \S+)?|pre-commit install(?: \S+)*|overcommit (?:--install|-i)(?: \S+)*)$/;
const MENTIONS = /\b(?:husky|lefthook|simple-git-hooks|pre-commit install|overcommit)\b/;

/** Those among the scripts of package.json, in the order in which they run. */
export function installScripts(scripts: ReadonlyMap<string, string>): readonly InstallScript[] {
  return LIFECYCLE.flatMap((name): readonly InstallScript[] => {
    const text = scripts.get(name);
    if (text === undefined || !MENTIONS.test(text)) return [];
    const parts = text.split(/\s*&&\s*/);
    const at = parts.findIndex((part) => INSTALLS.test(part.trim()));
    if (at === -1) return [{ name, command: text, replaced: undefined }];
    const others = parts.filter((part) => !INSTALLS.test(part.trim()) && part.trim() !== OURS);
    return [{ name, command: parts[at] ?? text, replaced: [...others, OURS].join(' && ') }];
  });
}

const OURS = 'lattice-hooks install';
