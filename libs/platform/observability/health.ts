/** Whether the parts of a process work, asked one and all within a time limit. */
import type { Json } from '@nastavnik/kernel';

export interface Health {
  readonly ok: boolean;
  /** For a person on duty and for a program; never personal data. */
  readonly detail: Json;
}

export interface HealthSource {
  /** `event-store`, `postgres`, `read-model:pair-register` … */
  readonly name: string;
  check(): Promise<Health>;
}

/** A part that is well when it answers at all. */
export const answering = (name: string, ask: () => Promise<unknown>): HealthSource => ({
  name,
  check: async () => {
    await ask();
    return { ok: true, detail: 'answers' };
  },
});

export interface HealthReport {
  readonly ok: boolean;
  readonly sources: { readonly [name: string]: Health };
}

/** DI token of the process's `HealthSource[]`. */
export const HEALTH_SOURCES = Symbol('HEALTH_SOURCES');

const timeLimited = async (source: HealthSource, timeoutMs: number): Promise<Health> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Health>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, { ok: false, detail: `no answer within ${timeoutMs} ms` });
  });
  try {
    return await Promise.race([source.check(), late]);
  } catch (error) {
    // The message of somebody else's error may quote data; its name and code do not.
    const { name, code } = error as { name?: string; code?: string };
    return { ok: false, detail: [name ?? 'Error', code].filter(Boolean).join(' ') };
  } finally {
    clearTimeout(timer);
  }
};

/** Asks every source at once; one that throws or is late is not healthy, and spoils nothing for the others. */
export const checkHealth = async (
  sources: readonly HealthSource[],
  timeoutMs = 2_000,
): Promise<HealthReport> => {
  const answers = await Promise.all(sources.map((source) => timeLimited(source, timeoutMs)));
  return {
    ok: answers.every((answer) => answer.ok),
    sources: Object.fromEntries(sources.map((source, index) => [source.name, answers[index]!])),
  };
};
