import { oneLine, safeName } from '../report-text/harmless.ts';
import { withoutSecrets } from './masked.ts';

/** HTML that may stand in a page as it is. */
export type Html = string;

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML, in elements and in quoted attributes alike. Control characters are for others to take out. */
export function escaped(text: string): Html {
  return text.replace(/[&<>"']/g, (character) => NAMED[character] ?? '');
}

/** Words of others on one line. */
export function words(text: string): Html {
  return escaped(withoutSecrets(oneLine(text)));
}

/** A path or another name of others, as code. */
export function named(name: string): Html {
  return `<code>${escaped(safeName(name))}</code>`;
}

/** Something to copy, such as a command, as code. */
export function code(text: string): Html {
  return `<code>${words(text)}</code>`;
}

/** A part of the page with a heading, to which the list of parts leads. Empty where there is nothing in it. */
export function part(id: string, title: string, blocks: readonly Html[]): Html {
  const filled = blocks.filter((block) => block !== '');
  if (filled.length === 0) return '';
  return `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${escaped(title)}</h2>\n${filled.join('\n')}\n</section>`;
}

/** A list of these; empty where there is none. */
export function list(items: readonly Html[], kind = ''): Html {
  if (items.length === 0) return '';
  const lines = items.map((item) => `<li>${item}</li>`);
  return `<ul${kind === '' ? '' : ` class="${kind}"`}>\n${lines.join('\n')}\n</ul>`;
}

/** A table that can be pushed sideways where the page is narrow. The first cell of a row names it. */
export function table(name: string, heads: readonly string[], rows: readonly (readonly Html[])[]): Html {
  if (rows.length === 0) return '';
  const head = heads.map((one) => `<th scope="col">${escaped(one)}</th>`).join('');
  const body = rows.map(([first = '', ...more]) => {
    const cells = more.map((cell) => `<td>${cell}</td>`).join('');
    return `<tr><th scope="row">${first}</th>${cells}</tr>`;
  });
  return `<div class="wide" role="group" aria-label="${escaped(name)}" tabindex="0"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody></table></div>`;
}

/** What is there to be opened. */
export function folded(summary: Html, content: Html): Html {
  return content === '' ? '' : `<details><summary>${summary}</summary>\n${content}\n</details>`;
}

/** A moment in UTC, to the minute: a page does not know where its reader is. What is no moment stands as it is. */
export function moment(iso: string): Html {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return words(iso);
  const whole = new Date(at).toISOString();
  return `<time datetime="${whole}">${whole.slice(0, 10)} ${whole.slice(11, 16)} UTC</time>`;
}

/** How something ended, as a sign with its name for those who cannot see it. */
export function sign(status: string): Html {
  const [mark, kind] = SIGNS[status] ?? ['·', 'quiet'];
  return `<span class="sign ${kind}"><span aria-hidden="true">${mark}</span> ${escaped(status)}</span>`;
}

const SIGNS: Readonly<Record<string, readonly [mark: string, kind: string]>> = {
  passed: ['✓', 'good'],
  remembered: ['✓', 'good'],
  failed: ['✗', 'bad'],
  broken: ['✗', 'bad'],
  warning: ['!', 'odd'],
  skipped: ['–', 'quiet'],
  cancelled: ['–', 'quiet'],
};
