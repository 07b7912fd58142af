/** The life of a pair under School 62's regulation: what happens, stage by stage. Rules have their own specs in `rules/`. */
import { fold, type IsoDate, type Uuid } from '@nastavnik/kernel';
import { given } from '../../kernel/given.testing';
import type { MeetingKind } from '../vocabulary';
import { pair } from './pair';
import {
  ACTS,
  command,
  evidenceWith,
  lifeOf,
  live,
  MENTEE,
  MENTOR,
  ON,
  SECOND_MENTEE,
  SECOND_MENTOR,
  vaultRef,
} from './pair.fixtures.testing';

describe('the life of a pair under School 62', () => {
  it('runs from the proposal to the follow-up', () => {
    const life = lifeOf('followUp');
    expect(life.map((event) => event.type)).toMatchInlineSnapshot(`
     [
       "PairProposed",
       "MentorCandidatesOffered",
       "MentorChosen",
       "ParticipantsFamiliarised",
       "PairFixed",
       "EntryAssessed",
       "MeetingHeld",
       "MeetingHeld",
       "MeetingHeld",
       "PlanDrafted",
       "PlanApproved",
       "MeetingHeld",
       "MeetingHeld",
       "MonitoringCompleted",
       "MeetingHeld",
       "ExitAssessed",
       "MonitoringCompleted",
       "MentorReportSubmitted",
       "PairCompleted",
       "FollowUpOpened",
     ]
    `);
    expect(fold(pair, life)).toMatchObject({ stage: 'completed', followUp: { state: 'open' } });
  });

  it('gives a group of two mentors and two mentees the same life', () => {
    const chose = (menteeId: Uuid, mentorId: Uuid) =>
      command('ChooseMentor', ON.chosen, { menteeId, mentorId, through: 'SELF' });
    const everyone = [MENTOR, SECOND_MENTOR, MENTEE, SECOND_MENTEE];
    const levels = { COMPETENCE: 'LOW' } as const;
    const both = [MENTEE, SECOND_MENTEE].map((menteeId) => ({ menteeId, levels }));
    const meet = (kind: MeetingKind, on: IsoDate, planned?: number) =>
      command('HoldMeeting', on, {
        kind,
        attendeeIds: everyone,
        ...(planned === undefined ? {} : { plannedRegularMeetings: planned }),
      });
    const life = live([
      command('ProposePair', ON.proposed, {
        kind: 'GROUP',
        form: 'TEACHER_STUDENT',
        menteeIds: [MENTEE, SECOND_MENTEE],
        tasks: ['LIFE', 'PERSONAL'],
      }),
      command('OfferCandidates', ON.offered, { mentorIds: [MENTOR, SECOND_MENTOR] }),
      chose(MENTEE, MENTOR),
      chose(SECOND_MENTEE, SECOND_MENTOR),
      command('FamiliariseParticipants', ON.familiarised, { participantIds: everyone }),
      ACTS.fixed,
      command('AssessEntry', ON.entry, { assessments: both }),
      meet('ORGANISATIONAL', ON.organisational),
      meet('TRIAL', ON.trial),
      meet('PLANNING', ON.planning, 1),
      command('DraftPlan', ON.drafted, { authorIds: [MENTOR, MENTEE, SECOND_MENTEE], plan: vaultRef(1) }),
      ACTS.approved,
      meet('REGULAR', ON.regular),
      ACTS.interim,
      meet('FINAL', ON.final),
      command('AssessExit', ON.exit, { assessments: both }),
      ACTS.finalMonitoring,
      ACTS.report,
    ]);
    // Section 7 puts the report on every mentor: one of two is not enough.
    const [reason] = given(pair, ...life)
      .when(ACTS.completed, evidenceWith())
      .thenRefused('completed-after-report');
    expect(reason?.missing).toEqual([{ kind: 'report', subject: SECOND_MENTOR }]);
    const second = command('SubmitMentorReport', ON.report, { mentorId: SECOND_MENTOR, report: vaultRef(3) });
    expect(live([second, ACTS.completed], {}, life).at(-1)).toMatchObject({ type: 'PairCompleted' });
  });
});
