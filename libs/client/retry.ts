/** Sends a request until it is answered: growing pauses with jitter, and the server's own word on when to come back. */
import { Unreachable } from './problems';

/** How long a client keeps trying. */
export interface RetryPolicy {
  /** Attempts in all; 1 tries once. */
  readonly attempts: number;
  /** The pause before the second attempt is at most this; each later one at most twice the one before. */
  readonly firstPauseMs: number;
  /** No pause of our own is longer. When `Retry-After` asks for a longer one, the answer is given to the caller instead. */
  readonly longestPauseMs: number;
  /** An attempt without an answer by then counts as lost. */
  readonly timeoutMs: number;
}

/** About a quarter of a minute of trying: an ordinary restart of the API goes unnoticed. */
export const USUAL_RETRIES: RetryPolicy = {
  attempts: 8,
  firstPauseMs: 100,
  longestPauseMs: 10_000,
  timeoutMs: 30_000,
};

/** Too many requests, a part of the server away, a position not visible yet: the same request may succeed later. */
const LATER: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** Answered before anything was done. */
const UNTOUCHED: ReadonlySet<number> = new Set([429, 503]);

/** Milliseconds of `Retry-After`, seconds or an HTTP date (RFC 9110, 10.2.3). */
const askedPause = (response: Response): number | undefined => {
  const header = response.headers.get('retry-after')?.trim();
  if (header === undefined || header === '') return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
};

/** Waits, unless the caller gives up first. */
const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });

/** What is sent, the same in every attempt. */
export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly headers: () => Promise<Headers>;
  readonly body: string | Uint8Array | undefined;
  readonly signal: AbortSignal | undefined;
  /** False where a lost answer may hide an act that would be done twice. */
  readonly repeatable: boolean;
}

/**
 * The first answer that is worth having, success or not.
 * @throws Unreachable when the connection is lost to the last
 */
export const sendUntilAnswered = async (
  { method, url, headers, body, signal, repeatable }: Outgoing,
  policy: RetryPolicy,
  send: typeof fetch,
): Promise<Response> => {
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt >= policy.attempts;
    const limit = AbortSignal.timeout(policy.timeoutMs);
    const carried = await headers();
    let wait = Math.random() * Math.min(policy.longestPauseMs, policy.firstPauseMs * 2 ** (attempt - 1));
    try {
      const response = await send(url, {
        method,
        headers: carried,
        ...(body === undefined ? {} : { body: body as string }),
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      });
      const again = (repeatable ? LATER : UNTOUCHED).has(response.status);
      const asked = askedPause(response);
      if (!again || last || (asked ?? 0) > policy.longestPauseMs) return response;
      await response.body?.cancel();
      // Jitter on top: those who were turned away together do not come back together.
      wait += asked ?? 0;
    } catch (error) {
      // The caller's own end is no lost connection.
      if (signal?.aborted === true) throw error;
      if (last || !repeatable) {
        throw new Unreachable(url, attempt, carried.get('idempotency-key') ?? undefined, error);
      }
    }
    await pause(wait, signal);
  }
};
