/** Where the digits end that begin at `start`; `start` where there are none. */
export function endOfDigits(bytes: Buffer, start: number): number {
  let at = start;
  for (let code = bytes[at]; code !== undefined && code >= 48 && code <= 57; code = bytes[at]) at += 1;
  return at;
}

/** The number that these digits are, read where they stand. */
export function numberBetween(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) value = value * 10 + (bytes[at] as number) - 48;
  return value;
}
