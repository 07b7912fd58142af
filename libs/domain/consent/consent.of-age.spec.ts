/** A minor turns eighteen: the own consents are asked for. */
import { given } from '../../kernel/given.testing';
import { command, HASH, id, s62, SCHOOL, TODAY, vault } from '../domain.testing';
import { consent, type ConsentEvidence } from './consent';
import type { ConsentEvent } from './consent.events';

const basis = { rules: [], evidence: {} };
const said = { participantId: id(100), schoolId: SCHOOL, effectiveOn: '2021-02-01' };
const givenBy = (by: 'SELF' | 'LEGAL_REPRESENTATIVE', n: number, validUntil?: string): ConsentEvent => ({
  type: 'ConsentGiven',
  data: {
    ...{ ...said, consentId: id(n), purpose: 'PERSONAL_DATA', by, written: true, textHash: HASH, basis },
    ...(by === 'SELF' ? {} : { representative: vault(300) }),
    ...(validUntil === undefined ? {} : { validUntil }),
  },
});
const ask = command('RequestOwnConsent', { ...said, effectiveOn: '2021-05-17', answerBy: '2021-06-16' });
const aged = (age: number | undefined): ConsentEvidence => ({
  ...{ profile: s62, today: TODAY, participantKnown: true },
  ...(age === undefined ? {} : { age }),
});

it('on the eighteenth birthday, for what rests on the representative alone', () =>
  void given(consent, givenBy('LEGAL_REPRESENTATIVE', 200))
    .when(ask, aged(18))
    .then({ type: 'OwnConsentRequested', data: { purposes: ['PERSONAL_DATA'], answerBy: '2021-06-16' } }));

it.each([17, undefined])(
  'refuses at the age of %s',
  (age) =>
    void given(consent, givenBy('LEGAL_REPRESENTATIVE', 200))
      .when(ask, aged(age))
      .thenRefused('person-of-age'),
);

it.each<[string, readonly ConsentEvent[]]>([
  ['nobody consented', []],
  ['the own consent is there', [givenBy('LEGAL_REPRESENTATIVE', 200), givenBy('SELF', 201)]],
  ['the representative’s has run out', [givenBy('LEGAL_REPRESENTATIVE', 200, '2021-05-16')]],
])(
  'refuses where %s',
  (_, history) =>
    void given(consent, ...history)
      .when(ask, aged(18))
      .thenRefused('own-consent-missing'),
);

it('refuses a term that is over at once', () =>
  void given(consent, givenBy('LEGAL_REPRESENTATIVE', 200))
    .when(command('RequestOwnConsent', { ...ask.data, answerBy: ask.data.effectiveOn }), aged(18))
    .thenRefused('answer-by-after-the-request'));
