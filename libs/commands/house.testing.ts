/** The command side on real parts, and the life of School 62 that specs begin from. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  type Actor,
  type Command,
  type IsoDate,
  isRefusal,
  type Receipt,
  type Refusal,
  type Stamp,
  type Uuid,
} from '@nastavnik/kernel';
import type {
  ConsentPurpose,
  DomainEvents,
  Form,
  MeetingKind,
  OrderContent,
  PersonKind,
  Position,
} from '@nastavnik/domain';
import { streamReader } from '@nastavnik/evidence';
import { startEventStoreNode } from '@nastavnik/platform/embedded/event-store-node';
import { connectEventStore, type EventStore } from '@nastavnik/platform/event-store';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import { type SealedRecord, Vault, vaultMigrations } from '@nastavnik/platform/vault';
import { CommandBus } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import type { Pool } from 'pg';
import { createTestDatabase } from '../../test/support/database';
import { streamsInLog } from '../../test/support/streams';
import {
  type Act,
  COMMAND_MIGRATIONS,
  CommandsModule,
  ConsentAct,
  EffectsProcess,
  MunicipalityAct,
  OrderAct,
  PairAct,
  ParticipantAct,
  RegulationAct,
  SchoolAct,
} from '.';

export interface House {
  readonly databaseUrl: string;
  readonly eventStoreUrl: string;
  readonly store: EventStore;
  readonly pool: Pool;
  readonly vault: Vault;
  /** Starts the module, the effects process with it. */
  open(): Promise<void>;
  readonly effects: () => EffectsProcess;
  execute(act: Act<Command>): Promise<Receipt | Refusal>;
  /** Events of a stream by type, oldest first. */
  types(stream: string): Promise<readonly DomainEvents['type'][]>;
  /** The node goes away. */
  breakDown(): Promise<void>;
  /** It comes back where it was. */
  recover(): Promise<void>;
  close(): Promise<void>;
}

/** A database, a node on it, a client, and the module between them; nothing is simulated. */
export const buildHouse = async (): Promise<House> => {
  const database = await createTestDatabase();
  await migrate(database.url, [...vaultMigrations, ...COMMAND_MIGRATIONS]);
  let node = await startEventStoreNode({ databaseUrl: database.url });
  const port = Number(new URL(node.url).port);
  const store = await connectEventStore(node.url);
  const pool = connectPostgres(database.url);
  const vault = new Vault(pool, { current: randomBytes(32), others: [] });
  const module = await Test.createTestingModule({
    imports: [
      CommandsModule.register({ eventStore: store, postgres: pool, vault, streamsOf: streamsInLog(store) }),
    ],
  }).compile();
  module.useLogger(false);
  return {
    databaseUrl: database.url,
    eventStoreUrl: node.url,
    store,
    pool,
    vault,
    open: async () => {
      await module.init();
    },
    effects: () => module.get(EffectsProcess),
    execute: (act) => module.get(CommandBus).execute(act),
    types: async (stream) => (await streamReader(store).read(stream)).map(({ type }) => type),
    breakDown: () => node.stop(),
    recover: async () => {
      node = await startEventStoreNode({ databaseUrl: database.url, port });
    },
    close: async () => {
      await module.close();
      await store.close();
      await node.stop();
      await pool.end();
      await database.drop();
    },
  };
};

export const director: Actor = { id: randomUUID(), role: 'director' };

/** A stamp of the evening of a day in Moscow. */
export const stamp = (on: IsoDate, actor: Actor = director, commandId: Uuid = randomUUID()): Stamp => ({
  recordedAt: `${on}T15:00:00.000Z`,
  actor,
  commandId,
});

/** What a sender expects who did nothing wrong. */
export const accepted = (answer: Receipt | Refusal): Receipt => {
  if (isRefusal(answer))
    throw new Error(answer.reasons.map(({ rule, message }) => `${rule}: ${message.en}`).join('\n'));
  return answer;
};

export const reasonsOf = (answer: Receipt | Refusal) => {
  if (!isRefusal(answer)) throw new Error(`expected a refusal, got ${answer.stream}@${answer.revision}`);
  return answer.reasons;
};

/** School 62 on an evening of January 2021: mentoring introduced, nobody in the bases yet. */
export class School62 {
  readonly municipalityId = randomUUID();
  readonly schoolId = randomUUID();
  private orders = 0;

  constructor(private readonly house: House) {}

  async found(): Promise<this> {
    const { municipalityId, schoolId } = this;
    await this.do(
      new MunicipalityAct({
        type: 'RegisterMunicipality',
        data: { municipalityId, name: 'Городской округ', utcOffsetMinutes: 180, effectiveOn: '2020-12-01' },
        stamp: stamp('2020-12-01'),
      }),
    );
    await this.do(
      new SchoolAct({
        type: 'RegisterSchool',
        data: {
          ...{ schoolId, municipalityId, utcOffsetMinutes: 180, effectiveOn: '2020-12-01' },
          name: 'МОУ средняя общеобразовательная школа № 62',
          shortName: 'МОУ СОШ № 62',
        },
        stamp: stamp('2020-12-01'),
      }),
    );
    await this.do(
      new RegulationAct({
        type: 'AdoptRegulation',
        data: {
          organisationId: schoolId,
          effectiveOn: '2020-12-02',
          document: 'МОУ СОШ № 62',
          basedOn: 'S62',
          parameters: {},
        },
        stamp: stamp('2020-12-02'),
      }),
    );
    accepted(await this.order('2021-01-11', { kind: 'INTRODUCTION', from: '2021-01-11' }));
    return this;
  }

  /** Issues an order dated `on`. */
  order(
    on: IsoDate,
    content: OrderContent,
    as: { readonly stamp?: Stamp; readonly orderId?: Uuid; readonly number?: string } = {},
  ): Promise<Receipt | Refusal> {
    return this.house.execute(this.orderAct(on, content, as));
  }

  orderAct(
    on: IsoDate,
    content: OrderContent,
    as: { readonly stamp?: Stamp; readonly orderId?: Uuid; readonly number?: string } = {},
  ): OrderAct {
    return new OrderAct({
      type: 'IssueOrder',
      data: {
        orderId: as.orderId ?? randomUUID(),
        organisationId: this.schoolId,
        effectiveOn: on,
        number: as.number ?? `${++this.orders}-Д`,
        register: 'MAIN',
        legalBasis: ['273-ФЗ', 'Р-145'],
        content,
      },
      stamp: as.stamp ?? stamp(on),
    });
  }

  /** Registers somebody, in a base, with both consents. */
  async person(
    base: 'MENTEE' | 'MENTOR',
    of: {
      readonly kind?: PersonKind;
      readonly position?: Position;
      readonly birthDate?: IsoDate;
      readonly consents?: boolean;
    } = {},
  ): Promise<Uuid> {
    const kind = of.kind ?? (base === 'MENTEE' ? 'STUDENT' : 'PEDAGOGUE');
    const birthDate = of.birthDate ?? (kind === 'STUDENT' ? '2006-05-17' : '1985-03-02');
    const participantId = randomUUID();
    const common = { participantId, schoolId: this.schoolId, effectiveOn: '2021-01-12' };
    const person = this.house.vault.seal({
      recordId: participantId,
      subjectId: participantId,
      kind: 'person',
      data: { familyName: 'Иванова', givenName: 'Мария', birthDate },
    });
    await this.do(
      new ParticipantAct(
        {
          type: 'RegisterParticipant',
          data: {
            ...common,
            kind,
            ...(kind === 'PEDAGOGUE' ? { position: of.position ?? 'PEDAGOGUE' } : {}),
            employed: kind === 'PEDAGOGUE',
            person: person.ref,
          },
          stamp: stamp('2021-01-12'),
        },
        { sealed: [person] },
      ),
    );
    if (base === 'MENTEE') {
      await this.do(
        new ParticipantAct({
          type: 'EnterMenteeBase',
          data: {
            ...common,
            categories: [kind === 'STUDENT' ? 'LOW_RESULTS' : 'YOUNG_SPECIALIST'],
            tasks: ['PERSONAL'],
          },
          stamp: stamp('2021-01-12'),
        }),
      );
      const findings = this.text(participantId);
      await this.do(
        new ParticipantAct(
          {
            type: 'DiagnoseNeeds',
            data: { ...common, tasks: ['PERSONAL'], findings: findings.ref },
            stamp: stamp('2021-01-12'),
          },
          { sealed: [findings] },
        ),
      );
    } else {
      await this.do(
        new ParticipantAct({
          type: 'EnterMentorBase',
          data: { ...common, category: kind, experience: ['PERSONAL'] },
          stamp: stamp('2021-01-12'),
        }),
      );
    }
    if (of.consents !== false) {
      await this.consent(participantId, 'PARTICIPATION', birthDate);
      await this.consent(participantId, 'PERSONAL_DATA', birthDate);
    }
    return participantId;
  }

  /** @returns the consent's id */
  async consent(
    participantId: Uuid,
    purpose: ConsentPurpose,
    birthDate: IsoDate,
    on: IsoDate = '2021-01-13',
  ): Promise<Uuid> {
    const consentId = randomUUID();
    const minor = birthDate > '2003-12-31';
    const representative = minor ? this.text(participantId) : undefined;
    await this.do(
      new ConsentAct(
        {
          type: 'GiveConsent',
          data: {
            ...{ consentId, participantId, schoolId: this.schoolId, effectiveOn: on, purpose, written: true },
            by: minor ? 'LEGAL_REPRESENTATIVE' : 'SELF',
            textHash: createHash('sha256').update(purpose).digest('hex'),
            ...(representative === undefined ? {} : { representative: representative.ref }),
          },
          stamp: stamp(on),
        },
        representative === undefined ? {} : { sealed: [representative] },
      ),
    );
    return consentId;
  }

  withdrawal(
    participantId: Uuid,
    consentId: Uuid,
    on: IsoDate,
    by: 'SELF' | 'LEGAL_REPRESENTATIVE',
  ): ConsentAct {
    return new ConsentAct({
      type: 'WithdrawConsent',
      data: { consentId, participantId, schoolId: this.schoolId, effectiveOn: on, by },
      stamp: stamp(on),
    });
  }

  /** Proposed, mentor offered and chosen, everybody familiarised: ready for the order. */
  async pair(menteeId: Uuid, mentorId: Uuid, form: Form = 'TEACHER_STUDENT'): Promise<Uuid> {
    const pairId = randomUUID();
    const of = { pairId, schoolId: this.schoolId };
    await this.act(pairId, '2021-01-14', {
      type: 'ProposePair',
      data: { kind: 'PAIR', form, menteeIds: [menteeId], tasks: ['PERSONAL'] },
    });
    await this.act(pairId, '2021-01-14', { type: 'OfferCandidates', data: { mentorIds: [mentorId] } });
    await this.act(pairId, '2021-01-15', {
      type: 'ChooseMentor',
      data: { mentorId, menteeId, through: 'SELF' },
    });
    await this.act(pairId, '2021-01-15', {
      type: 'FamiliariseParticipants',
      data: { participantIds: [mentorId, menteeId] },
    });
    return of.pairId;
  }

  /** One act of a pair, dated and recorded on a day. */
  async act(
    pairId: Uuid,
    on: IsoDate,
    what: { readonly type: string; readonly data: object; readonly sealed?: readonly SealedRecord[] },
  ): Promise<Receipt> {
    return accepted(await this.try(pairId, on, what));
  }

  try(
    pairId: Uuid,
    on: IsoDate,
    what: { readonly type: string; readonly data: object; readonly sealed?: readonly SealedRecord[] },
    options: { readonly expectedRevision?: bigint; readonly stamp?: Stamp } = {},
  ): Promise<Receipt | Refusal> {
    const command = {
      type: what.type,
      data: { pairId, schoolId: this.schoolId, effectiveOn: on, ...what.data },
      stamp: options.stamp ?? stamp(on),
    };
    const { expectedRevision } = options;
    return this.house.execute(
      new PairAct(command as never, {
        ...(expectedRevision === undefined ? {} : { expectedRevision }),
        ...(what.sealed === undefined ? {} : { sealed: what.sealed }),
      }),
    );
  }

  /** A teacher appointed curator of every form. */
  async curator(): Promise<Actor> {
    const personId = await this.person('MENTOR');
    accepted(await this.order('2021-01-13', { kind: 'APPOINTMENT', curators: [{ personId, form: 'ALL' }] }));
    return { id: personId, role: 'curator' };
  }

  /** Everything a fixed pair does in its year: meetings, plan, monitoring, report, completion, follow-up. */
  async year(pairId: Uuid, menteeId: Uuid, mentorId: Uuid, curator: Actor): Promise<void> {
    const meet = (on: IsoDate, kind: MeetingKind, more: object = {}) =>
      this.act(pairId, on, {
        type: 'HoldMeeting',
        data: { kind, attendeeIds: [mentorId, menteeId], ...more },
      });
    const assess = (on: IsoDate, type: 'AssessEntry' | 'AssessExit', level: 'LOW' | 'SUFFICIENT') =>
      this.act(pairId, on, {
        type,
        data: {
          assessments: [{ menteeId, levels: { MOTIVATION_PERSONAL: level, EDUCATIONAL_RESULTS: level } }],
        },
      });
    const by = async (
      actor: Actor,
      on: IsoDate,
      what: { readonly type: string; readonly data: object; readonly sealed?: readonly SealedRecord[] },
    ) => accepted(await this.try(pairId, on, what, { stamp: stamp(on, actor) }));
    const monitor = (on: IsoDate, kind: 'INTERIM' | 'FINAL') =>
      by(curator, on, {
        type: 'CompleteMonitoring',
        data: {
          kind,
          findings: [
            {
              indicator: 'PROCESS_QUALITY',
              aspect: 'PROCESS',
              value: { kind: 'LEVEL', level: 'SUFFICIENT' },
            },
            { indicator: 'COMPETENCE', aspect: 'IMPACT', value: { kind: 'LEVEL', level: 'BASIC' } },
          ],
        },
      });
    await assess('2021-01-19', 'AssessEntry', 'LOW');
    await meet('2021-01-20', 'ORGANISATIONAL');
    await meet('2021-01-27', 'TRIAL');
    await meet('2021-02-03', 'PLANNING', { plannedRegularMeetings: 2 });
    const plan = this.text(menteeId);
    await this.act(pairId, '2021-02-03', {
      type: 'DraftPlan',
      data: { authorIds: [mentorId, menteeId], plan: plan.ref },
      sealed: [plan],
    });
    await by(curator, '2021-02-04', { type: 'ApprovePlan', data: {} });
    await meet('2021-03-03', 'REGULAR');
    await meet('2021-03-17', 'REGULAR');
    await monitor('2021-05-20', 'INTERIM');
    await meet('2021-11-24', 'FINAL');
    await assess('2021-11-26', 'AssessExit', 'SUFFICIENT');
    await monitor('2021-12-01', 'FINAL');
    const report = this.text(mentorId);
    await by({ id: mentorId, role: 'mentor' }, '2021-12-03', {
      type: 'SubmitMentorReport',
      data: { mentorId, report: report.ref },
      sealed: [report],
    });
    await by(curator, '2021-12-20', { type: 'CompletePair', data: {} });
    await by(curator, '2021-12-27', { type: 'OpenFollowUp', data: {} });
  }

  fixing(...pairIds: readonly Uuid[]): OrderContent {
    return {
      kind: 'PAIRS',
      pairs: pairIds.map((pairId) => ({ pairId, from: '2021-01-18', until: '2021-12-24' })),
    };
  }

  /** Words about a person, sealed. */
  text(subjectId: Uuid, words = 'Слова для сейфа'): SealedRecord {
    return this.house.vault.seal({ recordId: randomUUID(), subjectId, kind: 'text', data: { text: words } });
  }

  private async do(act: Act<Command>): Promise<Receipt> {
    return accepted(await this.house.execute(act));
  }
}
