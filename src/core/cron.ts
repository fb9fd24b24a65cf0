/** A field of a cron line: what numbers it may hold, and names that stand for some of them. */
interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** In the order of the numbers, from `least` on. */
  readonly words?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  {
    name: 'month',
    least: 1,
    most: 12,
    words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of the week', least: 0, most: 6, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/** What is wrong with a cron line as GitHub takes it: five fields of POSIX, with names and steps. Undefined: nothing. */
export function cronProblem(text: string): string | undefined {
  const parts = text.split(/ +/);
  if (parts.length !== FIELDS.length)
    return 'it needs five fields: minute, hour, day of the month, month, day of the week';
  const index = parts.findIndex((part, at) => !isList(part, FIELDS[at] as Field));
  const field = FIELDS[index];
  return field && `\`${parts[index]}\` is no ${field.name} (${field.least} to ${field.most})`;
}

function isList(part: string, field: Field): boolean {
  return part.split(',').every((one) => {
    const [range = '', step, ...more] = one.split('/');
    const isStep = step === undefined || (isNumber(step) && Number(step) > 0);
    return more.length === 0 && isStep && (range === '*' || isRange(range, field));
  });
}

function isRange(range: string, field: Field): boolean {
  const ends = range.split('-').map((end) => numberOf(end, field));
  const [start, end = start] = ends;
  return ends.length <= 2 && start !== undefined && end !== undefined && start <= end;
}

function numberOf(text: string, { least, most, words = [] }: Field): number | undefined {
  const word = words.indexOf(text.toLowerCase());
  if (word !== -1) return least + word;
  const value = Number(text);
  return isNumber(text) && value >= least && value <= most ? value : undefined;
}

function isNumber(text: string): boolean {
  return /^\d{1,4}$/.test(text);
}
