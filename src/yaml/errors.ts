/** What the library says of a text. */
interface Trouble {
  readonly code: string;
  readonly message: string;
}

/** What is wrong, for who writes YAML: a word of the library for who calls it is put into ours. */
export function troubleText({ code, message }: Trouble): string {
  return code === 'MULTIPLE_DOCS' ? 'A second document begins here, where one is wanted' : message;
}

/** Whether a text is nested too deeply for the library, which makes an error of its document of what is no error of it alone. */
export function isTooDeep({ message }: Trouble): boolean {
  return message.includes('call stack');
}
