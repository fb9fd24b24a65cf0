/** Other names of the languages whose code blocks are checked without a command of the config. */
const NAMES: Readonly<Record<string, string>> = {
  yml: 'yaml',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  py: 'python',
  python3: 'python',
  shell: 'sh',
};

/** Programs that are started for languages which we cannot read ourselves. */
const PROGRAMS: Readonly<Record<string, string>> = { python: 'python3', sh: 'sh', bash: 'bash' };

/** The languages whose code blocks are checked where the config names none. */
export const CODE_LANGUAGES: readonly string[] = ['json', 'jsonc', 'yaml', 'javascript', 'python', 'sh', 'bash'];

/** One name for each language: `py` is `python`. */
export function codeLanguage(name: string): string {
  const lower = name.toLowerCase();
  return Object.hasOwn(NAMES, lower) ? (NAMES[lower] ?? lower) : lower;
}

/** The programs that check blocks of these languages. */
export function codePrograms(languages: readonly string[]): readonly string[] {
  return [...new Set(languages.flatMap((one) => PROGRAMS[codeLanguage(one)] ?? []))];
}
