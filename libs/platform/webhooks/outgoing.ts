/**
 * Requests to addresses that somebody else gave us. They go to public addresses only, unless the installation allows others; a name is
 * judged by what it resolves to at the moment of connecting. Redirects are not followed and answers are read up to a limit.
 */
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { useAgent } from 'request-filtering-agent';

/** Bytes of an answer that are looked at; the rest is dropped with the connection. */
const ANSWER_LIMIT = 16 * 1024;

export interface OutgoingOptions {
  /** Addresses and networks that may be reached although they are not public: `10.8.0.0/16`, `127.0.0.1`. */
  readonly allow?: readonly string[];
  /** From the first byte out to the last byte in; 10 000 by default. */
  readonly timeoutMs?: number;
}

/** The request did not come to an answer. Says what happened, never where to or what was sent. */
export class NotSent extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'NotSent';
  }
}

export interface OutgoingAnswer {
  readonly status: number;
  /** At most {@link ANSWER_LIMIT} bytes. */
  readonly text: string;
}

export type Outgoing = (
  url: string,
  headers: { readonly [name: string]: string },
  body: string,
) => Promise<OutgoingAnswer>;

/** Whether a text is an address to send to: http or https, without a password in it. */
export const isTargetUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
};

/** A code like ECONNREFUSED rather than a message, which may hold the address. */
const wordFor = (error: NodeJS.ErrnoException): string =>
  /is not allowed/.test(error.message) ? 'the address is not public' : (error.code ?? 'failed');

/** POSTs over HTTP. @throws NotSent */
export const outgoing = ({ allow = [], timeoutMs = 10_000 }: OutgoingOptions = {}): Outgoing => {
  const agentOptions = { allowIPAddressList: [...allow], keepAlive: true };
  const agents = {
    'http:': useAgent('http://x', agentOptions),
    'https:': useAgent('https://x', agentOptions),
  } as const;
  return (url, headers, body) =>
    new Promise((resolve, reject) => {
      if (!isTargetUrl(url)) return reject(new NotSent('the address is not http or https'));
      const target = new URL(url);
      // The agent sees an IPv6 address in brackets as a name.
      const host = target.hostname.replace(/^\[|\]$/g, '');
      const protocol = target.protocol as keyof typeof agents;
      const request = (protocol === 'https:' ? https : http).request({
        method: 'POST',
        host,
        port: target.port === '' ? undefined : Number(target.port),
        path: `${target.pathname}${target.search}`,
        headers: { ...headers, host: target.host, 'content-length': Buffer.byteLength(body) },
        agent: agents[protocol],
        ...(protocol === 'https:' && isIP(host) === 0 ? { servername: host } : {}),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const fail = (error: NodeJS.ErrnoException): void =>
        reject(
          new NotSent(
            error.name === 'AbortError' || error.name === 'TimeoutError' ? 'timed out' : wordFor(error),
          ),
        );
      request.on('error', fail);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const done = (): void =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).subarray(0, ANSWER_LIMIT).toString('utf8'),
          });
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size < ANSWER_LIMIT) return;
          done();
          request.destroy();
        });
        response.on('end', done);
        response.on('error', fail);
      });
      request.end(body);
    });
};
