/**
 * Bodies and queries against their DTO: every bad field at once, nested ones too, in both languages, values never
 * repeated. The field decorators carry the check, its words and its place in OpenAPI together.
 */
import {
  applyDecorators,
  Injectable,
  type ArgumentMetadata,
  type PipeTransform,
  type Type as Class,
} from '@nestjs/common';
import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  validate,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  type ValidationError,
  type ValidationOptions,
} from 'class-validator';
import { isIsoDate, type Text } from '@nastavnik/kernel';
import { pointerTo } from './guards';
import { type FieldError, problems } from './problem';

/** The words of a failed check in both languages; class-validator carries one string, and drops a context under `each`. */
const says = (ru: string, en: string, options: ValidationOptions = {}): ValidationOptions => ({
  ...options,
  message: JSON.stringify({ ru, en } satisfies Text),
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Lower case only: one id has one spelling, so that it names one stream. */
export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

/** A calendar date that exists: `2021-02-29` does not. */
export const IsIsoDate = (options: ValidationOptions = {}): PropertyDecorator =>
  ValidateBy(
    { name: 'isIsoDate', validator: { validate: (value) => typeof value === 'string' && isIsoDate(value) } },
    says('нужна существующая дата вида ГГГГ-ММ-ДД', 'must be an existing date YYYY-MM-DD', options),
  );

export const IsUuid = (options: ValidationOptions = {}): PropertyDecorator =>
  ValidateBy(
    { name: 'isUuid', validator: { validate: isUuid } },
    says('нужен идентификатор UUID строчными буквами', 'must be a lower-case UUID', options),
  );

export const IsJsonObject = (): PropertyDecorator => IsObject(says('нужен объект', 'must be an object'));

interface Described {
  readonly description?: string;
  readonly optional?: boolean;
}
const shared = (options: Described) => ({
  ...(options.description === undefined ? {} : { description: options.description }),
  required: options.optional !== true,
});
/** Absence is allowed, `null` is not: the same act would otherwise have two spellings. */
const absent = (options: Described): PropertyDecorator[] =>
  options.optional === true ? [ValidateIf((_, value) => value !== undefined)] : [];

const list = (options: {
  readonly min: number;
  readonly max?: number;
  readonly unique?: boolean;
}): PropertyDecorator[] => {
  const max = options.max ?? 100;
  return [
    IsArray(says('нужен список', 'must be a list')),
    ArrayMinSize(options.min, says(`не меньше ${options.min}`, `must have at least ${options.min}`)),
    ArrayMaxSize(max, says(`не больше ${max}`, `must have ${max} at most`)),
    ...(options.unique === false ? [] : [ArrayUnique(says('без повторений', 'must not repeat itself'))]),
  ];
};

export const DateField = (options: Described & { readonly example?: string } = {}): PropertyDecorator =>
  applyDecorators(
    ...absent(options),
    IsIsoDate(),
    ApiProperty({
      ...shared(options),
      type: String,
      format: 'date',
      example: options.example ?? '2021-01-18',
    }),
  );

export const UuidField = (options: Described & { readonly example?: string } = {}): PropertyDecorator =>
  applyDecorators(
    ...absent(options),
    IsUuid(),
    ApiProperty({
      ...shared(options),
      type: String,
      format: 'uuid',
      example: options.example ?? '5b0c4f0e-6a55-4c3e-9d7e-2f4f6a0f6201',
    }),
  );

export const UuidListField = (
  options: Described & { readonly min?: number; readonly max?: number } = {},
): PropertyDecorator =>
  applyDecorators(
    ...absent(options),
    ...list({ min: 1, ...options }),
    IsUuid({ each: true }),
    ApiProperty({
      ...shared(options),
      type: 'array',
      items: { type: 'string', format: 'uuid' },
      minItems: options.min ?? 1,
      example: ['5b0c4f0e-6a55-4c3e-9d7e-2f4f6a0f6201'],
    }),
  );

export const TextField = (
  options: Described & { readonly max?: number; readonly example?: string; readonly pattern?: RegExp } = {},
): PropertyDecorator => {
  const max = options.max ?? 300;
  return applyDecorators(
    ...absent(options),
    IsString(says('нужна строка', 'must be a string')),
    MinLength(1, says('не может быть пустым', 'must not be empty')),
    Matches(/\S/, says('не может состоять из одних пробелов', 'must not be blank')),
    MaxLength(max, says(`не длиннее ${max} знаков`, `must have ${max} characters at most`)),
    ...(options.pattern === undefined
      ? []
      : [
          Matches(
            options.pattern,
            says(`нужен вид ${options.pattern.source}`, `must match ${options.pattern.source}`),
          ),
        ]),
    ApiProperty({
      ...shared(options),
      type: String,
      minLength: 1,
      maxLength: max,
      ...(options.pattern === undefined ? {} : { pattern: options.pattern.source }),
      ...(options.example === undefined ? {} : { example: options.example }),
    }),
  );
};

export const TextListField = (
  options: Described & { readonly min?: number; readonly max?: number; readonly example?: string[] } = {},
): PropertyDecorator =>
  applyDecorators(
    ...absent(options),
    ...list({ min: 0, ...options }),
    IsString(says('нужны строки', 'must be strings', { each: true })),
    MinLength(1, says('строки не могут быть пустыми', 'strings must not be empty', { each: true })),
    MaxLength(
      1000,
      says('строки не длиннее 1000 знаков', 'strings must have 1000 characters at most', { each: true }),
    ),
    ApiProperty({
      ...shared(options),
      type: 'array',
      items: { type: 'string' },
      ...(options.example === undefined ? {} : { example: options.example }),
    }),
  );

export const CodeField = (
  codes: readonly string[],
  options: Described & { readonly example?: string } = {},
): PropertyDecorator =>
  applyDecorators(
    ...absent(options),
    IsIn(codes, says(`допустимо: ${codes.join(', ')}`, `must be one of: ${codes.join(', ')}`)),
    ApiProperty({ ...shared(options), type: String, enum: [...codes], example: options.example ?? codes[0] }),
  );

export const CodeListField = (
  codes: readonly string[],
  options: Described & { readonly min?: number; readonly example?: readonly string[] } = {},
): PropertyDecorator =>
  applyDecorators(
    ...absent(options),
    ...list({ min: 1, ...options }),
    IsIn(codes, says(`допустимо: ${codes.join(', ')}`, `must be among: ${codes.join(', ')}`, { each: true })),
    ApiProperty({
      ...shared(options),
      type: 'array',
      items: { type: 'string', enum: [...codes] },
      example: options.example ?? [codes[0]],
    }),
  );

export const FlagField = (options: Described & { readonly example?: boolean } = {}): PropertyDecorator =>
  applyDecorators(
    ...absent(options),
    IsBoolean(says('нужно true или false', 'must be true or false')),
    ApiProperty({ ...shared(options), type: Boolean, example: options.example ?? true }),
  );

export const WholeField = (
  options: Described & { readonly min: number; readonly max: number; readonly example?: number },
): PropertyDecorator => {
  const words = says(
    `нужно целое число от ${options.min} до ${options.max}`,
    `must be a whole number from ${options.min} to ${options.max}`,
  );
  return applyDecorators(
    ...absent(options),
    IsInt(words),
    Min(options.min, words),
    Max(options.max, words),
    ApiProperty({
      ...shared(options),
      type: 'integer',
      minimum: options.min,
      maximum: options.max,
      example: options.example ?? options.min,
    }),
  );
};

// Swagger takes a function for a lazy type only when its name is `type`.

/** A nested object with a DTO of its own. */
export const PartField = (part: () => Class, options: Described = {}): PropertyDecorator =>
  applyDecorators(
    ...absent(options),
    IsObject(says('нужен объект', 'must be an object')),
    ValidateNested(),
    Type(part),
    ApiProperty({ ...shared(options), type: () => part() }),
  );

/** A list of nested objects with a DTO of their own. */
export const PartListField = (
  part: () => Class,
  options: Described & { readonly min?: number; readonly max?: number } = {},
): PropertyDecorator =>
  applyDecorators(
    ...absent(options),
    ...list({ min: 1, unique: false, ...options }),
    IsObject(says('нужен список объектов', 'must be a list of objects', { each: true })),
    ValidateNested({ each: true }),
    Type(part),
    ApiProperty({ ...shared(options), type: () => part(), isArray: true, minItems: options.min ?? 1 }),
  );

/** A list of objects of several shapes, told apart by `property`. The controller names the shapes in `ApiExtraModels`. */
export const VariantListField = (
  base: Class,
  property: string,
  variants: { readonly [value: string]: Class },
): PropertyDecorator =>
  applyDecorators(
    ...list({ min: 1, unique: false }),
    IsObject(says('нужен список объектов', 'must be a list of objects', { each: true })),
    ValidateNested({ each: true }),
    Type(() => base, {
      keepDiscriminatorProperty: true,
      discriminator: {
        property,
        subTypes: Object.entries(variants).map(([name, value]) => ({ name, value })),
      },
    }),
    ApiProperty({
      type: 'array',
      minItems: 1,
      items: {
        oneOf: Object.values(variants).map((variant) => ({ $ref: getSchemaPath(variant) })),
        discriminator: {
          propertyName: property,
          mapping: Object.fromEntries(
            Object.entries(variants).map(([value, variant]) => [value, getSchemaPath(variant)]),
          ),
        },
      },
    }),
  );

/** Any JSON object of the client's own; its depth and characters are checked at the door. */
export const AnyObjectField = (options: Described & { readonly example?: object } = {}): PropertyDecorator =>
  applyDecorators(
    ...absent(options),
    IsObject(says('нужен объект', 'must be an object')),
    ApiProperty({
      ...(options.description === undefined ? {} : { description: options.description }),
      selfRequired: options.optional !== true,
      type: 'object',
      additionalProperties: true,
      ...(options.example === undefined ? {} : { example: options.example }),
    }),
  );

const MUST_BE_OBJECT: Text = { ru: 'нужен объект', en: 'must be an object' };
const OWN_WORDS: { readonly [constraint: string]: Text } = {
  whitelistValidation: { ru: 'такого поля нет', en: 'is not a known field' },
  nestedValidation: MUST_BE_OBJECT,
  unknownValue: MUST_BE_OBJECT,
};
const wordsOf = (constraint: string, message: string | undefined): Text =>
  OWN_WORDS[constraint] ??
  (message?.startsWith('{"ru":') === true
    ? (JSON.parse(message) as Text)
    : { ru: 'значение неверно', en: 'is not valid' });

const TYPE_CHECKS: ReadonlySet<string> = new Set(['isString', 'isArray', 'isObject', 'isInt', 'isBoolean']);

/** Which field is wrong and how, all of them. */
const flatten = (
  errors: readonly ValidationError[],
  path: readonly string[],
  place: (path: readonly string[]) => Partial<FieldError>,
): FieldError[] =>
  errors.flatMap((error): FieldError[] => {
    const here = [...path, error.property];
    const all = Object.keys(error.constraints ?? {});
    // What is not even a string is not also "too long".
    const kind = all.find((constraint) => TYPE_CHECKS.has(constraint));
    const failed = kind === undefined ? all : [kind];
    const texts = new Map<string, Text>();
    for (const constraint of failed) {
      const text = wordsOf(constraint, error.constraints?.[constraint]);
      texts.set(text.en, text);
    }
    const missing = failed.length > 0 && error.value === undefined && !failed.includes('whitelistValidation');
    const own: FieldError[] = missing
      ? [{ ...place(here), detail: { ru: 'обязательно и не указано', en: 'is required' } }]
      : texts.size === 0
        ? []
        : [
            {
              ...place(here),
              detail: {
                ru: [...texts.values()].map((text) => text.ru).join('; '),
                en: [...texts.values()].map((text) => text.en).join('; '),
              },
            },
          ];
    return [...own, ...flatten(error.children ?? [], here, place)];
  });

/**
 * A checked instance of a DTO.
 * @param path where the value stands in the body, for the pointers
 * @throws Problem 400 with every bad field
 */
export const checked = async <Dto extends object>(
  dto: Class<Dto>,
  value: unknown,
  path: readonly string[] = [],
  place: (path: readonly string[]) => Partial<FieldError> = (at) => ({ pointer: pointerTo(at) }),
): Promise<Dto> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw problems.badRequest([
      { ...place(path), detail: { ru: 'нужен объект JSON', en: 'must be a JSON object' } },
    ]);
  }
  const instance = plainToInstance(dto, value);
  const errors = await validate(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false },
  });
  if (errors.length > 0) throw problems.badRequest(flatten(errors, path, place));
  return instance;
};

/** The global pipe: bodies and queries become checked instances of their DTO. */
@Injectable()
export class DtoPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if ((type !== 'body' && type !== 'query') || metatype === undefined || metatype === Object) return value;
    return type === 'body'
      ? checked(metatype as Class<object>, value)
      : checked(metatype as Class<object>, value, [], (path) => ({ parameter: path.join('.') }));
  }
}
