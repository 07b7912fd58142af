/** Examples of bodies and answers for the documentation, put together from the examples of their fields. */

/** The part of an OpenAPI schema that an example is made from. */
interface Schema {
  readonly $ref?: string;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly minimum?: number;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly discriminator?: { readonly propertyName: string; readonly mapping?: Record<string, string> };
  readonly required?: readonly string[];
  readonly properties?: Record<string, Schema>;
}
export type Schemas = Record<string, Schema>;

/** `fields`: those of a required object that have no example, so that the whole can have none. */
export type Exemplified = { readonly value: unknown } | { readonly fields: readonly string[] };

const OF_FORMAT: Record<string, string> = {
  uuid: '5b0c4f0e-6a55-4c3e-9d7e-2f4f6a0f6201',
  date: '2021-01-18',
  'date-time': '2021-01-18T09:30:00.000Z',
  uri: 'https://example.org/mentoring',
};

const named = (ref: string, schemas: Schemas): Schema => schemas[ref.slice(ref.lastIndexOf('/') + 1)] ?? {};

const ofScalar = ({ type, format = '', minimum }: Schema): unknown => {
  switch (Array.isArray(type) ? type[0] : type) {
    case 'integer':
    case 'number':
      return minimum ?? 1;
    case 'boolean':
      return true;
    case 'string':
      return OF_FORMAT[format];
    default:
      return undefined;
  }
};

/**
 * An example of a schema: its own, or one of each of its fields, optional ones where they have any. Free text and free objects
 * have none but their own. Of several shapes it is the first.
 * @param at where the schema stands, for the fields that have none
 */
export const exampleOf = (schema: Schema, schemas: Schemas, at = ''): Exemplified => {
  if (schema.example !== undefined) return { value: schema.example };
  if (schema.examples?.[0] !== undefined) return { value: schema.examples[0] };
  if (schema.$ref !== undefined) return exampleOf(named(schema.$ref, schemas), schemas, at);
  if (schema.enum?.length) return { value: schema.enum[0] };
  if (schema.default !== undefined) return { value: schema.default };
  if (schema.oneOf?.[0] !== undefined) return variantsOf(schema, schemas, at)[0]![1];
  if (schema.allOf !== undefined) {
    const parts = schema.allOf.map((part) => exampleOf(part, schemas, at));
    const fields = parts.flatMap((part) => ('fields' in part ? part.fields : []));
    if (fields.length > 0) return { fields };
    const values = parts.map((part) => (part as { value: unknown }).value);
    return { value: values.length === 1 ? values[0] : Object.assign({}, ...(values as object[])) };
  }
  if (schema.items !== undefined) {
    const item = exampleOf(schema.items, schemas, `${at}[]`);
    return 'fields' in item ? item : { value: [item.value] };
  }
  if (schema.properties !== undefined) {
    const entries = Object.entries(schema.properties).map(
      ([name, part]) => [name, exampleOf(part, schemas, at === '' ? name : `${at}.${name}`)] as const,
    );
    const fields = entries.flatMap(([name, part]) =>
      'fields' in part && schema.required?.includes(name) ? part.fields : [],
    );
    if (fields.length > 0) return { fields };
    return {
      value: Object.fromEntries(
        entries.flatMap(([name, part]) => ('value' in part ? [[name, part.value]] : [])),
      ),
    };
  }
  const value = ofScalar(schema);
  return value === undefined ? { fields: [at === '' ? '(itself)' : at] } : { value };
};

/** An example of each shape by its code; a code that several share says itself. */
const variantsOf = (
  { oneOf = [], discriminator }: Schema,
  schemas: Schemas,
  at: string,
): readonly (readonly [string, Exemplified])[] => {
  if (discriminator?.mapping === undefined) {
    return oneOf.map((shape, index) => [String(index + 1), exampleOf(shape, schemas, at)]);
  }
  const { propertyName, mapping } = discriminator;
  return Object.entries(mapping).map(([code, $ref]) => {
    const made = exampleOf({ $ref }, schemas, `${at}(${code})`);
    return [code, 'fields' in made ? made : { value: { ...(made.value as object), [propertyName]: code } }];
  });
};

/** All examples of a body by name: one for each shape of its first field that has several, else one. */
export const examplesOf = (schema: Schema, schemas: Schemas): Record<string, Exemplified> => {
  const { properties = {} } = schema.$ref === undefined ? schema : named(schema.$ref, schemas);
  const several = Object.entries(properties).find(([, part]) => (part.items ?? part).oneOf !== undefined);
  const whole = exampleOf(schema, schemas);
  if (several === undefined || 'fields' in whole) return { example: whole };
  const [name, part] = several;
  return Object.fromEntries(
    variantsOf(part.items ?? part, schemas, name).map(([code, made]) => [
      code,
      'fields' in made
        ? made
        : {
            value: {
              ...(whole.value as object),
              [name]: part.items === undefined ? made.value : [made.value],
            },
          },
    ]),
  );
};

/** Gives a media type its examples where it has none of its own and its fields have one each. */
export const exemplify = (
  media: { schema?: Schema; example?: unknown; examples?: unknown },
  schemas: Schemas,
): void => {
  if (media.example !== undefined || media.examples !== undefined || media.schema === undefined) return;
  const found = Object.entries(examplesOf(media.schema, schemas)).flatMap(([name, made]) =>
    'value' in made ? [[name, { value: made.value }] as const] : [],
  );
  if (found.length === 1) media.example = found[0]![1].value;
  else if (found.length > 1) media.examples = Object.fromEntries(found);
};
