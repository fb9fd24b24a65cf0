import { createHash } from 'node:crypto';

/** What a name of a pack on a branch says. */
export interface PackName {
  /** Milliseconds since 1970: when the newest of what it holds was shared, by the clock of who did. */
  readonly at: number;
  /** Digits of the hash of its bytes. */
  readonly id: string;
}

const NAME = /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)T(?<time>\d{9})Z-(?<id>[0-9a-f]{40})\.pack$/;

/** What the name says; undefined for what is called otherwise. */
export function parsePackName(name: string): PackName | undefined {
  const { year, month, day, time = '', id } = NAME.exec(name)?.groups ?? {};
  if (id === undefined) return undefined;
  const [hour, minute, second, rest] = [time.slice(0, 2), time.slice(2, 4), time.slice(4, 6), time.slice(6)];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${rest}Z`);
  return Number.isNaN(at) ? undefined : { at, id };
}

/** The name of a pack with these bytes. Names sort by time: of 26 November 2026 begins with `20261126T`. */
export function packName(bytes: Uint8Array, at: number): string {
  const digits = new Date(at).toISOString().replace(/[-:.]/g, '');
  return `${digits}-${packId(bytes)}.pack`;
}

/** The digits that name bytes. */
export function packId(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 40);
}
