import { normalizePythonName } from '../core/python.ts';

/** A requirement (PEP 508) begins with its name; extras, a version, a marker or an address may follow. */
const REQUIREMENT = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\]\s*)?(?:[<>=!~;@(,].*)?$/s;

/** Tables of pyproject.toml whose lists are requirements, whatever their keys. */
const LISTS = /^(project\.optional-dependencies|dependency-groups|tool\.pdm\.dev-dependencies)$/;
/** Tables that have one list of requirements among other keys, and the keys of such lists. */
const MIXED = /^(project|tool\.uv|tool\.hatch\.envs\..+)$/;
const LIST_KEYS = /^(dependencies|dev-dependencies|extra-dependencies)$/;
/** Tables whose keys are names of packages. */
const NAMES = /^tool\.poetry\.(?:group\..+\.)?(?:dev-)?dependencies$/;

/** Normalized names of the packages that a pyproject.toml asks for: for running, developing, and under any extra or group. */
export function namesInPyproject(text: string): readonly string[] {
  return tablesOf(text)
    .flatMap(({ name, body }) => {
      if (NAMES.test(name))
        return [...body.matchAll(/^[ \t]*["']?([\w.-]+)["']?[ \t]*=/gm)].map((match) => match[1] ?? '');
      if (!LISTS.test(name) && !MIXED.test(name)) return [];
      return listsOf(body).flatMap(({ key, words }) => (LISTS.test(name) || LIST_KEYS.test(key) ? words : []));
    })
    .flatMap(nameOf);
}

/** Normalized names of the packages that a requirements file lists. Options, addresses and paths are left out. */
export function namesInRequirements(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) =>
    nameOf(
      line
        .replace(/(^|\s)#.*$/, '')
        .replace(/\s--\w.*$/, '')
        .replace(/\\$/, '')
        .trim(),
    ),
  );
}

/** The normalized name of an installed package, from the folder that its installer left (`Foo_Bar-1.2.dist-info`). */
export function nameOfInstalled(entry: string): readonly string[] {
  const name = /^(.+?)-[^-]+(?:-[^-]+)*\.(?:dist|egg)-info$/.exec(entry)?.[1];
  return name === undefined ? [] : [normalizePythonName(name)];
}

interface Table {
  /** Without quotes, as in `tool.poetry.group.dev.dependencies`. */
  readonly name: string;
  readonly body: string;
}

/** The tables of a TOML text, in order. Enough of TOML for what people write into a pyproject.toml. */
function tablesOf(text: string): readonly Table[] {
  const parts = withoutComments(text).split(/^[ \t]*\[{1,2}([^[\]\n]+)\]{1,2}[ \t]*$/m);
  const tables: Table[] = [];
  for (let index = 1; index + 1 < parts.length; index += 2) {
    tables.push({ name: (parts[index] ?? '').replace(/["' \t]/g, ''), body: parts[index + 1] ?? '' });
  }
  return tables;
}

/** `key = [ "word", … ]`, over as many lines as it takes. */
function listsOf(body: string): readonly { readonly key: string; readonly words: readonly string[] }[] {
  const lists = body.matchAll(
    /^[ \t]*["']?([\w.-]+)["']?[ \t]*=[ \t]*\[((?:"[^"\n]*"|'[^'\n]*'|\{[^}]*\}|[^\]"'{])*)\]/gm,
  );
  return [...lists].map((match) => ({
    key: match[1] ?? '',
    words: [...(match[2] ?? '').replace(/\{[^}]*\}/g, '').matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].map(
      (word) => word[1] ?? word[2] ?? '',
    ),
  }));
}

function withoutComments(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/("[^"\n]*"|'[^'\n]*')|#[^\n]*/g, (_, quoted: string | undefined) => quoted ?? '');
}

function nameOf(requirement: string): readonly string[] {
  const name = REQUIREMENT.exec(requirement)?.[1];
  return name === undefined ? [] : [normalizePythonName(name)];
}
