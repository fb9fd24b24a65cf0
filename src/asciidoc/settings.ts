import { expandAttributes } from './attributes.ts';

/** What a text has set so far, and under which conditions the line stands that is read. */
export interface Settings {
  readonly attributes: Map<string, string>;
  /** The conditions that the line stands below. Links are read both ways. */
  readonly conditions: Condition[];
  /** The attribute whose value goes on in the next line. */
  open: string | undefined;
}

/** Whether what stands below a condition counts; `open`: nobody knows here. */
type Condition = 'met' | 'unmet' | 'open';

const ATTRIBUTE = /^:(!?[\w-]+!?):(?:[ \t]+(.*))?$/;
/** What follows is read where an attribute is set, or is not; with something in brackets that alone. */
const CONDITION = /^if(n?)def::([^\s[]+)\[(.*)\]$/;
const END_OF_CONDITION = /^endif::[^[]*\[\]$/;
/** The value goes on in the next line. */
const GOES_ON = /[ \t]+\\$/;

/** Nothing set yet. */
export function noSettings(): Settings {
  return { attributes: new Map(), conditions: [], open: undefined };
}

/** Whether a line sets an attribute or belongs to a condition, of which it keeps account. What it has in brackets is a line too. */
export function readSetting(settings: Settings, text: string): boolean {
  if (settings.open !== undefined) {
    setAttribute(settings, settings.open, text.trim());
    return true;
  }
  const [, name, value = ''] = ATTRIBUTE.exec(text) ?? [];
  if (name !== undefined) {
    setAttribute(settings, name, value);
    return true;
  }
  if (END_OF_CONDITION.test(text)) {
    settings.conditions.pop();
    return true;
  }
  const [whole, not = '', tested = '', content = ''] = CONDITION.exec(text) ?? [];
  if (whole === undefined) return false;
  settings.conditions.push(judgeCondition(tested, not !== '', settings.attributes));
  if (content === '') return true;
  const [, inside, given = ''] = ATTRIBUTE.exec(content) ?? [];
  if (inside !== undefined) setAttribute(settings, inside, given);
  settings.conditions.pop();
  // Other than an attribute it is text.
  return inside !== undefined;
}

/** Where a text is shown is told by attributes of their own: here it is GitHub. */
function judgeCondition(name: string, isNot: boolean, attributes: ReadonlyMap<string, string>): Condition {
  const isSet = attributes.has(name) || name === 'env-github';
  if (isSet || name.startsWith('env-')) return isSet === isNot ? 'unmet' : 'met';
  return 'open';
}

/** Values are made of those that are known where they stand. A mark of exclamation takes an attribute away. */
function setAttribute(settings: Settings, name: string, value: string): void {
  const { attributes, conditions } = settings;
  if (conditions.includes('unmet')) return;
  const written = value.replace(/^pass:[a-z,]*\[(.*)\]$/, '$1');
  if (name.includes('!')) attributes.delete(name.replaceAll('!', ''));
  else {
    const before = settings.open === name ? `${attributes.get(name) ?? ''} ` : '';
    const next = before + expandAttributes(written.replace(GOES_ON, ''), attributes).text;
    const isUndecided = conditions.includes('open') && before === '' && (attributes.get(name) ?? next) !== next;
    attributes.set(name, isUndecided ? `{${name}}` : next);
  }
  settings.open = GOES_ON.test(written) ? name : undefined;
}
