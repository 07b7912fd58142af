/** Pages of the log that several readers go through side by side are read and parsed once. */
import { LRUCache } from 'lru-cache';
import type { EventStore, StoredEvent } from './event-store';

/** Full pages kept, for readers that are a little behind; at 10,000 events some 30 MB each. */
const PAGES = 3;
/** How long a page that nobody asks for is kept, milliseconds. */
const KEPT_MS = 5_000;

/** All that going through the log needs of a store. */
export type LogPages = Pick<EventStore, 'readAll' | 'lastPosition'>;

/** A store whose reads of the same page of the whole log are one read. Only full pages are kept: nothing can be added to them. */
export const sharingPages = (store: LogPages): LogPages => {
  const pages = new LRUCache<string, Promise<readonly StoredEvent[]>>({
    max: PAGES,
    ttl: KEPT_MS,
    ttlAutopurge: true,
  });
  return {
    lastPosition: () => store.lastPosition(),
    readAll: (options) => {
      const key = JSON.stringify([options.after?.toString(), options.maxCount, options.typePrefixes]);
      const known = pages.get(key);
      if (known !== undefined) return known;
      const page = store.readAll(options);
      pages.set(key, page);
      const forget = (): void => {
        if (pages.peek(key) === page) pages.delete(key);
      };
      page.then((events) => events.length < options.maxCount && forget(), forget);
      return page;
    },
  };
};
