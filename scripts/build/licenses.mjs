// Names, versions and licences of the packages that files were taken from, and how much they are of what was written.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Each licence stands there once, below all who have it, with what each of them says of its own copyright.
 * @param {string} root @param {readonly import('esbuild').Metafile['outputs'][]} written
 */
export function licenses(root, written) {
  const inputs = written.flatMap((outputs) => Object.values(outputs).flatMap((one) => Object.entries(one.inputs)));
  const foreign = inputs.filter(([file]) => file.includes('node_modules/'));
  const bytes = foreign.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  const folders = new Set(
    foreign.flatMap(([file]) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  /** @type {Map<string, { text: string, holders: string[] }>} */
  const byTerms = new Map();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(path.join(root, folder)).find((one) => /^licen[cs]e/i.test(one));
    if (file === undefined) throw new Error(`${name} is built in, and its licence lies nowhere`);
    const { copyright, terms } = partsOf(readFileSync(path.join(root, folder, file), 'utf8'));
    const key = terms.replace(/\s+/g, ' ');
    const all = byTerms.get(key) ?? { text: terms, holders: [] };
    all.holders.push([`${name} ${version} (${license})`, ...copyright].join('\n'));
    byTerms.set(key, all);
  }
  const notices = [...byTerms.values()].map(({ text, holders }) => `${holders.join('\n\n')}\n\n${text}\n`);
  return `Built into this package, ${bytes} bytes of it:\n\n${notices.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** Lines of a licence that say whose it is, and all others, without its title. @param {string} text */
function partsOf(text) {
  const isOwn = (/** @type {string} */ line) => /^(?:the )?(?:mit|isc) license|^copyright /i.test(line.trim());
  const lines = text.trim().replaceAll('\r', '').split('\n');
  const end = lines.findIndex((line) => line.trim() !== '' && !isOwn(line));
  const head = lines.slice(0, end).map((line) => line.trim());
  return { copyright: head.filter((line) => /^copyright /i.test(line)), terms: lines.slice(end).join('\n').trim() };
}
