/** Texts that a config names: one, or a list of them. Anything else is none. */
export function textsOf(value: unknown): readonly string[] {
  return [value].flat().filter((entry) => typeof entry === 'string');
}

/** The place of a value as people are told it: the file, with the line where that is known. */
export function placeOf(file: string, line: number | undefined): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** What a value of YAML says where its reader takes words for it: undefined for anything but yes and no. */
export function truthOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' || !/^(?:yes|no|on|off|true|false)$/i.test(value)) return undefined;
  return /^(?:yes|on|true)$/i.test(value);
}
