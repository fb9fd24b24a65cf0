import { createHash } from 'node:crypto';

/** A text with its hash in the line above it, by which damage is known. */
export function seal(text: string): string {
  return `${hashOf(text)}\n${text}`;
}

/** The text that was sealed; undefined when it is not what it was. */
export function unseal(sealed: string): string | undefined {
  const end = sealed.indexOf('\n');
  const text = sealed.slice(end + 1);
  return end !== -1 && hashOf(text) === sealed.slice(0, end) ? text : undefined;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
