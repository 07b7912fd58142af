/**
 * The client: one object for one caller. Acts carry an idempotency key that outlives retries; queries wait for the caller's own
 * acts; what is no success is thrown as an error of its kind.
 */
import type { Answer, Asking, Conventions, DataOf, Method, PathsOf, Said } from './operations';
import { problemOf } from './problems';
import { type RetryPolicy, sendUntilAnswered, USUAL_RETRIES } from './retry';
import { DONE_EACH_TIME, READS_AFTER } from './schema';

export interface ClientOptions {
  /** Where the API is: `https://nastavnik.example.org`. */
  readonly baseUrl: string;
  /** Access token, or how to get one that is still valid: asked before every attempt. */
  readonly token?: string | (() => string | Promise<string>);
  /** Language of problems; Russian when absent. */
  readonly language?: 'ru' | 'en';
  readonly retry?: Partial<RetryPolicy>;
  /** False asks queries without `after`: an answer may then not have seen the caller's last act. */
  readonly readYourWrites?: boolean;
  /** Instead of the global one. */
  readonly fetch?: typeof fetch;
}

/** A call of a path of the API, typed by its description. @throws ProblemError, Unreachable */
export type Call<M extends Method> = <P extends PathsOf<M>>(
  path: P,
  ...said: Said<Asking<P, M>>
) => Promise<Answer<DataOf<P, M>>>;

/** What {@link Nastavnik.send} says. */
export interface Sending extends Conventions {
  readonly body?: object | undefined;
}

export interface Nastavnik {
  readonly get: Call<'get'>;
  readonly post: Call<'post'>;
  readonly put: Call<'put'>;
  readonly delete: Call<'delete'>;
  /** Asks again what was answered; gives back the answer held when it has not changed. */
  getIfChanged<P extends PathsOf<'get'>>(
    path: P,
    held: Answer<DataOf<P, 'get'>>,
    ...said: Said<Asking<P, 'get'>>
  ): Promise<Answer<DataOf<P, 'get'>>>;
  /** Position of the latest act of this client or seen by it; queries wait for it. */
  readonly seen: bigint | undefined;
  /** Waits for this position too: of an act that somebody else told about. */
  see(position: bigint | string): void;
  /**
   * Sends to an address that is known only when the program runs, with the same key, token and retries, and gives the response as it
   * is, success or not. `after` is in the address or it is not.
   */
  send(method: string, address: string, sending?: Sending): Promise<Response>;
}

type Scalar = string | number | boolean;
interface Loose extends Conventions {
  readonly path?: { readonly [name: string]: Scalar };
  readonly query?: { readonly [name: string]: Scalar | readonly Scalar[] | undefined };
  readonly body?: unknown;
}

const filled = (template: string, values: Loose['path'] = {}): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`${template} needs ${name}`);
    return encodeURIComponent(value);
  });

const queryOf = (query: Loose['query'] = {}): string => {
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) if (one !== undefined) written.append(name, String(one));
  }
  return written.size === 0 ? '' : `?${written}`;
};

const entityTag = (of: NonNullable<Conventions['ifMatch']>): string => {
  if (typeof of === 'bigint') return `"${of}"`;
  if (typeof of === 'string') return /^(?:W\/)?"|^\*$/.test(of) ? of : `"${of}"`;
  if (of.etag === undefined) throw new TypeError('the answer given as ifMatch has no entity tag');
  return of.etag;
};

/** Templates of the paths that are not to be sent twice, as addresses look. */
const EACH_TIME = [...DONE_EACH_TIME].map(
  (template) =>
    new RegExp(`^${template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/?]+')}(?:\\?|$)`),
);

const positionIn = (headers: Headers, data: unknown): bigint | undefined => {
  const told = (data as { position?: unknown } | null | undefined)?.position ?? headers.get('as-of');
  return typeof told === 'string' && /^\d+$/.test(told) ? BigInt(told) : undefined;
};

/** A client of the API at an address, speaking for one caller. */
export const nastavnik = (options: ClientOptions): Nastavnik => {
  const base = options.baseUrl.replace(/\/+$/, '');
  const policy = { ...USUAL_RETRIES, ...options.retry };
  const transport = options.fetch ?? fetch;
  let seen: bigint | undefined;
  const see = (position: bigint): void => {
    if (seen === undefined || position > seen) seen = position;
  };

  const send = (
    method: string,
    address: string,
    { body, idempotencyKey, ifMatch, headers = {}, signal }: Sending = {},
  ): Promise<Response> => {
    const act = method !== 'GET';
    const bytes = body instanceof Uint8Array;
    const fixed = new Headers({ 'accept-language': options.language ?? 'ru' });
    if (body !== undefined && !bytes) fixed.set('content-type', 'application/json');
    if (act) fixed.set('idempotency-key', idempotencyKey ?? crypto.randomUUID());
    if (ifMatch !== undefined) fixed.set('if-match', entityTag(ifMatch));
    for (const [name, value] of Object.entries(headers)) fixed.set(name, value);
    return sendUntilAnswered(
      {
        method,
        url: `${base}${address}`,
        headers: async () => {
          const token = typeof options.token === 'function' ? await options.token() : options.token;
          const all = new Headers(fixed);
          if (token !== undefined && !all.has('authorization')) all.set('authorization', `Bearer ${token}`);
          return all;
        },
        body: body === undefined ? undefined : bytes ? body : JSON.stringify(body),
        signal,
        repeatable: method !== 'POST' || !EACH_TIME.some((template) => template.test(address)),
      },
      policy,
      transport,
    );
  };

  const answerOf = async (response: Response): Promise<Answer<unknown>> => {
    if (!response.ok) throw await problemOf(response);
    const json = /json/.test(response.headers.get('content-type') ?? '');
    const data =
      response.status === 204
        ? undefined
        : json
          ? ((await response.json()) as unknown)
          : new Uint8Array(await response.arrayBuffer());
    return {
      data,
      status: response.status,
      etag: response.headers.get('etag') ?? undefined,
      position: positionIn(response.headers, data),
      headers: response.headers,
    };
  };

  const ask = (method: string, template: string, { path, query, ...said }: Loose): Promise<Response> => {
    const after =
      method === 'GET' && options.readYourWrites !== false && seen !== undefined && READS_AFTER.has(template)
        ? { after: seen.toString() }
        : {};
    return send(method, `${filled(template, path)}${queryOf({ ...after, ...query })}`, said as Sending);
  };

  const call =
    (method: string) =>
    async (template: string, said: Loose = {}): Promise<Answer<unknown>> => {
      const answer = await answerOf(await ask(method, template, said));
      // A query tells how far its read model is, which others' acts moved on too: only own acts are waited for.
      if (method !== 'GET' && answer.position !== undefined) see(answer.position);
      return answer;
    };

  const getIfChanged = async (
    template: string,
    held: Answer<unknown>,
    said: Loose = {},
  ): Promise<Answer<unknown>> => {
    const unless: Record<string, string> = held.etag === undefined ? {} : { 'if-none-match': held.etag };
    const response = await ask('GET', template, { ...said, headers: { ...unless, ...said.headers } });
    return response.status === 304 ? held : answerOf(response);
  };

  return {
    get: call('GET') as unknown as Call<'get'>,
    post: call('POST') as unknown as Call<'post'>,
    put: call('PUT') as unknown as Call<'put'>,
    delete: call('DELETE') as unknown as Call<'delete'>,
    getIfChanged: getIfChanged as unknown as Nastavnik['getIfChanged'],
    get seen() {
      return seen;
    },
    see: (position) => see(BigInt(position)),
    send,
  };
};
