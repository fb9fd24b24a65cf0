import type { Difference } from '../core/key-details.ts';
import { counted } from './amounts.ts';
import { oneLine, safeName } from './harmless.ts';

/** Versions of programs by name: at the pass, and now. */
export interface VersionsOfBoth {
  readonly before: Readonly<Record<string, string>>;
  readonly now: Readonly<Record<string, string>>;
}

/** Causes that are told before the rest is counted. */
const MOST_CAUSES = 2;
/** Digits of an id that a person compares. */
const SHORT = 7;

/** Why a pass is not this one, in a line: the first differences, and how many there are besides. */
export function causesText(differences: readonly Difference[], versions: VersionsOfBoth): string {
  if (differences.length === 0) return 'nothing changed';
  const told = differences.slice(0, MOST_CAUSES).map((one) => causeText(one, versions));
  const rest = differences.length - told.length;
  return [...told, ...(rest > 0 ? [`and ${counted(rest, 'other thing')}`] : [])].join('; ');
}

/** One thing in which two keys differ, for a person: as in "eslint.config.js changed (a1b2c3d → d4e5f6a)". */
function causeText(difference: Difference, versions: VersionsOfBoth): string {
  const { part, name, before = '', now = '' } = difference;
  switch (part) {
    case 'format':
      return 'another version of lattice-hooks remembers passes in another form';
    case 'product':
      return `lattice-hooks ${oneLine(before)} → ${oneLine(now)}`;
    case 'platform':
      return `${oneLine(before)} → ${oneLine(now)}`;
    case 'node':
      return `Node ${oneLine(before)} → ${oneLine(now)}`;
    case 'task':
      return taskText(difference);
    case 'programs':
      return programText(name, versions);
    case 'installed':
      return installedText(difference);
    case 'variables':
      return variableText(difference);
    case 'filters':
      return "git's content filters changed";
    case 'hosting':
      return 'another remote is set, or another branch that it shows';
    case 'epoch':
      return 'a remembered pass of it was not true, so that all were forgotten';
    case 'trust':
      return 'others are believed than before in what machines share';
    case 'period':
      return 'what its tool knows changes by itself, so that a pass counts for a time';
    case 'handed':
      return 'it is handed another choice of its files';
    default:
      return fileText(difference);
  }
}

/** Keys of a config by the names of a task's members, where these differ. */
const KEYS: Readonly<Record<string, string>> = { check: 'run' };

function taskText({ name, before, now }: Difference): string {
  const key = KEYS[name] ?? safeName(name);
  const [was, is] = [valueText(name, before), valueText(name, now)];
  const change = was === undefined || is === undefined ? '' : ` (${was} → ${is})`;
  return `\`${key}\` of the task changed${change}`;
}

/** Commands and words as a person writes them; undefined for all else, and for what was too long to be kept. */
function valueText(name: string, value: string | undefined): string | undefined {
  if (value?.startsWith('"')) return `\`${oneLine(JSON.parse(value))}\``;
  if ((name !== 'check' && name !== 'fix') || value?.startsWith('[[') !== true) return undefined;
  const commands: readonly (readonly string[])[] = JSON.parse(value);
  return `\`${commands.map((words) => oneLine(words.join(' '))).join(' && ')}\``;
}

function programText(name: string, { before, now }: VersionsOfBoth): string {
  const [was, is] = [new Map(Object.entries(before)).get(name), new Map(Object.entries(now)).get(name)];
  if (was === undefined || is === undefined || was === is) return `the program ${safeName(name)} changed`;
  return `${safeName(name)} ${oneLine(was)} → ${oneLine(is)}`;
}

/** What package managers note, see `installedNodePackages` and `installedPythonPackages`; else a file that git does not track. */
function installedText(difference: Difference): string {
  const { name } = difference;
  if (/^python\d/.test(name)) return `installed packages changed (${safeName(name)})`;
  if (/(?:^|\/)(?:node_modules\/\.|\.pnp\.|bun\.lock)/.test(name))
    return `installed packages changed (${safeName(name)})`;
  return `${safeName(name)}, which git does not track, ${changeText(difference)}`;
}

/** Values are secrets as often as not: nobody kept them. */
function variableText({ name, before, now }: Difference): string {
  if (before === undefined) return `the variable ${safeName(name)} is set, and was not`;
  if (now === undefined) return `the variable ${safeName(name)} was set, and is not`;
  return `the variable ${safeName(name)} has another value`;
}

function fileText(difference: Difference): string {
  const { name, before, now } = difference;
  if (before !== undefined && now !== undefined && idOf(before) === idOf(now))
    return `${safeName(name)} changed its mode (${modeOf(before)} → ${modeOf(now)})`;
  const ids = before === undefined || now === undefined ? '' : ` (${shortWord(before)} → ${shortWord(now)})`;
  return `${safeName(name)} ${changeText(difference)}${ids}`;
}

/** A word has the mode before the id where that is not the usual one, see `fileWord`. */
function idOf(word: string): string {
  return word.slice(word.indexOf(' ') + 1);
}

function modeOf(word: string): string {
  return word.includes(' ') ? oneLine(word.slice(0, word.indexOf(' '))) : '100644';
}

function changeText({ before, now }: Difference): string {
  if (before === undefined) return 'is new';
  return now === undefined ? 'is gone' : 'changed';
}

/** A word of `fileWord`, with fewer digits; the mode stays. */
function shortWord(word: string): string {
  const at = word.lastIndexOf(' ') + 1;
  return oneLine(word.slice(0, at + SHORT));
}
