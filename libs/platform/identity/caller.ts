/** Who calls, as a verified token says. */
import type { Uuid } from '@nastavnik/kernel';

export interface Caller {
  /** `sub`: opaque id of the person or system. */
  readonly id: string;
  /** Every role the token names; at least one. */
  readonly roles: readonly string[];
  /** School, municipality or region the caller acts for. */
  readonly organisationId?: Uuid;
  readonly organisationLevel?: OrganisationLevel;
}

export const ORGANISATION_LEVELS = ['school', 'municipality', 'region'] as const;
export type OrganisationLevel = (typeof ORGANISATION_LEVELS)[number];

declare module 'fastify' {
  interface FastifyRequest {
    caller?: Caller;
  }
}
