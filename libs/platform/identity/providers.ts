/** Issuers of tokens as an installation writes them down: a list in JSON, every mistake of it said at once. */
import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  MinLength,
  registerDecorator,
  ValidateNested,
  type ValidationError,
  validateSync,
} from 'class-validator';
import type { IdentityProvider } from './tokens';

/** Asymmetric ones only (RFC 8725, 3.1). */
const ALGORITHMS = ['EdDSA', 'ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];

class Mapping {
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) at!: string[];
  @IsOptional() @IsObject() values?: Record<string, string>;
}

class Claims {
  @IsOptional() @ValidateNested() @Type(() => Mapping) subject?: Mapping;
  @IsOptional() @ValidateNested() @Type(() => Mapping) roles?: Mapping;
  @IsOptional() @ValidateNested() @Type(() => Mapping) organisationId?: Mapping;
  @IsOptional() @ValidateNested() @Type(() => Mapping) organisationLevel?: Mapping;
}

class Provider {
  @IsString() @MinLength(1) issuer!: string;
  @IsString() @MinLength(1) audience!: string;
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] }) jwksUrl!: string;
  @IsOptional() @IsArray() @ArrayNotEmpty() @IsIn(ALGORITHMS, { each: true }) algorithms?: string[];
  @IsOptional() @ValidateNested() @Type(() => Claims) claims?: Claims;
  @IsOptional() @IsArray() @ArrayNotEmpty() @IsString({ each: true }) mayGive?: string[];
}

const mistakesIn = (errors: readonly ValidationError[], at = ''): string[] =>
  errors.flatMap((error) => [
    ...Object.values(error.constraints ?? {}).map((text) => `${at}${text}`),
    ...mistakesIn(error.children ?? [], `${at}${error.property}.`),
  ]);

/** @returns the providers, or what is wrong with the text, in English */
const read = (
  text: unknown,
): { readonly providers: IdentityProvider[] } | { readonly mistakes: string[] } => {
  let list: unknown;
  try {
    list = JSON.parse(String(text));
  } catch {
    return { mistakes: ['is not JSON'] };
  }
  if (!Array.isArray(list) || list.length === 0 || !list.every((one) => typeof one === 'object' && one)) {
    return { mistakes: ['is not a list of issuers'] };
  }
  const found = plainToInstance(Provider, list as object[]);
  const mistakes = found.flatMap((one, index) =>
    mistakesIn(validateSync(one, { whitelist: true, forbidNonWhitelisted: true }), `${index}.`),
  );
  const issuers = found.map(({ issuer }) => issuer);
  if (new Set(issuers).size < issuers.length) mistakes.push('names an issuer twice');
  return mistakes.length > 0
    ? { mistakes }
    : {
        providers: found.map(({ jwksUrl, ...rest }) => ({ ...rest, keys: { jwksUrl } }) as IdentityProvider),
      };
};

/**
 * Providers of a JSON list of `{issuer, audience, jwksUrl, algorithms?, claims?, mayGive?}`, the members being those of
 * {@link IdentityProvider}.
 * @throws RangeError with every mistake
 */
export const parseProviders = (text: string): readonly IdentityProvider[] => {
  const result = read(text);
  if ('mistakes' in result) throw new RangeError(result.mistakes.join('; '));
  return result.providers;
};

/** For a setting whose value {@link parseProviders} must accept. */
export const IsProviders = (): PropertyDecorator => (target, propertyName) =>
  registerDecorator({
    name: 'isProviders',
    target: target.constructor,
    propertyName: String(propertyName),
    validator: {
      validate: (text: unknown) => !('mistakes' in read(text)),
      defaultMessage: (args) => {
        const result = read(args?.value);
        return 'mistakes' in result ? result.mistakes.join('; ') : '';
      },
    },
  });
