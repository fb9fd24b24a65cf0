import { weaknessOf } from '../shell/weak-commands.ts';
import { commandPlaces } from './command-places.ts';
import { advice, type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Commands of scanners that do not do what they look like. */
export function diagnoseOldCommands(facts: Facts): readonly Diagnosis[] {
  return commandPlaces(facts).flatMap(({ what, at, commands }) =>
    commands.flatMap(({ words }) => {
      const weakness = weaknessOf(words);
      if (weakness === undefined) return [];
      const { subject, message, remedy } = weakness;
      const isAdvice = weakness.id === 'severity-flag';
      return (isAdvice ? advice : finding)({
        id: isAdvice ? 'severity-flag' : 'retired-command',
        ...at,
        message: `${subject} in ${what} ${message}`,
        remedy,
      });
    }),
  );
}
