/** The unified base of mentors and experts: filled by the municipality's form, kept up to date, searched by area and deficit. */
import fc from 'fast-check';
import { given } from '../../kernel/given.testing';
import {
  anyDay,
  clauseIds,
  command,
  everyHistory,
  id,
  own,
  s62,
  s62But,
  SCHOOL,
  TODAY,
  underRegulation,
  vault,
} from '../domain.testing';
import type { PersonKind } from '../vocabulary';
import {
  participant,
  type ListAsExpert,
  type ParticipantCommand,
  type ParticipantEvidence,
} from './participant';
import { participantStoredTypes } from './participant.codec';
import type { ParticipantEvent } from './participant.events';

const said = { participantId: id(100), schoolId: SCHOOL, effectiveOn: '2021-10-01' };
const registered = (kind: PersonKind = 'PEDAGOGUE'): ParticipantEvent => ({
  type: 'ParticipantRegistered',
  data: { ...said, kind, employed: true, person: vault(100), basis: { rules: [], evidence: {} } },
});
const entry = (more: Partial<ListAsExpert['data']> = {}): ListAsExpert['data'] => ({
  ...said,
  ...{ areas: ['Математика'], deficits: ['Цифровые инструменты'], channel: 'ONLINE', scope: 'MUNICIPAL' },
  ...more,
});
const list = (more: Partial<ListAsExpert['data']> = {}) => command('ListAsExpert', entry(more));
const update = (more: Partial<ListAsExpert['data']> = {}) => command('UpdateExpertEntry', entry(more));
const remove = (effectiveOn = '2021-11-01') => command('RemoveExpertEntry', { ...said, effectiveOn });
const sev = (more: Partial<ParticipantEvidence> = {}): ParticipantEvidence => ({
  ...{ profile: underRegulation('SEV'), today: TODAY, age: 40 },
  school: { schoolId: SCHOOL, introducedFrom: '2021-01-15' },
  expertBaseForm: { version: 2, approvedOn: '2021-09-01' },
  ...more,
});
const formless = (): ParticipantEvidence => {
  const { expertBaseForm: _, ...without } = sev();
  return without;
};
const listed = given(participant, registered()).when(list(), sev()).then({ type: 'ListedAsExpert' });

it('SEV-IV-7a: nobody is entered before the municipality has developed the form of the base', () => {
  const [reason] = given(participant, registered())
    .when(list(), formless())
    .thenRefused('expert-base-form-first');
  expect(clauseIds([reason!])).toEqual(['SEV-IV-7a', 'SEV-V-2.1']);
  given(participant, registered())
    .when(list(), sev({ expertBaseForm: { version: 1, approvedOn: '2021-10-02' } }))
    .thenRefused('expert-base-form-first');
  given(participant, registered())
    .when(list(), sev())
    .then({ type: 'ListedAsExpert', data: { formVersion: 2 } });
});
it('elsewhere no form is asked for', () => {
  for (const profile of [s62, s62But({ expertBaseForm: own(false) }), underRegulation('MR')]) {
    const [event] = given(participant, registered())
      .when(list(), { ...formless(), profile })
      .then({ type: 'ListedAsExpert' });
    expect(event!.data).not.toHaveProperty('formVersion');
  }
});
it('SEV-IV-7c: an entry names educational areas and the deficits it covers; a student is none', () => {
  given(participant, registered())
    .when(list({ areas: [], deficits: [' '] }), sev())
    .thenRefused('expert-areas-and-deficits-named');
  given(participant, registered())
    .when(list({ areas: ['Химия', 'Химия'] }), sev())
    .thenRefused('expert-areas-and-deficits-named');
  given(participant, registered('STUDENT')).when(list(), sev()).thenRefused('expert-is-no-student');
  given(participant, registered('VETERAN')).when(list(), sev()).then({ type: 'ListedAsExpert' });
});
it('is entered once, and anew after it was removed', () => {
  given(participant, registered(), ...listed)
    .when(list(), sev())
    .thenRefused('expert-listed-once');
  const removed = given(participant, registered(), ...listed)
    .when(remove(), sev())
    .then({ type: 'ExpertEntryRemoved' });
  given(participant, registered(), ...listed, ...removed)
    .when(list({ effectiveOn: '2021-10-15' }), sev())
    .thenRefused('expert-listed-once');
  given(participant, registered(), ...listed, ...removed)
    .when(list({ effectiveOn: '2021-12-01' }), sev())
    .then({ type: 'ListedAsExpert' });
});
it('SEV-IV-7b: an entry is brought up to date in order of time, by the form in use then', () => {
  given(participant, registered(), ...listed)
    .when(
      update({ effectiveOn: '2021-12-01', deficits: ['Оценивание'] }),
      sev({ expertBaseForm: { version: 3, approvedOn: '2021-11-01' } }),
    )
    .then({ type: 'ExpertEntryUpdated', data: { formVersion: 3, deficits: ['Оценивание'] } });
  given(participant, registered(), ...listed)
    .when(update({ effectiveOn: '2021-09-30' }), sev())
    .thenRefused('expert-listed');
  given(participant, registered()).when(update(), sev()).thenRefused('expert-listed');
  given(participant, registered()).when(remove(), sev()).thenRefused('expert-listed');
});
it('no accepted history lists twice, or updates what is not listed', () => {
  const acts: fc.Arbitrary<readonly [ParticipantCommand, ParticipantEvidence]> = fc
    .record({ what: fc.constantFrom('list', 'update', 'update', 'remove'), on: anyDay })
    .map(({ what, on }) => {
      const act = what === 'list' ? list : what === 'update' ? update : () => remove(on);
      return [act({ effectiveOn: on }), sev()] as const;
    });
  everyHistory({
    decider: participant,
    storedTypes: participantStoredTypes,
    acts,
    first: [
      [
        command('RegisterParticipant', {
          ...said,
          ...{ kind: 'PEDAGOGUE' as const, employed: true, person: vault(100), effectiveOn: '2021-02-01' },
        }),
        sev(),
      ],
    ],
    atLeast: 200,
    holds: (history) => {
      let listedNow = false;
      let last = '';
      for (const { type, data } of history.flatMap(({ events }) => events)) {
        if (type === 'ParticipantRegistered') continue;
        expect(listedNow).toBe(type !== 'ListedAsExpert');
        expect(data.effectiveOn >= last && data.effectiveOn >= '2021-09-01').toBe(true);
        listedNow = type !== 'ExpertEntryRemoved';
        last = data.effectiveOn;
      }
    },
  });
});
