/** Sends the acts of the sample through the command API, as anybody else would: signed, named, repeatable. */
import { createHash } from 'node:crypto';
import { v5 } from 'uuid';
import { nastavnik, type Nastavnik } from '@nastavnik/client';

/** Namespace of everything the sample names: the same sample has the same ids everywhere. */
const SAMPLE = '2f6a1a52-62c4-5f0b-9d1e-620000000062';

/** Id of a thing of the sample by its name. */
export const idOf = (name: string): string => v5(name, SAMPLE);

/** Who acts: a role of the policy, an opaque id and the organisation. */
export interface Sender {
  readonly role: string;
  readonly sub: string;
  readonly organisationId?: string;
}

export interface Sent {
  readonly position: bigint;
  readonly repeated: boolean;
}

interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly reasons?: readonly {
    readonly message?: string;
    readonly clauses?: readonly { readonly citation?: string }[];
  }[];
}

/** The API answered something else than the sample expects: the sample is wrong or the house is. */
export class SampleRefused extends Error {
  constructor(what: string, status: number, problem: Problem) {
    const reasons = (problem.reasons ?? []).map(({ message }) => message).join(' ');
    super(`${what}: ${status} ${problem.title ?? ''} ${reasons || (problem.detail ?? '')}`);
    this.name = 'SampleRefused';
  }
}

export class ActSender {
  private count = 0;
  private readonly api: Nastavnik;

  constructor(
    baseUrl: string,
    private readonly tokenFor: (sender: Sender) => Promise<string>,
    /** Called after each act with its number and what was done, in Russian. */
    private readonly progress: (count: number, what: string) => void,
  ) {
    this.api = nastavnik({ baseUrl });
  }

  get acts(): number {
    return this.count;
  }

  /** Sends one act that must be accepted. Sent again, even by a later start, it changes nothing. */
  async act(what: string, as: Sender, path: string, body: object): Promise<Sent> {
    const response = await this.send(what, as, path, body);
    const answer = (await response.json()) as { position: string; repeated: boolean } & Problem;
    if (response.status !== 201) throw new SampleRefused(what, response.status, answer);
    this.progress(++this.count, what);
    return { position: BigInt(answer.position), repeated: answer.repeated };
  }

  /** Sends one act that the regulation must refuse, and shows with which clause. */
  async refused(what: string, as: Sender, path: string, body: object): Promise<void> {
    const response = await this.send(what, as, path, body);
    const problem = (await response.json()) as Problem;
    if (response.status !== 422)
      throw new SampleRefused(`${what} (ожидался отказ)`, response.status, problem);
    const clauses = new Set(
      problem.reasons?.flatMap((reason) => reason.clauses?.map((clause) => clause.citation ?? '') ?? []),
    );
    this.progress(++this.count, `${what} — отказ: ${[...clauses].join('; ')}`);
  }

  private async send(what: string, as: Sender, path: string, body: object): Promise<Response> {
    return this.api.send('POST', path, {
      body,
      headers: { authorization: `Bearer ${await this.tokenFor(as)}` },
      idempotencyKey: createHash('sha256').update(`${what}\n${path}`).digest('hex'),
    });
  }
}
