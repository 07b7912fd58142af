/** Door of platform/feed-tokens: secrets in the addresses of feeds that are read by programs which cannot send a bearer token. */
import { FeedTokens1764000000002 } from './feed-tokens.migration';

export { type FeedToken, FeedTokens } from './feed-tokens';
export const feedTokenMigrations = [FeedTokens1764000000002];
