import type { SettingsText } from './facts.ts';

/** What files of settings say of a threshold for coverage. */
export interface CoverageSettings {
  readonly thresholds: readonly Threshold[];
  /** Whether more than whole percents are compared. */
  readonly isPrecise: boolean;
}

/** A threshold, and where it is written. */
export interface Threshold {
  readonly name: 'fail_under' | '--cov-fail-under';
  readonly value: string;
  readonly line: number;
}

/** The sections of coverage.py's reports, in each of its files. */
const SECTIONS = new Set(['report', 'coverage:report', 'tool.coverage.report']);

/** Reads INI and TOML alike, line by line: all that is asked for stands on a line of its own. */
export function readCoverageSettings({ text }: SettingsText): CoverageSettings {
  const lines = settingLines(text);
  const own = lines.filter(({ section }) => SECTIONS.has(section));
  return {
    thresholds: [
      ...thresholdsIn(own, 'fail_under', /^\s*fail_under\s*[=:]\s*["']?(\d+(?:\.\d+)?)/),
      ...thresholdsIn(lines, '--cov-fail-under', /--cov-fail-under[= ](\d+(?:\.\d+)?)/),
    ],
    isPrecise:
      own.some((line) => /^\s*precision\s*[=:]\s*["']?[1-9]/.test(line.text)) ||
      lines.some((line) => /--cov-precision[= ][1-9]/.test(line.text)),
  };
}

interface SettingLine {
  readonly line: number;
  readonly text: string;
  readonly section: string;
}

function settingLines(text: string): readonly SettingLine[] {
  let section = '';
  return text.split('\n').flatMap((line, index) => {
    section = /^\s*\[([^[\]]+)\]/.exec(line)?.[1]?.trim() ?? section;
    return /^\s*[#;]/.test(line) ? [] : { line: index + 1, text: line, section };
  });
}

function thresholdsIn(lines: readonly SettingLine[], name: Threshold['name'], pattern: RegExp): readonly Threshold[] {
  return lines.flatMap(({ text, line }) => {
    const value = pattern.exec(text)?.[1];
    return value === undefined ? [] : { name, value, line };
  });
}
