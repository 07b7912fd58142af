/**
 * Summary of a municipality: counts per school, summed by the query. Nothing here tells one person from another, and
 * categories of mentees are not among the columns at all (invariant 34).
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Form, PairRole } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { changeOf, including, without, readModelOf } from '../register';
import type { JsonText } from '../register';

/** Pairs fixed by order, by form; a form that never occurred is absent. */
export type PairsByForm = { readonly [Code in Form]?: number };

/** A MUNICIPALITY row holds its name, a SCHOOL row its counts. */
@Entity('municipality_summary')
export class MunicipalitySummaryRow {
  /** Id of the school or the municipality. */
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'SCHOOL' | 'MUNICIPALITY';
  @Column({ name: 'municipality_id', type: 'text' }) municipalityId!: Uuid;
  @Column({ type: 'text' }) name!: string;
  @Column({ name: 'introduced_from', type: 'text', nullable: true }) introducedFrom!: IsoDate | null;
  /** Now in the base. */
  @Column({ type: 'int' }) mentees!: number;
  @Column({ type: 'int' }) mentors!: number;
  /** Ever proposed, ever fixed; what is open now is a difference. */
  @Column({ name: 'pairs_proposed', type: 'int' }) pairsProposed!: number;
  @Column({ name: 'pairs_fixed', type: 'int' }) pairsFixed!: number;
  @Column({ name: 'pairs_completed', type: 'int' }) pairsCompleted!: number;
  @Column({ name: 'pairs_ended', type: 'int' }) pairsEnded!: number;
  /** A set, not a count: a pair can be suspended for two people and is resumed once. */
  @Column({ name: 'suspended_pair_ids', type: 'text', array: true }) suspendedPairIds!: Uuid[];
  @Column({ name: 'pairs_by_form', type: 'jsonb' }) pairsByForm!: PairsByForm;
  @Column({ name: 'meetings_held', type: 'int' }) meetingsHeld!: number;
  @Column({ name: 'monitoring_interim', type: 'int' }) monitoringInterim!: number;
  @Column({ name: 'monitoring_final', type: 'int' }) monitoringFinal!: number;
}

type Row = MunicipalitySummaryRow;

const blank = (id: Uuid, rowKind: Row['rowKind'], municipalityId: Uuid, name: string): Row => ({
  id,
  rowKind,
  municipalityId,
  name,
  introducedFrom: null,
  mentees: 0,
  mentors: 0,
  pairsProposed: 0,
  pairsFixed: 0,
  pairsCompleted: 0,
  pairsEnded: 0,
  suspendedPairIds: [],
  pairsByForm: {},
  meetingsHeld: 0,
  monitoringInterim: 0,
  monitoringFinal: 0,
});

/** An event at a school already registered. */
const school = changeOf<Row, 'schoolId'>('schoolId');

/** Somebody is in these bases no longer. */
const outOfBases = (row: Row, bases: readonly PairRole[]): Partial<Row> => ({
  mentees: row.mentees - (bases.includes('MENTEE') ? 1 : 0),
  mentors: row.mentors - (bases.includes('MENTOR') ? 1 : 0),
});

export const municipalitySummary = readModelOf(MunicipalitySummaryRow)({
  name: 'municipality-summary',
  ignored: [
    'reminder',
    'audit',
    'regulation',
    'order',
    'consent',
    'agreement',
    'appeal',
    'roadmap',
    'governance',
    'campaign',
    'indicators',
    'practice',
    'activity',
    'award',
    'council',
    'site',
  ],
  projection: {
    MunicipalityRegistered: {
      keys: ({ data }) => data.municipalityId,
      fold: (_, { data }) => blank(data.municipalityId, 'MUNICIPALITY', data.municipalityId, data.name),
    },
    SchoolRegistered: {
      keys: ({ data }) => data.schoolId,
      fold: (_, { data }) => blank(data.schoolId, 'SCHOOL', data.municipalityId, data.shortName),
    },
    MentoringIntroduced: school((_, { data }) => ({ introducedFrom: data.from })),
    EnteredMenteeBase: school((row, { data }) => (data.renewed ? {} : { mentees: row.mentees + 1 })),
    EnteredMentorBase: school((row, { data }) => (data.renewed ? {} : { mentors: row.mentors + 1 })),
    LeftBase: school((row, { data }) =>
      data.base === 'MENTEE' ? { mentees: row.mentees - 1 } : { mentors: row.mentors - 1 },
    ),
    MergedInto: school((row, { data }) => outOfBases(row, data.bases)),
    PersonalDataErased: school((row, { data }) => outOfBases(row, data.bases)),
    PairProposed: school((row) => ({ pairsProposed: row.pairsProposed + 1 })),
    PairFixed: school((row, { data }) => ({
      pairsFixed: row.pairsFixed + 1,
      pairsByForm: { ...row.pairsByForm, [data.form]: (row.pairsByForm[data.form] ?? 0) + 1 },
    })),
    PairCompleted: school((row, { data }) => ({
      pairsCompleted: row.pairsCompleted + 1,
      suspendedPairIds: without(row.suspendedPairIds, data.pairId),
    })),
    PairEnded: school((row, { data }) => ({
      pairsEnded: row.pairsEnded + 1,
      suspendedPairIds: without(row.suspendedPairIds, data.pairId),
    })),
    PairSuspended: school((row, { data }) => ({
      suspendedPairIds: including(row.suspendedPairIds, data.pairId),
    })),
    PairResumed: school((row, { data }) => ({
      suspendedPairIds: without(row.suspendedPairIds, data.pairId),
    })),
    MeetingHeld: school((row) => ({ meetingsHeld: row.meetingsHeld + 1 })),
    MeetingRecordCancelled: school((row) => ({ meetingsHeld: row.meetingsHeld - 1 })),
    MonitoringCompleted: school((row, { data }) =>
      data.kind === 'INTERIM'
        ? { monitoringInterim: row.monitoringInterim + 1 }
        : { monitoringFinal: row.monitoringFinal + 1 },
    ),

    CoordinatorAppointed: 'ignored',
    CuratorAppointed: 'ignored',
    ProgrammesPresented: 'ignored',
    ParticipantRegistered: 'ignored',
    NeedsDiagnosed: 'ignored',
    EntryConfirmed: 'ignored',
    EducationalRequestFormulated: 'ignored',
    IndividualRouteDesigned: 'ignored',
    IndividualRouteRevised: 'ignored',
    IndividualRouteCompleted: 'ignored',
    AdaptationNoted: 'ignored',
    AgreementNoted: 'ignored',
    ExpertBaseFormApproved: 'ignored',
    ListedAsExpert: 'ignored',
    ExpertEntryUpdated: 'ignored',
    ExpertEntryRemoved: 'ignored',
    JoinedPair: 'ignored',
    LeftPair: 'ignored',
    MentorCandidatesOffered: 'ignored',
    MentorChosen: 'ignored',
    ParticipantsFamiliarised: 'ignored',
    EntryAssessed: 'ignored',
    PlanDrafted: 'ignored',
    PlanApproved: 'ignored',
    PairMovedToRegulation: 'ignored',
    CompatibilityAssessed: 'ignored',
    PlanningOrganised: 'ignored',
    PlanCorrected: 'ignored',
    GoalSet: 'ignored',
    ReflectionRecorded: 'ignored',
    FeedbackGiven: 'ignored',
    RecommendationIssued: 'ignored',
    HelpRequested: 'ignored',
    HelpGiven: 'ignored',
    MentorReportSubmitted: 'ignored',
    ExitAssessed: 'ignored',
    MemberReplaced: 'ignored',
    PairProlonged: 'ignored',
    FollowUpOpened: 'ignored',
    FollowUpClosed: 'ignored',
    TrainingCompleted: 'ignored',
    PersonalDataCorrected: 'ignored',
    DuplicateMerged: 'ignored',
  },
});

export interface MunicipalityQuestion {
  readonly municipalityId: Uuid;
}

/** Counts of one school or of all schools together. */
export interface SummaryCounts {
  /** In the bases now. */
  readonly mentees: number;
  readonly mentors: number;
  readonly pairs: {
    /** Waiting for their order. */
    readonly proposed: number;
    readonly active: number;
    readonly suspended: number;
    readonly completed: number;
    readonly ended: number;
    /** Ever fixed by order. */
    readonly byForm: PairsByForm;
  };
  readonly meetingsHeld: number;
  readonly monitoring: { readonly interim: number; readonly final: number };
}

export interface MunicipalitySummary {
  readonly municipalityId: Uuid;
  readonly name: string;
  readonly totals: SummaryCounts & { readonly schools: number; readonly schoolsIntroduced: number };
  readonly schools: readonly (SummaryCounts & {
    readonly schoolId: Uuid;
    readonly name: string;
    readonly introducedFrom: IsoDate | null;
  })[];
}

/** The same counts of one row and of a sum: `of` wraps a column. */
const counts = (of: (expression: string) => string, byForm: string): string => `
  'mentees', ${of('s.mentees')}, 'mentors', ${of('s.mentors')},
  'pairs', json_build_object('proposed', ${of('s.pairs_proposed - s.pairs_fixed')},
    'active', ${of('s.pairs_fixed - s.pairs_completed - s.pairs_ended - cardinality(s.suspended_pair_ids)')},
    'suspended', ${of('cardinality(s.suspended_pair_ids)')}, 'completed', ${of('s.pairs_completed')},
    'ended', ${of('s.pairs_ended')}, 'byForm', ${byForm}),
  'meetingsHeld', ${of('s.meetings_held')},
  'monitoring', json_build_object('interim', ${of('s.monitoring_interim')}, 'final', ${of('s.monitoring_final')})`;

const TEXT = `
  with s as (select * from municipality_summary where municipality_id = $1 and row_kind = 'SCHOOL')
  select json_build_object('municipalityId', m.id, 'name', m.name,
    'totals', (select json_build_object('schools', count(*), 'schoolsIntroduced', count(s.introduced_from),
      ${counts(
        (expression) => `coalesce(sum(${expression}), 0)`,
        `(select coalesce(jsonb_object_agg(f.form, f.pairs), '{}'::jsonb) from (
          select e.key as form, sum(e.value::int) as pairs from s as each, jsonb_each_text(each.pairs_by_form) e
          group by e.key) f)`,
      )}) from s),
    'schools', (select coalesce(json_agg(json_build_object('schoolId', s.id, 'name', s.name,
      'introducedFrom', s.introduced_from, ${counts((expression) => expression, 's.pairs_by_form')})
      order by s.name, s.id), '[]'::json) from s))::text as answer
  from municipality_summary m where m.id = $1 and m.row_kind = 'MUNICIPALITY'`;

@Injectable()
export class MunicipalitySummaryQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** `undefined` for a municipality that is not registered. */
  async find(question: MunicipalityQuestion): Promise<JsonText<MunicipalitySummary> | undefined> {
    const { rows } = await this.postgres.query<{ answer: string }>({
      name: 'municipality-summary',
      text: TEXT,
      values: [question.municipalityId],
    });
    return rows[0]?.answer;
  }
}
