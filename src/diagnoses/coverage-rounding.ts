import { roundingOption } from '../shell/weak-commands.ts';
import { commandPlaces } from './command-places.ts';
import { readCoverageSettings } from './coverage-settings.ts';
import { advice, type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Thresholds that say what they mean: nothing, and all. */
const EXACT = new Set([0, 100]);

const MESSAGE = 'accepts up to half a percent less, because coverage.py rounds to whole percents before it compares';
const OR_GATE = 'or have the gate `coverage` judge the report, which never rounds';
const ID = 'coverage-rounding';

/** Thresholds of coverage.py without a precision: 89.5 % is 90 % to it. */
export function diagnoseCoverageRounding(facts: Facts): readonly Diagnosis[] {
  const read = (facts.settings ?? []).map((one) => ({ ...one, ...readCoverageSettings(one) }));
  // Where it is told to be precise, thresholds of command lines are as well.
  const commands = read.some(({ isPrecise }) => isPrecise) ? [] : roundingCommands(facts);
  const precise = new Set(read.filter(({ isPrecise }) => isPrecise).map(({ file }) => folderOf(file)));
  const isGated = (facts.configs?.tiers ?? []).some(({ gates }) => 'coverage' in gates);
  // Where a gate of ours judges the same coverage, this threshold is one more and not the one that counts.
  const tell = isGated ? advice : finding;
  const rounding = read.filter(({ file }) => !precise.has(folderOf(file)));
  return [
    ...commands,
    ...rounding.flatMap(({ file, thresholds }) =>
      thresholds
        .filter(({ value }) => !EXACT.has(Number(value)))
        .map(({ name, value, line }) =>
          tell({
            id: ID,
            file,
            line,
            message: `\`${name}=${value}\` ${MESSAGE}`,
            remedy: `set \`precision = 2\` in the settings of coverage.py, ${OR_GATE}`,
          }),
        ),
    ),
  ];
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

function roundingCommands(facts: Facts): readonly Diagnosis[] {
  return commandPlaces(facts).flatMap(({ what, at, commands }) =>
    commands.flatMap(({ words }) => {
      const found = roundingOption(words);
      if (found === undefined) return [];
      const message = `\`${found.option}\` in ${what} ${MESSAGE}`;
      return finding({ id: ID, ...at, message, remedy: `add \`${found.precision}\`, ${OR_GATE}` });
    }),
  );
}
