/** The publisher as a module: `apps/publisher/main.ts` runs it as a process, standalone inside its own. */
import { type DynamicModule, Module } from '@nestjs/common';
import type { MigrationClass } from '@nastavnik/platform/postgres';
import { Publisher, PUBLISHER_PARTS, type PublisherParts } from './publisher';
import { Publisher1763700000001 } from './publisher.migration';

export { publisherHealth } from './publisher.health';
export { Publisher, type Delivery, type PublisherParts, type PublisherStatus } from './publisher';
export { BadReceivers, parseReceivers, type ReceiverAddress } from './receivers';

/** Tables the publisher needs; run before it starts. */
export const publisherMigrations: readonly MigrationClass[] = [Publisher1763700000001];

@Module({})
export class PublisherModule {
  /** Starts with the application and stops with it. Exports `Publisher`. */
  static register(parts: PublisherParts): DynamicModule {
    return {
      module: PublisherModule,
      providers: [{ provide: PUBLISHER_PARTS, useValue: parts }, Publisher],
      exports: [Publisher],
    };
  }
}
