import type { Preset } from './preset.ts';

/** What pytest shows is read by our kind; what it measures is judged by our gate. */
export function pytestPreset(args: readonly string[], isMeasuredByConfig: boolean): Preset | undefined {
  const limit = thresholdIn(args);
  const names = args.some((word) => /^--cov(?:=|$)/.test(word));
  // Our kind would measure more than the source that the config names.
  if (limit !== undefined && !names && isMeasuredByConfig) return undefined;
  const display = /^(?:-q+|--quiet|-v+|--verbose|--color(?:=.*)?|--no-header|--tb=.*)$/;
  const kept = args.filter((word, index) => !display.test(word) && !isThreshold(word, args[index - 1]));
  const measures = names || limit !== undefined;
  const options = { ...(measures ? {} : { coverage: false }), ...(kept.length === 0 ? {} : { args: kept }) };
  return {
    uses: 'pytest',
    ...(Object.keys(options).length === 0 ? {} : { options }),
    ...(limit === undefined ? {} : { gates: { coverage: { lines: limit } } }),
    notes: notesOf(limit, args),
  };
}

function notesOf(limit: number | string | undefined, args: readonly string[]): readonly string[] {
  if (limit === undefined) return [];
  const exact = `--cov-fail-under=${limit} is the gate \`coverage\` now, which does not round`;
  if (!args.includes('--cov-branch')) return [exact];
  return [`${exact}; it judges lines, where pytest-cov also counts branches: add "branches" for these`];
}

/** The least coverage that arguments of pytest-cov ask for, as our gate writes it: exact where it has decimals. */
export function thresholdIn(args: readonly string[]): number | string | undefined {
  const found = args.flatMap((word, index) => {
    const value = /^--cov-fail-under=(.*)$/s.exec(word)?.[1] ?? (args[index - 1] === '--cov-fail-under' ? word : '');
    return /^\d{1,3}(?:\.\d+)?$/.test(value) ? [value] : [];
  });
  const last = found.at(-1);
  if (last === undefined) return undefined;
  return last.includes('.') ? last : Number(last);
}

/** Whether the word is part of that limit. */
export function isThreshold(word: string, before: string | undefined): boolean {
  return word.startsWith('--cov-fail-under') || before === '--cov-fail-under';
}
