import { errorMessage, LatticeError } from '../../core/errors.ts';
import { diskRemedy } from '../../system/disk-remedy.ts';

/**
 * The error for a step that failed and is undone: `what` did not work, and `assurance` says how things stand, a sentence.
 * One that says so itself stays; that of git keeps its code and words.
 */
export function notDone(what: string, assurance: string, error: unknown): LatticeError {
  if (!(error instanceof LatticeError)) {
    const reason = errorMessage(error);
    const hint = `${assurance} ${diskRemedy(error) ?? 'Mend the cause'}, then commit again.`;
    return new LatticeError('isolation', `${what}: ${reason}`, hint, error);
  }
  if (error.code === 'isolation') return error;
  const { code, message, hint, cause } = error;
  return new LatticeError(
    code,
    message,
    `${assurance} ${hint}`,
    cause,
    'isolation.md#when-work-cannot-be-put-aside-or-back',
  );
}
