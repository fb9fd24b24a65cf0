/** How labels are compared: without regard to letter case, and to the kind and number of blanks. */
export function normalizeLabel(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
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
