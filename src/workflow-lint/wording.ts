import { suggest } from '../core/nearest.ts';
import { keysBeside, keysOfWorkflows } from './keys.ts';
import type { Complaint } from './read-template.ts';
import type { KeyPlace } from './tree-reader.ts';

/** A complaint of GitHub's reader in our words; undefined for one that only repeats another, or that GitHub itself does not have. */
export function reworded(complaint: Complaint): string | undefined {
  const { message, place } = complaint;
  for (const [pattern, say] of WORDINGS) {
    const match = pattern.exec(message);
    if (match !== null) return say(match[1] ?? '', place, match[2] ?? '');
  }
  return message.replace(/\.$/, '');
}

type Say = (what: string, place: KeyPlace | undefined, other: string) => string | undefined;

/** What is quoted of a file, at most. */
const LONGEST = 60;

const WORDINGS: readonly (readonly [RegExp, Say])[] = [
  // A default of any kind is taken: the reader of the server has them all as texts.
  [/^Unexpected type '.*' encountered while reading 'input default'/s, () => undefined],
  // Follows what is said of the same value.
  [/^Unexpected type '/, () => undefined],
  [/^Invalid format for/, () => undefined],
  // The server reads options of any input.
  [/^Input type is not 'choice'/, () => undefined],
  // Told by `reference`, which sees the whole.
  [/depends on (?:unknown )?job|at least one job with no dependencies/, () => undefined],
  // Same place as the one about the missing properties.
  [/^Expected one of uses, run/, () => undefined],
  [
    /^There's not enough info/,
    () => 'This is neither a step that runs something (`run`) nor one that uses an action (`uses`)',
  ],
  [
    /^Unexpected value ''/,
    (_what, place) => (place === undefined ? 'A value is missing' : `\`${place.key}\` has no value`),
  ],
  [/^Unexpected value '(.*)'$/s, unexpected],
  [/^'(.*)' is already defined$/s, (what) => `\`${what}\` is there twice: GitHub reads keys without regard to case`],
  [/^Required property is missing: (.*)$/, (what) => `\`${what}\` is missing`],
  [/^A sequence was not expected/, (_what, place) => `A list is not allowed ${below(place)}`],
  [/^A mapping was not expected/, (_what, place) => `Keys are not allowed ${below(place)}`],
  [
    /^Invalid cron expression/,
    () =>
      'This is no cron expression: five fields, as in `17 3 * * 1-5` (minute, hour, day, month, weekday from 0 to 6)',
  ],
  [/^The expression is not closed/, () => 'The expression is not closed: `}}` is missing'],
  [/^An expression was expected/, () => 'The expression is empty'],
  [/^A template expression is not allowed/, () => 'Expressions are not allowed here'],
  [/^Unrecognized named-value: '(.*)'$/s, unknownName],
  [
    /^Unrecognized function: '(.*)'$/s,
    (what) => `\`${cut(what)}\` is no function that is known here${suggest(what, FUNCTIONS)}`,
  ],
  [
    /^Too (few|many) parameters supplied: '(.*)'$/s,
    (amount, _place, name) => `\`${cut(name)}\` is given too ${amount} arguments`,
  ],
  [/^Even number of parameters/, () => '`case` takes pairs of a condition and a value, and a value for all else'],
  [/^Unexpected symbol: '(.*?)'(?:\. Located at|$)/s, (what) => unexpectedSymbol(what)],
  [/^Unexpected end of expression/, () => 'The expression ends too early'],
  [
    /^The identifier '(.*)' is invalid/s,
    (what) => `\`${cut(what)}\` is no id: letters, digits, \`_\` and \`-\` after a letter or \`_\`, at most 99 in all`,
  ],
  [
    /^The identifier '(.*)' may not be used more than once/s,
    (what) => `The id \`${cut(what)}\` is there twice in this job`,
  ],
];

const CONTEXTS = [
  'env',
  'github',
  'inputs',
  'job',
  'jobs',
  'matrix',
  'needs',
  'runner',
  'secrets',
  'steps',
  'strategy',
  'vars',
];
const FUNCTIONS = [
  ...['always', 'cancelled', 'case', 'contains', 'endsWith', 'failure', 'format', 'fromJSON', 'hashFiles', 'join'],
  ...['startsWith', 'success', 'toJSON'],
];

function unexpected(what: string, place: KeyPlace | undefined): string {
  if (place?.key !== what) return `\`${cut(what)}\` is not allowed ${below(place)}`;
  if (keysOfWorkflows().includes(what)) return `\`${what}\` is not allowed here, or not beside the other keys`;
  const siblings = place.within.pairs.map(({ key }) => key.text);
  return `Unknown key \`${cut(what)}\`${nearestOnly(what, keysBeside(siblings))}`;
}

function below(place: KeyPlace | undefined): string {
  return place === undefined ? 'here' : `as \`${cut(place.key)}\``;
}

function unknownName(what: string): string {
  if (CONTEXTS.includes(what.toLowerCase())) return `The context \`${what}\` is not available here`;
  if (what.startsWith('"')) return unexpectedSymbol(what);
  return `Unknown context \`${cut(what)}\`${nearestOnly(what, CONTEXTS) || ': a text stands in single quotes'}`;
}

function unexpectedSymbol(what: string): string {
  const hint = what.includes('"') ? ': texts stand in single quotes' : '';
  return what === '' ? 'The expression ends too early' : `\`${cut(what)}\` is not understood in an expression${hint}`;
}

function nearestOnly(what: string, known: readonly string[]): string {
  const said = suggest(what, known);
  return said.startsWith('; did') ? said : '';
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
