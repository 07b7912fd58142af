/** Types of asking and answering, read off the paths of the API's own description. */
import type { paths } from './schema';

/** Methods the API has. */
export type Method = 'get' | 'post' | 'put' | 'delete';
/** Paths that know a method. */
export type PathsOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends { readonly [K in M]: object } ? P : never;
}[keyof paths];

type Operation<P extends keyof paths, M extends Method> = paths[P] extends { readonly [K in M]: infer O }
  ? O
  : never;
type Parameters<O, In extends 'path' | 'query'> = O extends { readonly parameters: infer Params }
  ? Params extends { readonly [K in In]: infer Of }
    ? Of
    : Params extends { readonly [K in In]?: infer Of }
      ? Exclude<Of, undefined>
      : never
  : never;
type Content<Of> = Of extends { content: infer C }
  ? C extends { readonly 'application/json': infer Json }
    ? Json
    : [C] extends [never]
      ? undefined
      : Uint8Array
  : undefined;
type Success<O> = O extends { readonly responses: infer R }
  ? Content<R[keyof R & (200 | 201 | 202 | 204)]>
  : never;

/** The body a path is sent with. */
export type BodyOf<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { readonly requestBody: { readonly content: infer C } }
    ? C extends { readonly 'application/json': infer Json }
      ? Json
      : Uint8Array
    : never;
/** What a path answers a success with; the bytes of a file where it is no JSON. */
export type DataOf<P extends keyof paths, M extends Method> = Success<Operation<P, M>>;

/** What can be said with any request. */
export interface Conventions {
  /** An act under this key is carried out once, however often it is sent; a new one for each call when absent. */
  readonly idempotencyKey?: string;
  /** Only if the thing is still at the revision of this answer, revision or entity tag. */
  readonly ifMatch?: Answer<unknown> | string | bigint;
  readonly headers?: { readonly [name: string]: string };
  /** Ends the waiting and trying. */
  readonly signal?: AbortSignal;
}

type Part<Name extends string, Of> = [Of] extends [never]
  ? { readonly [K in Name]?: never }
  : object extends Of
    ? { readonly [K in Name]?: Of }
    : { readonly [K in Name]: Of };

/** All that a call of a path says. */
export type Asking<P extends keyof paths, M extends Method> = Conventions &
  Part<'path', Parameters<Operation<P, M>, 'path'>> &
  Part<'query', Parameters<Operation<P, M>, 'query'>> &
  Part<'body', BodyOf<P, M>>;

/** The last argument of a call, which may be left out where nothing in it is demanded. */
export type Said<A> = object extends A ? [asking?: A] : [asking: A];

/** A success. */
export interface Answer<Data> {
  readonly data: Data;
  readonly status: number;
  /** Validator of the answer, for `ifMatch` and {@link Nastavnik.getIfChanged}. */
  readonly etag: string | undefined;
  /** Of an act: its position in the log; of a query: the position it had seen. */
  readonly position: bigint | undefined;
  readonly headers: Headers;
}
