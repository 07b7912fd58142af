/**
 * History of a pair: every event that made its legal life, in the order of the log, with who acted, when it was recorded,
 * from when it counts, and the rules and clauses it was judged by. Pointers only: the payload stays in the log.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DomainEvents } from '@nastavnik/domain';
import {
  citations,
  type DomainEvent,
  type Instant,
  type IsoDate,
  type Recorded,
  type Uuid,
} from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { defineReadModel } from '@nastavnik/platform/projections';
import { findPage } from '../register';
import type { JsonText, Page, Paging, RegisterSql } from '../register';

/**
 * An EVENT row points at an event about its subject: a pair, or a participant, agreement or complaint. A LINK row says
 * that what is written about `linkedId` belongs to the history of `subjectId`: a member to the pair, an agreement to its
 * mentor. So a consent given before there was a pair is found, and nothing is copied.
 */
@Entity('pair_history')
export class PairHistoryRow {
  /** Event id, with the pair where one event touches several; or `subject:linked`. */
  @PrimaryColumn({ type: 'text' }) id!: string;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'EVENT' | 'LINK';
  @Column({ name: 'subject_id', type: 'text' }) subjectId!: Uuid;
  @Column({ name: 'linked_id', type: 'text', nullable: true }) linkedId!: Uuid | null;
  /** LINK: the last position that still belongs; a member's later consents are no longer the pair's. */
  @Column({ name: 'until_position', type: 'bigint', nullable: true }) untilPosition!: string | null;
  @Column({ name: 'event_id', type: 'text', nullable: true }) eventId!: Uuid | null;
  @Column({ type: 'text', nullable: true }) stream!: string | null;
  @Column({ type: 'bigint', nullable: true }) revision!: string | null;
  @Column({ type: 'bigint', nullable: true }) position!: string | null;
  @Column({ type: 'text', nullable: true }) type!: string | null;
  @Column({ name: 'effective_on', type: 'text', nullable: true }) effectiveOn!: IsoDate | null;
  @Column({ name: 'recorded_at', type: 'text', nullable: true }) recordedAt!: Instant | null;
  @Column({ name: 'actor_id', type: 'text', nullable: true }) actorId!: string | null;
  @Column({ name: 'actor_role', type: 'text', nullable: true }) actorRole!: string | null;
  @Column({ type: 'text', array: true }) rules!: string[];
  /** As the organisation quotes them: `МОУ СОШ № 62, п. 4.13`. */
  @Column({ type: 'text', array: true }) clauses!: string[];
}

type Row = PairHistoryRow;

const pointer = (id: string, subjectId: Uuid, event: Recorded<DomainEvent>): Row => ({
  id,
  rowKind: 'EVENT',
  subjectId,
  linkedId: null,
  untilPosition: null,
  eventId: event.id,
  stream: event.stream,
  revision: event.revision.toString(),
  position: event.position.toString(),
  type: event.type,
  effectiveOn: event.data.effectiveOn,
  recordedAt: event.stamp.recordedAt,
  actorId: event.stamp.actor.id,
  actorRole: event.stamp.actor.role,
  rules: event.data.basis.rules.map(({ rule }) => rule),
  clauses: [...citations(event.data.basis.rules)],
});

const linkId = (subjectId: Uuid, linkedId: Uuid): string => `${subjectId}:${linkedId}`;

const link = (subjectId: Uuid, linkedId: Uuid, until: bigint | null): Row => ({
  id: linkId(subjectId, linkedId),
  rowKind: 'LINK',
  subjectId,
  linkedId,
  untilPosition: until?.toString() ?? null,
  eventId: null,
  stream: null,
  revision: null,
  position: null,
  type: null,
  effectiveOn: null,
  recordedAt: null,
  actorId: null,
  actorRole: null,
  rules: [],
  clauses: [],
});

/** An event about one subject. */
const about = <Event extends Recorded<DomainEvent>>(subject: (event: Event) => Uuid | undefined) => ({
  keys: (event: Event): string | readonly string[] => (subject(event) === undefined ? [] : event.id),
  fold: (_: Row | undefined, event: Event): Row | undefined => {
    const subjectId = subject(event);
    return subjectId === undefined ? undefined : pointer(event.id, subjectId, event);
  },
});

/** An event of the pair's own stream. */
const ofPair = {
  keys: (event: { readonly id: Uuid }) => event.id,
  fold: (_: Row | undefined, event: Recorded<DomainEvent> & { readonly data: { readonly pairId: Uuid } }) =>
    pointer(event.id, event.data.pairId, event),
};

/** `pair-<id>` of an order's target. */
const pairOf = (stream: string): Uuid | undefined =>
  stream.startsWith('pair-') ? stream.slice('pair-'.length) : undefined;

export const pairHistory = defineReadModel<DomainEvents, PairHistoryRow>({
  name: 'pair-history',
  entity: PairHistoryRow,
  projection: {
    PairProposed: ofPair,
    MentorCandidatesOffered: ofPair,
    MentorChosen: ofPair,
    ParticipantsFamiliarised: ofPair,
    PairFixed: ofPair,
    EntryAssessed: ofPair,
    PlanDrafted: ofPair,
    PlanApproved: ofPair,
    MeetingHeld: ofPair,
    MeetingRecordCancelled: ofPair,
    MonitoringCompleted: ofPair,
    MentorReportSubmitted: ofPair,
    ExitAssessed: ofPair,
    PairCompleted: ofPair,
    PairEnded: ofPair,
    MemberReplaced: ofPair,
    PairSuspended: ofPair,
    PairResumed: ofPair,
    FollowUpOpened: ofPair,
    FollowUpClosed: ofPair,

    OrderIssued: {
      keys: ({ id, data: { content } }) =>
        content.kind === 'PAIRS' || content.kind === 'PAIR_END'
          ? content.pairs.map(({ pairId }) => `${id}:${pairId}`)
          : content.kind === 'PAIR_CHANGE'
            ? `${id}:${content.pairId}`
            : [],
      fold: (_, event, key) => pointer(key, key.slice(event.id.length + 1), event),
    },
    OrderEffectRefused: about((event) => pairOf(event.data.target)),

    JoinedPair: {
      keys: ({ data }) => linkId(data.pairId, data.participantId),
      fold: (_, { data }) => link(data.pairId, data.participantId, null),
    },
    LeftPair: {
      keys: ({ data }) => linkId(data.pairId, data.participantId),
      fold: (_, { data, position }) => link(data.pairId, data.participantId, position),
    },
    ConsentGiven: about(({ data }) => data.participantId),
    ConsentWithdrawn: about(({ data }) => data.participantId),

    AgreementConcluded: {
      keys: ({ id, data }) => [id, ...data.mentorIds.map((mentorId) => linkId(mentorId, data.agreementId))],
      fold: (_, event, key) =>
        key === event.id
          ? pointer(key, event.data.agreementId, event)
          : link(key.slice(0, key.indexOf(':')), event.data.agreementId, null),
    },
    AgreementTerminated: about(({ data }) => data.agreementId),

    ComplaintRegistered: {
      keys: ({ id, data }) => (data.pairId === undefined ? [] : [id, linkId(data.pairId, data.appealId)]),
      fold: (_, event, key) =>
        event.data.pairId === undefined
          ? undefined
          : key === event.id
            ? pointer(key, event.data.appealId, event)
            : link(event.data.pairId, event.data.appealId, null),
    },
    ComplaintDisclosed: about(({ data }) => data.appealId),
    ExplanationRecorded: about(({ data }) => data.appealId),
    ComplaintClosed: about(({ data }) => data.appealId),

    ParticipantRegistered: 'ignored',
    EnteredMenteeBase: 'ignored',
    EnteredMentorBase: 'ignored',
    LeftBase: 'ignored',
    NeedsDiagnosed: 'ignored',
    AgreementNoted: 'ignored',
    MunicipalityRegistered: 'ignored',
    SchoolRegistered: 'ignored',
    MentoringIntroduced: 'ignored',
    CoordinatorAppointed: 'ignored',
    CuratorAppointed: 'ignored',
    ProgrammesPresented: 'ignored',
    RegulationAdopted: 'ignored',
    ParameterSet: 'ignored',
  },
});

/** What a reader sees; a program reads `type`. Only the types that can occur in a history. */
export const HISTORY_TITLES: { readonly [type: string]: string } = {
  PairProposed: 'Предложена пара (группа)',
  MentorCandidatesOffered: 'Предложены кандидатуры наставников',
  MentorChosen: 'Наставляемый выбрал наставника',
  ParticipantsFamiliarised: 'Участники ознакомлены с программами наставничества',
  PairFixed: 'Пара (группа) утверждена приказом директора',
  EntryAssessed: 'Оценка на входе',
  PlanDrafted: 'План наставничества составлен совместно',
  PlanApproved: 'План наставничества утверждён',
  MeetingHeld: 'Проведена встреча',
  MeetingRecordCancelled: 'Запись о встрече отменена',
  MonitoringCompleted: 'Проведён мониторинг',
  MentorReportSubmitted: 'Наставник представил отчёт',
  ExitAssessed: 'Оценка на выходе',
  PairCompleted: 'Программа наставничества завершена',
  PairEnded: 'Работа пары (группы) прекращена приказом',
  MemberReplaced: 'Участник пары (группы) заменён приказом',
  PairSuspended: 'Работа пары (группы) приостановлена',
  PairResumed: 'Работа пары (группы) возобновлена',
  FollowUpOpened: 'Открыто сопровождение после завершения',
  FollowUpClosed: 'Сопровождение после завершения закрыто',
  OrderIssued: 'Издан приказ',
  OrderEffectRefused: 'Действие приказа не наступило',
  ConsentGiven: 'Получено согласие участника',
  ConsentWithdrawn: 'Согласие участника отозвано',
  AgreementConcluded: 'Заключён договор о сотрудничестве',
  AgreementTerminated: 'Договор о сотрудничестве расторгнут',
  ComplaintRegistered: 'Зарегистрирована жалоба на наставника',
  ComplaintDisclosed: 'Наставник ознакомлен с жалобой',
  ExplanationRecorded: 'Получено объяснение наставника или его отказ',
  ComplaintClosed: 'По жалобе принято решение',
};

export const HISTORY_SORTS = ['position'] as const;

export interface PairHistoryQuestion extends Paging<(typeof HISTORY_SORTS)[number]> {
  readonly pairId: Uuid;
}

export interface PairHistoryEntry {
  /** Decimal strings. */
  readonly position: string;
  readonly revision: string;
  readonly stream: string;
  readonly eventId: Uuid;
  readonly type: DomainEvents['type'];
  /** Russian, for a reader. */
  readonly title: string;
  readonly effectiveOn: IsoDate;
  readonly recordedAt: Instant;
  readonly actor: { readonly id: string; readonly role: string };
  /** Names of the rules that were demanded and held. */
  readonly rules: readonly string[];
  /** The clauses that demanded them, as quoted: `МОУ СОШ № 62, п. 4.13`. */
  readonly clauses: readonly string[];
}

const SQL: RegisterSql<(typeof HISTORY_SORTS)[number]> = {
  name: 'pair-history',
  item: `json_build_object('position', r.position::text, 'revision', r.revision::text, 'stream', r.stream,
    'eventId', r.event_id, 'type', r.type, 'title', coalesce($2::jsonb ->> r.type, r.type),
    'effectiveOn', r.effective_on, 'recordedAt', r.recorded_at,
    'actor', json_build_object('id', r.actor_id, 'role', r.actor_role), 'rules', r.rules, 'clauses', r.clauses)`,
  // The pair, what is linked to it, and what is linked to that. An open link wins over a closed one.
  from: `from (
      with linked as (
        select linked_id, until_position from pair_history where subject_id = $1 and row_kind = 'LINK'
      ), reached as (
        select $1::text as id, null::bigint as until
        union all select linked_id, until_position from linked
        union all select l.linked_id, m.until_position from linked m
          join pair_history l on l.subject_id = m.linked_id and l.row_kind = 'LINK'
      )
      select id, case when bool_or(until is null) then null else max(until) end as until from reached group by id
    ) s join pair_history r on r.subject_id = s.id
    where r.row_kind = 'EVENT' and (s.until is null or r.position <= s.until)`,
  // Padded, so that text sorts like the number it is.
  sorts: { position: `lpad(r.position::text, 20, '0')` },
};

@Injectable()
export class PairHistoryQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** Oldest first. Empty for a pair that is not known. @throws BadCursor */
  find(question: PairHistoryQuestion): Promise<JsonText<Page<PairHistoryEntry>>> {
    return findPage(this.postgres, SQL, [question.pairId, JSON.stringify(HISTORY_TITLES)], question);
  }
}
