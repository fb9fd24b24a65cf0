import { scriptName } from './runners.ts';

/** Programs that start another one, which is what the task is about. */
const STARTERS =
  /^(?:env|npx|pnpx|bunx|uv|poetry|pipenv|pdm|rye|hatch|bundle|python[\d.]*|node|exec|run|sh|bash|-m|yarn|pnpm|npm|bun)$/;

/** What a command is called: the script of package.json that it runs, else its program. */
export function nameOfCommand(argv: readonly string[]): string {
  const script = scriptName(argv);
  if (script !== undefined) return validName(script);
  const word = argv.find((one) => !STARTERS.test(one) && !one.includes('=') && !one.startsWith('-')) ?? argv[0] ?? '';
  // A text for a shell is called after what it starts first.
  const [first = ''] = word.trim().split(/\s/);
  return validName(first.replace(/^.*\//, '').replace(/\.(?:[cm]?[jt]s|sh|py|rb)$/, ''));
}

/** The text as a name that the config allows: without blanks and commas, and without a dash in front. */
export function validName(text: string): string {
  const name = text
    .trim()
    .replace(/[\s,]+/g, '-')
    .replace(/^-+/, '');
  return name === '' ? 'task' : name;
}

/** The name, or the first one after it that is not taken: `lint`, `lint-2`. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${name}-${number}`)) return `${name}-${number}`;
  }
}
