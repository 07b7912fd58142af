/**
 * Who was erased, kept apart from every copy: a copy made before an erasure knows nothing of it, and whoever restores it is told here. Holds
 * opaque ids only, one line of JSON for each erasure; lines are added and never changed.
 */
import { existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';

/** People whose records and keys were destroyed, and records destroyed whoever they were written under. */
export interface Erasure {
  readonly subjectIds: readonly string[];
  readonly recordIds: readonly string[];
}

/** A line of the register is not one: it says nothing reliable then. The message is for a person. */
export class RegisterDamaged extends Error {
  constructor(file: string, line: number) {
    super(
      `Реестр уничтожений ${file} испорчен в строке ${line}. Возьмите другую его копию. The register of erasures is damaged.`,
    );
    this.name = 'RegisterDamaged';
  }
}

const strings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

export class ErasureRegister {
  private readonly known = new Set<string>();
  private writing: Promise<void> = Promise.resolve();

  private constructor(private readonly file: string) {}

  /** Goes on with the file, or begins it; a last line that a crash cut off is taken away. @throws RegisterDamaged */
  static open(file: string): ErasureRegister {
    const register = new ErasureRegister(file);
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    if (!existsSync(file)) return register;
    for (const erasure of ErasureRegister.read(file)) register.remember(erasure);
    const written = readFileSync(file);
    const whole = written.lastIndexOf('\n') + 1;
    if (whole < written.length) truncateSync(file, whole);
    return register;
  }

  /** @throws RegisterDamaged */
  static read(file: string): readonly Erasure[] {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.flatMap((line, at): Erasure[] => {
      if (line === '') return [];
      try {
        const { subjectIds, recordIds } = JSON.parse(line) as Erasure;
        if (strings(subjectIds) && strings(recordIds)) return [{ subjectIds, recordIds }];
      } catch {
        // Only the last line may be unfinished: what it was about is noted again before it is destroyed.
        if (at === lines.length - 1) return [];
      }
      throw new RegisterDamaged(file, at + 1);
    });
  }

  /** Resolves when it is on disk; an erasure that is carried out again is noted once. */
  note(erasure: Erasure): Promise<void> {
    const next = this.writing.then(() => this.write(erasure));
    this.writing = next.catch(() => undefined);
    return next;
  }

  private async write({ subjectIds, recordIds }: Erasure): Promise<void> {
    const fresh: Erasure = {
      subjectIds: subjectIds.filter((id) => !this.known.has(`s ${id}`)),
      recordIds: recordIds.filter((id) => !this.known.has(`r ${id}`)),
    };
    if (fresh.subjectIds.length + fresh.recordIds.length === 0) return;
    const handle = await open(this.file, 'a', 0o600);
    try {
      await handle.appendFile(`${JSON.stringify({ at: new Date().toISOString(), ...fresh })}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    this.remember(fresh);
  }

  private remember({ subjectIds, recordIds }: Erasure): void {
    for (const id of subjectIds) this.known.add(`s ${id}`);
    for (const id of recordIds) this.known.add(`r ${id}`);
  }
}
