import { withoutGiven } from '../core/secrets/forms.ts';

/** What stands in place of a secret. */
const MASK = '•••';

/** Text in which what looks like a secret is masked. */
export function withoutSecrets(text: string): string {
  return withoutGiven(text, MASK);
}
