/** Server-side filters on `$all`: by stream name or event type, by prefix or regular expression. */
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { LogRecord } from '../storage/record';
import { invalidArgument } from './errors';

export interface Filter {
  readonly matches: (record: LogRecord) => boolean;
  /** Events looked at between two checkpoints of a subscription. */
  readonly checkpointInterval: number;
}

/** The search window when the client names none. */
const defaultWindow = 32;

const matching = (expression: ReadReq.Options.FilterOptions.Expression): ((text: string) => boolean) => {
  const regex = expression.getRegex();
  if (regex !== '') {
    let pattern: RegExp;
    try {
      pattern = new RegExp(regex);
    } catch {
      throw invalidArgument(`'${regex}' is not a regular expression`);
    }
    return (text) => pattern.test(text);
  }
  const prefixes = expression.getPrefixList();
  if (prefixes.length === 0) throw invalidArgument('a filter needs a regular expression or a prefix');
  return (text) => prefixes.some((prefix) => text.startsWith(prefix));
};

export const filterFrom = (options: ReadReq.Options.FilterOptions): Filter => {
  const byStream = options.getStreamIdentifier();
  const byType = options.getEventType();
  const expression = byStream ?? byType;
  if (expression === undefined) throw invalidArgument('a filter names a stream or an event type');
  const test = matching(expression);
  const window = options.hasMax() ? options.getMax() : defaultWindow;
  const multiplier = Math.max(1, options.getCheckpointintervalmultiplier());
  return {
    matches: byStream ? ({ stream }) => test(stream) : ({ type }) => test(type),
    checkpointInterval: Math.max(1, window) * multiplier,
  };
};
