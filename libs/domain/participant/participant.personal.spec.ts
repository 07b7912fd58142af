/** Acts on a person's data themselves: corrected, merged, destroyed. */
import { given } from '../../kernel/given.testing';
import { command, id, s62, SCHOOL, TODAY, vault } from '../domain.testing';
import { menteeStayOn, participant, type ParticipantCommand, type ParticipantEvidence } from './participant';
import type { ParticipantEvent } from './participant.events';

const who = id(100);
const basis = { rules: [], evidence: {} };
const said = { participantId: who, schoolId: SCHOOL, effectiveOn: '2021-02-01' };
const registered: ParticipantEvent = {
  type: 'ParticipantRegistered',
  data: { ...said, kind: 'STUDENT', employed: false, person: vault(100), basis },
};
const entered: ParticipantEvent = {
  type: 'EnteredMenteeBase',
  data: { ...said, categories: ['LOW_RESULTS'], tasks: ['PERSONAL'], basis },
};
const joined: ParticipantEvent = {
  type: 'JoinedPair',
  data: { ...said, pairId: id(900), role: 'MENTEE', basis },
};
const left: ParticipantEvent = { ...joined, type: 'LeftPair' };
const evidence = (more: Partial<ParticipantEvidence> = {}): ParticipantEvidence => ({
  profile: s62,
  today: TODAY,
  school: { schoolId: SCHOOL, introducedFrom: '2021-01-15' },
  ...more,
});
const on = '2021-06-01';

describe('a correction (ч. 1 ст. 21 152-ФЗ)', () => {
  const correct = (fields: readonly ('familyName' | 'contacts')[] = ['familyName']) =>
    command('CorrectPersonalData', {
      ...{ ...said, effectiveOn: on, fields, reason: 'NAME_CHANGED' as const },
      person: vault(101),
    });
  it('is recorded by its fields and a reference; from then on the record is the new one', () => {
    given(participant, registered)
      .when(correct(), evidence())
      .then({ type: 'PersonalDataCorrected', data: { fields: ['familyName'], person: vault(101) } });
    const state = [
      registered,
      { type: 'PersonalDataCorrected', data: { ...correct().data, basis } } as const,
    ].reduce(participant.evolve, participant.initial);
    expect(state).toMatchObject({ person: vault(101) });
  });
  it('refuses one that changes nothing', () =>
    void given(participant, registered).when(correct([]), evidence()).thenRefused('corrected-fields-named'));
});

describe('two records of one person', () => {
  const survivorId = id(101);
  const survivor = { schoolId: SCHOOL, kind: 'STUDENT', personal: 'KEPT' } as const;
  const merge = command('MergeParticipant', { ...said, effectiveOn: on, survivorId });
  const mergedInto: ParticipantEvent = {
    type: 'MergedInto',
    data: { ...merge.data, bases: ['MENTEE'], pairs: [], basis },
  };
  it('one is merged into the other, with the bases and pairs it had', () =>
    void given(participant, registered, entered, joined, left)
      .when(merge, evidence({ survivor }))
      .then({
        type: 'MergedInto',
        data: { survivorId, bases: ['MENTEE'], pairs: [{ pairId: id(900), role: 'MENTEE' }] },
      }));
  it.each([
    ['nobody', undefined],
    ['a record of another school', { ...survivor, schoolId: id(1) }],
    ['a record of another kind', { ...survivor, kind: 'PEDAGOGUE' as const }],
    ['a record merged itself', { ...survivor, personal: 'MERGED' as const }],
    ['an erased one', { ...survivor, personal: 'ERASED' as const }],
  ])(
    'refuses %s as the one that stays',
    (_, other) =>
      void given(participant, registered)
        .when(merge, evidence(other === undefined ? {} : { survivor: other }))
        .thenRefused('merged-into-a-record-that-stays'),
  );
  it('refuses a record merged into itself', () =>
    void given(participant, registered)
      .when(command('MergeParticipant', { ...merge.data, survivorId: who }), evidence({ survivor }))
      .thenRefused('merged-into-a-record-that-stays'));
  it('refuses to take away a record in a pair: that one stays', () =>
    void given(participant, registered, entered, joined)
      .when(merge, evidence({ survivor }))
      .thenRefused('no-open-pair'));
  it('the merged record is in no base and takes no further act; what is carried to it is noted', () => {
    const history = [registered, entered, mergedInto];
    expect(menteeStayOn(history.reduce(participant.evolve, participant.initial), TODAY)).toBeUndefined();
    given(participant, ...history)
      .when(merge, evidence({ survivor }))
      .thenRefused('record-not-merged');
    given(participant, ...history)
      .when(command('NoteAgreement', { ...said, agreementId: id(7) }) as ParticipantCommand, evidence())
      .then({ type: 'AgreementNoted' });
  });
  it('the record that stays notes the other once', () => {
    const note = command('NoteMerger', { ...said, duplicateId: survivorId, pairs: [] });
    given(participant, registered).when(note, evidence()).then({ type: 'DuplicateMerged' });
    given(participant, registered, { type: 'DuplicateMerged', data: { ...note.data, basis } })
      .when(note, evidence())
      .thenNothing();
  });
});

describe('an erasure (ст. 21 152-ФЗ)', () => {
  const erase = (reason: 'CONSENT_WITHDRAWN' | 'PURPOSE_REACHED' = 'CONSENT_WITHDRAWN') =>
    command('ErasePersonalData', {
      ...{ ...said, effectiveOn: on, reason, records: 3 },
      categories: ['person' as const],
      systems: ['VAULT' as const],
    });
  const withdrawn = { dataConsents: [{ consentId: id(5), withdrawnOn: '2021-05-01' }] };
  it('records why, what and where, and the records that go with it', () =>
    void given(participant, registered, {
      type: 'DuplicateMerged',
      data: { ...said, duplicateId: id(101), pairs: [], basis },
    })
      .when(erase(), evidence(withdrawn))
      .then({
        type: 'PersonalDataErased',
        data: { reason: 'CONSENT_WITHDRAWN', records: 3, duplicateIds: [id(101)] },
      }));
  it('refuses a member of a pair', () =>
    void given(participant, registered, entered, joined)
      .when(erase(), evidence(withdrawn))
      .thenRefused('no-open-pair'));
  it.each([
    ['no consent was given', []],
    ['one still stands', [...withdrawn.dataConsents, { consentId: id(6) }]],
  ])('refuses to speak of a withdrawn consent where %s; another ground may hold', (_, dataConsents) => {
    given(participant, registered)
      .when(erase(), evidence({ dataConsents }))
      .thenRefused('erasure-has-its-ground');
    given(participant, registered)
      .when(erase('PURPOSE_REACHED'), evidence({ dataConsents }))
      .then({ type: 'PersonalDataErased' });
  });
  it('refuses while a lawful ground to retain stands, its last day included', () => {
    const ground = { groundId: id(8), law: 'ст. 22.1 125-ФЗ', from: '2021-01-01', until: on };
    given(participant, registered)
      .when(erase(), evidence({ ...withdrawn, retained: [ground] }))
      .thenRefused('no-lawful-ground-to-retain');
    given(participant, registered)
      .when(erase(), evidence({ ...withdrawn, retained: [{ ...ground, until: '2021-05-31' }] }))
      .then({ type: 'PersonalDataErased' });
  });
  it('happens once, and afterwards nothing is recorded about the person', () => {
    const erased: ParticipantEvent = {
      type: 'PersonalDataErased',
      data: { ...erase().data, duplicateIds: [], bases: [], basis },
    };
    given(participant, registered, erased)
      .when(erase(), evidence(withdrawn))
      .thenRefused('personal-data-kept');
  });
});
