type JsonSchema = Readonly<Record<string, unknown>>;
type Properties = Readonly<Record<string, JsonSchema>>;

/** One store, as the schema that validates has it. */
interface Member {
  readonly properties: Properties;
  readonly required?: readonly string[];
}

/** A store of the project's own: a module, whose options nobody knows here. */
const OWN_STORE = { properties: { store: { type: 'string', pattern: '^\\.' } }, required: ['store'] };

/** What `shared` may hold and must have, as editors read it. */
export interface SharedJsonSchema {
  readonly schema: JsonSchema;
  /** What holds besides in a config that builds on no other. */
  readonly complete: JsonSchema;
}

/**
 * The schema of `shared`, taken apart: what all stores have in common is said once, and what each of them has by the name of
 * the store, because a config that extends another may say only a part of it.
 */
export function sharedJsonSchema({ oneOf, anyOf, ...union }: JsonSchema): SharedJsonSchema {
  const members = (oneOf ?? anyOf) as readonly Member[];
  const names = (member: Member) => Object.keys(member.properties);
  const [first = { properties: {} }] = members;
  const common = names(first).filter((key) => members.every((member) => key in member.properties));
  const pick = ({ properties }: Member, isMeant: (key: string) => boolean): Properties =>
    Object.fromEntries(Object.entries(properties).filter(([key]) => isMeant(key)));
  const isItsOwn = (key: string) => !common.includes(key);
  const isStore = (member: Member) => ({
    if: { properties: { store: { const: member.properties['store']?.['const'] } }, required: ['store'] },
  });
  const store = {
    anyOf: [{ enum: members.map(({ properties }) => properties['store']?.['const']) }, OWN_STORE.properties.store],
    description: 'where results are kept: the name of a store, or a module that begins with `./`',
  };
  return {
    schema: {
      ...union,
      type: 'object',
      properties: { ...pick(first, (key) => !isItsOwn(key)), store },
      allOf: [
        { if: OWN_STORE, else: { propertyNames: { enum: [...new Set(members.flatMap(names))] } } },
        ...members.map((member) => ({
          ...isStore(member),
          // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own keyword.
          then: { properties: pick(member, isItsOwn), propertyNames: { enum: names(member) } },
        })),
      ],
    },
    complete: {
      required: (first.required ?? []).filter((key) => common.includes(key)),
      allOf: members.map((member) => ({
        ...isStore(member),
        // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own keyword.
        then: { required: (member.required ?? []).filter(isItsOwn) },
      })),
    },
  };
}
