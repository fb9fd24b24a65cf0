/** A table of Markdown. Cells are Markdown of one line; what would end one is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n').replaceAll('|  |', '| |');
}

/** Text that is shown as it is. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Several of them, in one line. */
export function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}

/** A description as editors show it, in which nothing but what stands in backticks is Markdown. */
export function prose(text: string): string {
  return text.replace(/`[^`]*`|[<*_]/g, (one) => (one.length > 1 ? one : one === '<' ? '&lt;' : `\\${one}`));
}

/** What links lead to, in front of a name. Of a name such as `sites[].files` letters, digits and what joins them are left. */
export function anchor(prefix: string, name: string): string {
  const id = `${prefix}-${name}`.replaceAll('<', '').replaceAll('>', '').replaceAll('[]', '').replaceAll(/[.$]+/g, '-');
  return `<a id="${id.replaceAll(/-{2,}/g, '-')}"></a>`;
}
