import type { Link, Slip } from '../documents/document.ts';
import type { Placed } from '../documents/placed.ts';
import type { Block } from './paragraphs.ts';

/** The definitions of a document, and which of them are used. */
export interface DefinitionList {
  /** `label` is normalized. */
  isDefined(label: string): boolean;
  use(label: string): void;
  /** Those that were used, once each. */
  used(): readonly Placed<Link>[];
  /** Those that nobody used, and those that stand behind another with their label. */
  slips(): readonly Placed<Slip>[];
}

type Definition = Block & { readonly type: 'definition' };

/** Lists the definitions among the blocks. The first of several with one label wins. */
export function collectDefinitions(blocks: readonly Block[]): DefinitionList {
  const first = new Map<string, Definition>();
  const later: Definition[] = [];
  const used = new Set<Definition>();
  for (const block of blocks) {
    if (block.type !== 'definition') continue;
    if (first.has(block.label)) later.push(block);
    else first.set(block.label, block);
  }
  return {
    isDefined: (label) => first.has(label),
    use(label) {
      const definition = first.get(label);
      if (definition !== undefined) used.add(definition);
    },
    used: () => [...used].map(({ destination, offset }) => ({ destination, offset })),
    slips() {
      const unused = [...first.values()].filter((one) => !used.has(one) && !isComment(one));
      const others = later.filter((one) => one.destination !== first.get(one.label)?.destination && !isComment(one));
      return [
        ...unused.map(({ label, offset }) => ({
          type: 'unused-definition' as const,
          label: label.toLowerCase(),
          offset,
        })),
        ...others.map(({ label, offset }) => ({
          type: 'duplicate-definition' as const,
          label: label.toLowerCase(),
          offset,
        })),
      ];
    },
  };
}

/** `[//]: # (text)`: a definition that leads nowhere says something that no page shows. */
function isComment({ destination }: Definition): boolean {
  return destination === '' || destination === '#';
}
