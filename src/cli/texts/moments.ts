/** What a person calls that for which git starts a hook. */
const MOMENTS: Readonly<Record<string, string>> = {
  'pre-commit': 'commit',
  'pre-merge-commit': 'merge',
  'pre-push': 'push',
};

/** What a person calls the cause of a run: `commit` for `pre-commit`. What has no such name keeps its own. */
export function momentName(trigger: string): string {
  return MOMENTS[trigger] ?? trigger;
}

/** The day where the reader is, as in `2026-11-22`. */
export function dayText(time: Date): string {
  return `${time.getFullYear()}-${twoDigits(time.getMonth() + 1)}-${twoDigits(time.getDate())}`;
}

/** The day and the minute where the reader is, as in `2026-11-22 09:00`. */
export function minuteText(time: Date): string {
  return `${dayText(time)} ${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`;
}

/** The Monday before or on the day, where the reader is: the first day of a week by ISO 8601. */
export function mondayOf(time: Date): Date {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate() - ((time.getDay() + 6) % 7));
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
