/** What the API answers instead of a success, as errors a program can tell apart (RFC 9457). */
import type { components } from './schema';

/** Problem details as the API writes them. */
export type Problem = components['schemas']['Problem'];
/** One reason of a refusal: the rule, the clauses that demand it, what is missing, what to do next. */
export type Reason = NonNullable<Problem['reasons']>[number];

/** The API answered, and not with a success. `status` and `slug` tell what; `problem` is what it said. */
export class ProblemError extends Error {
  /** Last part of `type`: `refused`, `invalid-request`, `not-found`. */
  readonly slug: string;

  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    const of = [
      ...(problem.reasons ?? []).map(({ message }) => message),
      ...(problem.errors ?? []).map(({ pointer, header, parameter, detail }) =>
        [pointer ?? header ?? parameter, detail].filter(Boolean).join(': '),
      ),
    ];
    super(`${status} ${problem.title}${of.length > 0 ? `: ${of.join('; ')}` : ''}`);
    this.name = new.target.name;
    this.slug = problem.type.slice(problem.type.lastIndexOf(':') + 1);
  }
}

/** 422 with reasons: a rule of the regulation does not allow the act. Every reason is told at once. */
export class Refused extends ProblemError {
  get reasons(): readonly Reason[] {
    return this.problem.reasons ?? [];
  }
}

/** 412: the thing is not at the revision of `ifMatch` any more. Read it again and decide again. */
export class Stale extends ProblemError {
  /** Where the stream is now. */
  get revision(): string | undefined {
    return this.problem.revision ?? undefined;
  }
}

/** Nobody answered, however often it was tried. Whether an act was carried out is not known: send it again under the same key. */
export class Unreachable extends Error {
  constructor(
    readonly url: string,
    readonly attempts: number,
    /** The key the act was sent under. */
    readonly idempotencyKey: string | undefined,
    cause: unknown,
  ) {
    super(`no answer from ${url} in ${attempts} attempts`, { cause });
    this.name = 'Unreachable';
  }
}

/** The error of an answer that is no success; one that is no problem document, from a proxy say, is told by its status. */
export const problemOf = async (response: Response): Promise<ProblemError> => {
  const text = await response.text();
  let told: Partial<Problem> = {};
  try {
    if (/json/.test(response.headers.get('content-type') ?? '')) told = JSON.parse(text) as Partial<Problem>;
  } catch {
    // Cut short or not JSON after all: the status is what is known.
  }
  const problem: Problem = {
    type: 'about:blank',
    title: response.statusText || `HTTP ${response.status}`,
    status: response.status,
    instance: '',
    ...told,
  };
  if (response.status === 412) return new Stale(response.status, problem);
  if (response.status === 422 && problem.reasons !== undefined) return new Refused(response.status, problem);
  return new ProblemError(response.status, problem);
};
