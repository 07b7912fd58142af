/** The life of a pair under School 62's regulation: what happens, stage by stage. Rules have their own specs in `rules/`. */
import { fold } from '@nastavnik/kernel';
import { lifeOf } from './pair.fixtures.testing';
import { pair } from './pair';

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
});
