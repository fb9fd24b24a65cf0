/** Wildcards that one segment of a path, or `**` that a whole glob may hold: each multiplies the time that a hostile file name costs. */
const MOST_IN_SEGMENT = 4;
const MOST_GLOBSTARS = 3;
/** Longer ones are no paths. */
const MOST_CHARACTERS = 4096;

/**
 * Why matching with the glob could take for ever, or undefined when it could not.
 * Regular expressions go back over what they have matched, and file names come from anybody.
 */
export function slowness(glob: string): string | undefined {
  if (glob.length > MOST_CHARACTERS) return `is longer than ${MOST_CHARACTERS} characters`;
  // `*(…)` and `+(…)` repeat a group: one that can match in several ways takes exponential time.
  if (/[*+]\((?:[^()]*[*?+!@([{])/.test(glob)) return 'repeats a group that holds another wildcard: write it out';
  const flat = flatten(glob);
  if (count(flat, /(?:(?<!\*)\*\*(?!\*)\/?)+/g) > MOST_GLOBSTARS)
    return `holds more than ${MOST_GLOBSTARS} times \`**\``;
  if (flat.split('/').some((segment) => count(segment, /\*+/g) > MOST_IN_SEGMENT)) {
    return `holds more than ${MOST_IN_SEGMENT} wildcards between two slashes`;
  }
  return undefined;
}

/** Only one alternative of a group is matched at a time: the one with most wildcards stands for all. */
function flatten(glob: string): string {
  let flat = glob.replace(/\\./gs, '_');
  for (;;) {
    const group = /[@?!*+]?\(([^(){}]*)\)|\{([^(){}]*)\}/.exec(flat);
    if (group === null) return flat;
    const alternatives = (group[1] ?? group[2] ?? '').split(/[|,]/);
    const worst = alternatives.reduce((most, one) => (count(one, /\*+/g) > count(most, /\*+/g) ? one : most), '');
    flat = `${flat.slice(0, group.index)}${worst}${flat.slice(group.index + group[0].length)}`;
  }
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
