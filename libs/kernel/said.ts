/** Tables that speak of every event: one word for a whole kind of stream, or an entry for each of its event types. */
import type { Placement } from './event';

/**
 * What a table says about an event; its type is for the caller to state. Streams are named `<kind>-<id>`.
 * @throws Error for an event that the table does not know
 */
export const said = (
  table: { readonly [kind: string]: unknown },
  event: Pick<Placement, 'stream'> & { readonly type: string },
): unknown => {
  const ofKind = table[kindOf(event.stream)];
  const entry =
    typeof ofKind === 'object' ? (ofKind as { readonly [type: string]: unknown })[event.type] : ofKind;
  if (entry === undefined) throw new Error(`nothing is said about ${event.type} in ${event.stream}`);
  return entry;
};

/** The kind in the name of a stream: what stands before the first hyphen. */
export const kindOf = (stream: string): string => stream.slice(0, Math.max(0, stream.indexOf('-')));
