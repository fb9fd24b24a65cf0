import type { Difference } from '../core/memory/key-details.ts';
import { counted } from './amounts.ts';
import { oneLine, safeName } from './harmless.ts';

/** What is known of the present. */
export interface Setting {
  /** Versions of programs by name. */
  readonly now: Readonly<Record<string, string>>;
  /** Where keys of the task stand in the config, as `file:line`. */
  readonly places: Readonly<Record<string, string>>;
}

/** The same beside the versions of programs at a pass. */
export interface SettingOfBoth extends Setting {
  readonly before: Readonly<Record<string, string>>;
}

/** How much is told of a change: `brief` leaves out by which ids it can be looked up. */
type Length = 'brief' | 'full';

/** Causes that are told before the rest is counted. */
const MOST_CAUSES = 2;
/** Digits of an id that a person compares. */
const SHORT = 7;

/** Why a pass is not this one, in a line: the first differences, and how many there are besides. */
export function causesText(differences: readonly Difference[], setting: SettingOfBoth): string {
  if (differences.length === 0) return 'nothing changed';
  const told = differences.slice(0, MOST_CAUSES).map((one) => causeText(one, setting, 'full'));
  const rest = differences.length - told.length;
  return [...told, ...(rest > 0 ? [`and ${counted(rest, 'other thing')}`] : [])].join('; ');
}

/** One thing in which two keys differ, for a person: as in "eslint.config.js changed (a1b2c3d → d4e5f6a)". */
export function causeText(difference: Difference, setting: SettingOfBoth, length: Length): string {
  const { part, name, before = '', now = '' } = difference;
  switch (part) {
    case 'format':
      return 'the form changed in which lattice-hooks remembers passes';
    case 'product':
      return `lattice-hooks ${oneLine(before)} → ${oneLine(now)}`;
    case 'platform':
      return `${oneLine(before)} → ${oneLine(now)}`;
    case 'node':
      return `Node ${oneLine(before)} → ${oneLine(now)}`;
    case 'task':
      return taskText(difference, setting, length);
    case 'programs':
      return programText(name, setting);
    case 'installed':
      return installedText(difference);
    case 'variables':
      return variableText(difference);
    case 'filters':
      return "git's settings for ends of lines or filters changed";
    case 'hosting':
      return 'the remote changed, or the branch that it shows';
    case 'epoch':
      return 'all its passes were forgotten, as one of them turned out not to be true';
    case 'trust':
      return 'the keys changed by which shared results are believed';
    case 'period':
      return 'the time ended for which its passes count';
    case 'handed':
      return 'the choice changed of the files that it is handed';
    default:
      return fileText(difference, length);
  }
}

/** Keys of a config by the names of a task's members, where these differ. */
const KEYS: Readonly<Record<string, string>> = { check: 'run' };

function taskText({ name, before, now }: Difference, { places }: Setting, length: Length): string {
  const key = KEYS[name] ?? name;
  const [was, is] = [valueText(name, before), valueText(name, now)];
  const place = new Map(Object.entries(places)).get(key);
  const where = place === undefined ? '' : ` in ${safeName(place)}`;
  const change = length === 'brief' || was === undefined || is === undefined ? '' : ` (${was} → ${is})`;
  // The command of a kind is nobody's own key.
  const what = name === 'check' && place === undefined ? 'its command' : `\`${safeName(key)}\` of the task`;
  return `${what} changed${where}${change}`;
}

/** Commands and words as a person writes them; undefined for all else, and for what was too long to be kept. */
function valueText(name: string, value: string | undefined): string | undefined {
  if (value?.startsWith('"')) return `\`${oneLine(JSON.parse(value))}\``;
  if ((name !== 'check' && name !== 'fix') || value?.startsWith('[[') !== true) return undefined;
  const commands: readonly (readonly string[])[] = JSON.parse(value);
  return `\`${commands.map((words) => oneLine(words.join(' '))).join(' && ')}\``;
}

function programText(name: string, { before, now }: SettingOfBoth): string {
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
  if (before === undefined) return `the variable ${safeName(name)} was set`;
  if (now === undefined) return `the variable ${safeName(name)} was unset`;
  return `the variable ${safeName(name)} got another value`;
}

function fileText(difference: Difference, length: Length): string {
  const { name, before, now } = difference;
  if (before !== undefined && now !== undefined && idOf(before) === idOf(now))
    return `${safeName(name)} changed its mode (${modeOf(before)} → ${modeOf(now)})`;
  const ids =
    length === 'brief' || before === undefined || now === undefined
      ? ''
      : ` (${shortWord(before)} → ${shortWord(now)})`;
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
