import type { Preset } from './preset.ts';

/** Programs that follow links in documents: with the options by which they stay within the repository. */
export function linkCheck([program = '', ...args]: readonly string[]): Preset | undefined {
  const name = program.split('/').at(-1) ?? '';
  if (name === 'remark-validate-links') return { uses: 'doc-links', notes: [`${name} is our own link check now`] };
  if (!/^(?:lychee|markdown-link-check|mlc|linkcheck-markdown|markdown-links-check)$/.test(name)) return undefined;
  const isOffline = args.some((word) => /^(?:--offline|--do-not-check-links-to-other-sites)$/.test(word));
  const settings = args.filter((word) => !/^(?:-q|--quiet|-v|--verbose|--offline|--no-progress|--)$/.test(word));
  const lost = settings.length === 0 ? '' : `; its options have no counterpart: ${settings.join(' ')}`;
  return {
    uses: 'doc-links',
    ...(isOffline ? {} : { options: { external: true } }),
    notes: [`${name} is our own link check now${lost}`],
  };
}
