/** Re-wraps keys of people when this process was given a new master key beside the old one; begins again at every start until done. */
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { HealthSource } from '@nastavnik/platform/observability';
import { Vault } from '@nastavnik/platform/vault';

@Injectable()
export class MasterKeyChange implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(MasterKeyChange.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly vault: Vault) {}

  /** `underOtherKeys` 0: the other master keys may be destroyed. */
  readonly health: HealthSource = {
    name: 'vault',
    check: async () => ({ ok: true, detail: { underOtherKeys: await this.vault.underOtherMasters() } }),
  };

  onApplicationBootstrap(): void {
    this.running = this.vault.rewrap(this.stopping.signal).then(
      (count) => {
        if (count > 0) this.log.log(`keys wrapped under the current master key: ${count}`);
      },
      (error: unknown) => {
        if (!this.stopping.signal.aborted)
          this.log.error(
            `keys were not re-wrapped: ${error instanceof Error ? error.name : 'unknown error'}`,
          );
      },
    );
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }
}
