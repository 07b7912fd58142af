/** The publisher as a module: `apps/publisher/main.ts` runs it as a process, standalone inside its own. */
import { type DynamicModule, Module } from '@nestjs/common';
import type { MigrationClass } from '@nastavnik/platform/postgres';
import { webhookMigrations } from '@nastavnik/platform/webhooks';
import { Publisher, PUBLISHER_PARTS, type PublisherParts } from './publisher';
import { Publisher1763700000001, Publisher1764000000002 } from './publisher.migration';

export { publisherHealth } from './publisher.health';
export { Publisher, type PublisherParts, type PublisherStatus } from './publisher';

/** Tables the publisher needs; run before it starts. */
export const publisherMigrations: readonly MigrationClass[] = [
  Publisher1763700000001,
  Publisher1764000000002,
  ...webhookMigrations,
];

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
