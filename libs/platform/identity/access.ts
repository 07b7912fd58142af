/** Deny by default: a route says which act it is, one table says which role may do the act and where. */
import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Problem, problems } from '@nastavnik/platform/http';
import type { Uuid } from '@nastavnik/kernel';
import type { Caller } from './caller';
import { AccessRefusals, type RefusedBecause } from './refusals';
import { TokenRejected, TokenVerifier } from './tokens';

/**
 * Where a role may do an act: `own-school` in the caller's school; `own-municipality` in the caller's municipality and its
 * schools; `own-organisation` in the school or the municipality the caller belongs to, and nowhere below; `own` only where the caller is one of the people concerned, in the caller's school; `all` everywhere.
 */
export type Scope = 'own' | 'own-school' | 'own-organisation' | 'own-municipality' | 'all';

/** Act → role → scope; what is not written is denied. */
export type Policy = { readonly [act: string]: { readonly [role: string]: Scope } };

/** What a request is about. Nothing at all: the act is done nowhere in particular, and only `all` permits it. */
export interface Target {
  readonly schoolId?: Uuid;
  readonly municipalityId?: Uuid;
  /** Ids of the people concerned; asked for under the scope `own` only. */
  readonly people?: () => Promise<readonly string[]>;
  /** Asked once permission is given: false answers 404. Absent: it does. */
  readonly exists?: () => Promise<boolean>;
  /** The path itself does not say whose the record is: a stranger is told that there is none. */
  readonly hidden?: boolean;
}

/** Says what a request is about. */
export interface TargetResolver {
  targetOf(request: FastifyRequest): Promise<Target>;
  /** Roles of others that the caller fulfils that day in their organisation, as far as this act goes. */
  rolesActedFor?(caller: Caller, act: string, at: Date): Promise<readonly string[]>;
  /** Municipality of a school; `undefined` for an unknown school. */
  municipalityOf(schoolId: Uuid): Promise<Uuid | undefined>;
}

export const POLICY = Symbol('access policy');
export const TARGET_RESOLVER = Symbol('target resolver');

const ACT = 'nastavnik:act';
const PUBLIC = 'nastavnik:public';

/** Declares the act that a route is; the policy decides who may. */
export const Allow = (act: string): MethodDecorator => SetMetadata(ACT, act);
/** Declares a route that needs no token. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

/** What a handler declares; `undefined` when it declares nothing and is therefore denied. */
export const declarationOf = (
  reflector: Reflector,
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- handlers and controllers are that to Nest
  handler: Function,
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
  controller: Function,
): { readonly act: string } | { readonly public: true } | undefined => {
  const act = reflector.get<string | undefined>(ACT, handler);
  if (act !== undefined) return { act };
  return reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [handler, controller]) === true
    ? { public: true }
    : undefined;
};

/** The first of the caller's roles that may do the act there; pure but for the municipality of the caller's school. */
export const permittedRole = async (
  policy: Policy,
  act: string,
  caller: Caller,
  target: Target,
  municipalityOf: (schoolId: Uuid) => Promise<Uuid | undefined>,
): Promise<string | undefined> => {
  const inOwnSchool = target.schoolId !== undefined && target.schoolId === caller.organisationId;
  const ofItself = target.schoolId ?? target.municipalityId;
  for (const role of caller.roles) {
    const scope =
      Object.hasOwn(policy, act) && Object.hasOwn(policy[act]!, role) ? policy[act]![role] : undefined;
    switch (scope) {
      case undefined:
        continue;
      case 'all':
        return role;
      case 'own-school':
        if (inOwnSchool) return role;
        continue;
      case 'own-organisation':
        if (ofItself !== undefined && ofItself === caller.organisationId) return role;
        continue;
      case 'own':
        if (inOwnSchool && (await target.people?.())?.includes(caller.id)) return role;
        continue;
      case 'own-municipality': {
        if (caller.organisationId === undefined) continue;
        const there =
          target.municipalityId ??
          (target.schoolId === undefined ? undefined : await municipalityOf(target.schoolId));
        if (there === undefined) continue;
        const own = there === caller.organisationId ? there : await municipalityOf(caller.organisationId);
        if (own === there) return role;
        continue;
      }
    }
  }
  return undefined;
};

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: TokenVerifier,
    @Inject(POLICY) private readonly policy: Policy,
    @Inject(TARGET_RESOLVER) private readonly targets: TargetResolver,
    private readonly refusals: AccessRefusals,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const declared = declarationOf(this.reflector, context.getHandler(), context.getClass());
    if (declared !== undefined && 'public' in declared) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = await this.authenticate(request);
    await request.server.countRequest?.(request, `caller ${caller.id}`);
    const refuse = (because: RefusedBecause, problem: Problem): Problem => {
      this.refusals.note({
        because,
        callerId: caller.id,
        roles: caller.roles,
        ...(caller.organisationId === undefined ? {} : { organisationId: caller.organisationId }),
        ...(declared === undefined ? {} : { act: declared.act }),
        ...placeOf(request),
      });
      return problem;
    };
    if (declared === undefined) throw refuse('no-role', denied());
    const { act } = declared;
    const grants = Object.hasOwn(this.policy, act) ? (this.policy[act] ?? {}) : {};
    const granted = (roles: readonly string[]): boolean => roles.some((role) => Object.hasOwn(grants, role));
    // Asked for only when the caller's own roles do not do: most requests never pay for it.
    let fulfilled: Promise<readonly string[]> | undefined;
    const actedFor = () =>
      (fulfilled ??= this.targets.rolesActedFor?.(caller, act, request.receivedAt) ?? Promise.resolve([]));
    if (!granted(caller.roles) && !granted(await actedFor())) throw refuse('no-role', denied());
    const target = await this.targets.targetOf(request);
    const permitted = (roles: readonly string[]): Promise<string | undefined> =>
      permittedRole(this.policy, act, { ...caller, roles }, target, (school) =>
        this.targets.municipalityOf(school),
      );
    const own = await permitted(caller.roles);
    const role = own ?? (await permitted(await actedFor()));
    if (role === undefined) throw refuse('elsewhere', target.hidden === true ? nothingThere() : denied());
    if ((await target.exists?.()) === false) throw nothingThere();
    request.caller = caller;
    request.actor = {
      id: caller.id,
      role,
      ...(caller.organisationId === undefined ? {} : { organisationId: caller.organisationId }),
      ...(own === undefined ? { acting: true as const } : {}),
    };
    return true;
  }

  /** One who does not say who they are is counted by address, and only then: a proxy in front does not slow its callers. */
  private async authenticate(request: FastifyRequest): Promise<Caller> {
    try {
      return await this.callerOf(request);
    } catch (error) {
      if (!(error instanceof Problem) || error.options.status !== 401) throw error;
      await request.server.countRequest?.(request, `address ${request.ip}`);
      this.refusals.note({ because: 'unknown-caller', ...placeOf(request) });
      throw error;
    }
  }

  private async callerOf(request: FastifyRequest): Promise<Caller> {
    const match = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(request.headers.authorization ?? '');
    if (match === null) {
      throw problems.unauthenticated(
        { ru: 'Передайте ключ: Authorization: Bearer …', en: 'Send a token: Authorization: Bearer …' },
        'Bearer realm="nastavnik"',
      );
    }
    try {
      return await this.verifier.verify(match[1] as string);
    } catch (error) {
      if (!(error instanceof TokenRejected)) throw error;
      if (error.reason === 'issuer-unreachable') throw problems.issuerUnreachable();
      const expired = error.reason === 'expired';
      throw problems.unauthenticated(
        expired
          ? { ru: 'Срок действия ключа истёк; получите новый.', en: 'The token has expired; get a new one.' }
          : { ru: 'Ключ недействителен.', en: 'The token is not valid.' },
        `Bearer realm="nastavnik", error="invalid_token", error_description="${expired ? 'The token expired' : 'The token is invalid'}"`,
      );
    }
  }
}

const denied = () =>
  problems.forbidden({
    ru: 'Ваша роль не даёт права на это действие в этой организации.',
    en: 'Your role does not allow this act in this organisation.',
  });

const nothingThere = () =>
  problems.notFound({ ru: 'Записи с таким идентификатором нет.', en: 'No record has this id.' });

const placeOf = (request: FastifyRequest): { method: string; route: string; instance: string } => ({
  method: request.method,
  route: request.routeOptions.url ?? '',
  instance: request.id,
});
