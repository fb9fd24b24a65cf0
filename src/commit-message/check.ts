import type { WrittenMessage } from '../core/contracts/commit-message.ts';
import type { Finding } from '../core/outcome.ts';
import { bodySlips } from './body.ts';
import { isExempt } from './exempt.ts';
import { type Header, readHeader, type Slip } from './header.ts';
import { type KeptLine, keptLines } from './kept-lines.ts';
import { shorten } from './shorten.ts';
import { nearestType } from './types.ts';

/** What a message has to keep to. */
export interface Convention {
  readonly types: readonly string[];
  /** Undefined: any scope, and none. */
  readonly scopes?: readonly string[];
  /** Characters of the first line. */
  readonly maxLength: number;
}

const BYTE_ORDER_MARK = '\uFEFF';
const MARKED = { message: 'the message begins with a byte-order mark, which git keeps: save it without', at: 0 };
/** More would say nothing that is new. */
const MOST_FINDINGS = 50;

/** What is wrong with a message by Conventional Commits 1.0.0; nothing for one that git has written itself. */
export function checkMessage(message: WrittenMessage, convention: Convention): readonly Finding[] {
  if (message.merging) return [];
  const hasMark = message.text.startsWith(BYTE_ORDER_MARK);
  const [title, ...body] = keptLines(hasMark ? { ...message, text: message.text.slice(1) } : message);
  if (title === undefined) return [{ severity: 'error', message: 'the message is empty' }];
  if (isExempt(title.text)) return [];
  const slips = [
    ...(hasMark ? [MARKED] : []),
    ...titleSlips(title.text, convention),
    ...lengthSlips(title.text, convention.maxLength),
  ];
  const below = bodySlips(body).map(({ line, ...slip }) => found(slip, line));
  return [...slips.map((slip) => found(slip, title)), ...below].slice(0, MOST_FINDINGS);
}

function found({ message, at }: Slip, { line }: KeptLine): Finding {
  return { severity: 'error', message, line, column: at + 1 };
}

function titleSlips(title: string, convention: Convention): readonly Slip[] {
  const header = readHeader(title);
  if (header === undefined) return [{ message: unconventional(title, convention.types), at: 0 }];
  return [...header.slips, ...typeSlips(header, convention), ...scopeSlips(header, convention)];
}

/** A first line without a type: what it could be. */
function unconventional(title: string, types: readonly string[]): string {
  const [first = '', ...others] = title.split(/\s+/);
  const type = others.length === 0 ? undefined : types.find((one) => one.toLowerCase() === first.toLowerCase());
  const right = type === undefined ? `TYPE: ${shorten(title)}` : `${type}: ${shorten(others.join(' '))}`;
  return `no conventional commit: write \`${right}\`${type === undefined ? `, with one of ${types.join(', ')}` : ''}`;
}

/** The convention's own words for types are not case sensitive. */
function typeSlips({ type }: Header, { types }: Convention): readonly Slip[] {
  const written = type.text.toLowerCase();
  if (written === '' || types.some((one) => one.toLowerCase() === written)) return [];
  const near = nearestType(type.text, types);
  const meant = near === undefined ? '' : `; did you mean \`${near}\`?`;
  return [{ message: `\`${shorten(type.text)}\` is no type${meant} (types: ${types.join(', ')})`, at: type.at }];
}

/** A commit may be about several scopes, with commas between them. */
function scopeSlips({ scope }: Header, { scopes }: Convention): readonly Slip[] {
  if (scope === undefined || scopes === undefined || scope.text.trim() === '' || scopes.includes(scope.text)) return [];
  if (scopes.length === 0) return [{ message: 'no scope is known here: leave the parentheses out', at: scope.at }];
  let at = scope.at;
  return scope.text.split(',').flatMap((part) => {
    const slip = { name: part.trim(), at: at + part.length - part.trimStart().length };
    at += part.length + 1;
    if (scopes.includes(slip.name)) return [];
    const near = nearestType(slip.name, scopes);
    const meant = near === undefined ? '' : `; did you mean \`${near}\`?`;
    return [{ message: `\`${shorten(slip.name)}\` is no scope${meant} (scopes: ${scopes.join(', ')})`, at: slip.at }];
  });
}

function lengthSlips(title: string, most: number): readonly Slip[] {
  const characters = [...title];
  if (characters.length <= most) return [];
  const at = characters.slice(0, most).join('').length;
  return [
    {
      message: `the first line has ${characters.length} characters, ${characters.length - most} more than ${most}`,
      at,
    },
  ];
}
