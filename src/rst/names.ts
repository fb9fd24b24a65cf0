/** How labels are compared: without regard to letter case, and to the kind and number of blanks. */
export function normalizeLabel(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The text of a title as a reader sees it: without the marks of inline markup, and with the text of a link alone. */
export function plainText(title: string): string {
  return title
    .replace(/``([^`]{1,999})``/g, '$1')
    .replace(/(?::[\w:.+-]{1,99}:)?`~?([^`<]{1,999})(?:<[^<>`]{1,999}>)?`_{0,2}/g, '$1')
    .replace(/(?<!\w)(\*{1,2})(?=\S)([^*]{1,999}?)(?<=\S)\1(?!\w)/g, '$2')
    .replace(/\\(.)/g, '$1');
}

/** The id that docutils makes of a label or a title: ASCII letters and digits, joined by hyphens. May be empty. */
export function idOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\0-\x7f]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join('-');
}
