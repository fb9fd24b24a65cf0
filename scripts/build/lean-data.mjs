// Data in fewer words, which comes out as it was.

import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

/** Known actions as changes from one major version to the next, and the workflow schema of GitHub without its texts for editors. @returns {import('esbuild').Plugin} */
export function leanData() {
  return {
    name: 'lean-data',
    setup({ onLoad, onResolve, resolve }) {
      // Words for times, which the reader of workflows has a function for that nobody calls: what loads it may go then.
      onResolve({ filter: /^cronstrue$/ }, async ({ path: name, pluginData, ...from }) => {
        if (pluginData === name) return undefined;
        return { ...(await resolve(name, { ...from, pluginData: name })), sideEffects: false };
      });
      onLoad({ filter: /[\\/]known-actions\.json$/ }, ({ path: file }) => ({ contents: knownActions(readJson(file)) }));
      onLoad({ filter: /[\\/]workflow-v1\.0(?:\.min)?\.json$/ }, ({ path: file }) => ({
        contents: JSON.stringify(withoutTexts(readJson(file))),
        loader: 'json',
      }));
    },
  };
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** @typedef {Record<string, Record<string, { using: string, inputs: string[], outputs: string[] }>>} Actions */

/** A module that has them as its default export. @param {Actions} actions */
function knownActions(actions) {
  const changes = Object.fromEntries(Object.entries(actions).map(([name, majors]) => [name, changesOf(majors)]));
  if (!isDeepStrictEqual(expanded(changes), actions)) throw new Error('known actions do not come out as they were');
  return `${expanded}\nexport default expanded(${JSON.stringify(changes)});`;
}

/**
 * A text for each version: its name, what runs it, inputs that came and went, and outputs likewise.
 * @param {Actions[string]} majors
 */
function changesOf(majors) {
  let last = { inputs: /** @type {string[]} */ ([]), outputs: /** @type {string[]} */ ([]) };
  return Object.entries(majors).map(([major, one]) => {
    const told = [major, one.using, difference(last.inputs, one.inputs), difference(last.outputs, one.outputs)];
    last = one;
    return told.join();
  });
}

/** @param {readonly string[]} before @param {readonly string[]} after */
function difference(before, after) {
  const gone = before.filter((name) => !after.includes(name)).map((name) => `!${name}`);
  return [...gone, ...after.filter((name) => !before.includes(name))].join(' ');
}

/** Is written into the package as it stands here. @param {Record<string, readonly string[]>} changes @returns {Actions} */
function expanded(changes) {
  const majorsOf = (/** @type {readonly string[]} */ texts) => {
    /** @type {[inputs: Set<string>, outputs: Set<string>]} */
    const names = [new Set(), new Set()];
    return texts.map((text) => {
      const [major = '', using = '', ...changed] = text.split(',');
      for (const [index, words] of changed.entries())
        for (const word of words.split(' ').filter(Boolean)) {
          if (word[0] === '!') names[index]?.delete(word.slice(1));
          else names[index]?.add(word);
        }
      return [major, { using, inputs: [...names[0]].sort(), outputs: [...names[1]].sort() }];
    });
  };
  return Object.fromEntries(
    Object.entries(changes).map(([name, texts]) => [name, Object.fromEntries(majorsOf(texts))]),
  );
}

/**
 * A definition, or a property of a mapping, may have a description; a property may be called so too.
 * @param {{ definitions: Record<string, { description?: string, mapping?: { properties?: Record<string, unknown> } }> }} schema
 */
function withoutTexts(schema) {
  for (const definition of Object.values(schema.definitions)) {
    definition.description = undefined;
    for (const property of Object.values(definition.mapping?.properties ?? {}))
      if (typeof property === 'object' && property !== null && 'description' in property)
        property.description = undefined;
  }
  return schema;
}
