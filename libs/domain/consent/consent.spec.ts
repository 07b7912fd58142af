/** Consents under School 62's regulation: who gives them, in what form, who takes them back. */
import { given } from '../../kernel/given.testing';
import fc from 'fast-check';
import {
  anyDay,
  clauseIds,
  command,
  everyHistory,
  HASH,
  id,
  mostly,
  own,
  s62,
  s62But,
  SCHOOL,
  TODAY,
  vault,
  underRegulation,
} from '../domain.testing';
import {
  consent,
  type ConsentCommand,
  type ConsentEvidence,
  type GiveConsent,
  type WithdrawConsent,
} from './consent';
import { consentCovers } from '../vocabulary';
import { consentStoredTypes } from './consent.codec';
import type { ConsentGiven, ConsentWithdrawn } from './consent.events';

const person = id(100);
const giving = (data: Partial<GiveConsent['data']> = {}): GiveConsent =>
  command('GiveConsent', {
    consentId: id(200),
    participantId: person,
    schoolId: SCHOOL,
    effectiveOn: '2021-02-01',
    purpose: 'PARTICIPATION',
    by: 'SELF',
    written: true,
    textHash: HASH,
    ...data,
  });
const byParent = (data: Partial<GiveConsent['data']> = {}): GiveConsent =>
  giving({ by: 'LEGAL_REPRESENTATIVE', representative: vault(300), ...data });
const withdrawal = (data: Partial<WithdrawConsent['data']> = {}): WithdrawConsent =>
  command('WithdrawConsent', {
    consentId: id(200),
    participantId: person,
    schoolId: SCHOOL,
    effectiveOn: '2021-03-01',
    by: 'SELF',
    ...data,
  });
const aged = (age: number | undefined, profile = s62): ConsentEvidence => ({
  profile,
  today: TODAY,
  participantKnown: true,
  ...(age === undefined ? {} : { age }),
});
const basis = { rules: [], evidence: {} };
const given62 = (by: GiveConsent = giving()): ConsentGiven => ({
  type: 'ConsentGiven',
  data: { ...by.data, basis },
});
const withdrawn = (effectiveOn = '2021-03-01'): ConsentWithdrawn => ({
  type: 'ConsentWithdrawn',
  data: { ...withdrawal().data, effectiveOn, purpose: 'PARTICIPATION', by: 'SELF', basis },
});

describe('S62-4.11-1: an adult consents in person (invariant 10)', () => {
  it('accepts the adult’s own consent and keeps age and clause in the basis', () => {
    const [event] = given(consent)
      .when(giving(), aged(30))
      .then({ type: 'ConsentGiven', data: { by: 'SELF' } });
    expect(event?.data.basis).toMatchObject({
      profile: { organisationId: SCHOOL, version: 1 },
      evidence: { ages: { [person]: 30 } },
    });
    expect(clauseIds(event!.data.basis.rules)).toEqual(['S62-4.10']);
  });
  it('refuses a representative for an adult', () => {
    const [reason] = given(consent)
      .when(byParent({ purpose: 'PERSONAL_DATA' }), aged(18))
      .thenRefused('consent-given-by-who-may');
    expect(clauseIds([reason!])).toEqual(['S62-4.11-1']);
    expect(reason!.missing).toEqual([
      { kind: 'consent', subject: person, detail: { purpose: 'PERSONAL_DATA', by: 'SELF' } },
    ]);
  });
  it('refuses when the age is unknown', () =>
    void given(consent).when(giving(), aged(undefined)).thenRefused('consent-given-by-who-may'));
});

describe('the law on personal data', () => {
  const parent = byParent({ consentId: id(201), purpose: 'PERSONAL_DATA' });
  it('takes a minor’s own word beside the representative’s from the age the regulation names', () => {
    const profile = s62But({ minorOwnConsentFrom: own(14) });
    given(consent)
      .when(giving(), aged(14, profile))
      .then({ type: 'ConsentGiven', data: { by: 'SELF' } });
    given(consent).when(giving(), aged(13, profile)).thenRefused('consent-given-by-who-may');
    given(consent).when(parent, aged(14, profile)).then({ type: 'ConsentGiven' });
  });
  it('from 01.09.2025 refuses one text for two purposes', () => {
    const today = '2025-09-02';
    const first = given62(giving({ effectiveOn: '2025-09-01' }));
    const second = giving({ consentId: id(201), purpose: 'PERSONAL_DATA', effectiveOn: '2025-09-01' });
    const [reason] = given(consent, first)
      .when(second, { ...aged(30), today })
      .thenRefused('consent-separate-document');
    expect(reason).toMatchObject({
      message: { ru: expect.stringContaining('156-ФЗ') as string },
      missing: [{ kind: 'consent', subject: id(200), detail: { purpose: 'PARTICIPATION' } }],
    });
    const another = { ...second, data: { ...second.data, textHash: 'ab'.repeat(32) } };
    given(consent, first)
      .when(another, { ...aged(30), today })
      .then({ type: 'ConsentGiven' });
    const before = { ...second, data: { ...second.data, effectiveOn: '2025-08-31' } };
    given(consent, given62(giving({ effectiveOn: '2025-08-31' })))
      .when(before, { ...aged(30), today })
      .then({ type: 'ConsentGiven' });
  });
  it('a withdrawal starts its clock: processing stops in ten working days, data go in thirty days', () => {
    const data = given62(giving({ purpose: 'PERSONAL_DATA' }));
    const [event] = given(consent, data).when(withdrawal(), aged(30)).then({ type: 'ConsentWithdrawn' });
    expect(event!.data).toMatchObject({
      deadlines: [
        // The eighth of March is a holiday.
        { duty: 'STOP_PROCESSING', by: '2021-03-16', source: expect.stringContaining('152-ФЗ') as string },
        { duty: 'DESTROY', by: '2021-03-31' },
      ],
    });
    const [participation] = given(consent, given62())
      .when(withdrawal(), aged(30))
      .then({ type: 'ConsentWithdrawn' });
    expect(participation!.data).not.toHaveProperty('deadlines');
  });
  it('where the calendar does not reach, only the deadline in calendar days is named', () => {
    const data = given62(giving({ purpose: 'PERSONAL_DATA' }));
    const [event] = given(consent, data)
      .when(withdrawal({ effectiveOn: '2026-12-29' }), { ...aged(30), today: '2026-12-30' })
      .then({ type: 'ConsentWithdrawn' });
    expect(event!.data).toMatchObject({ deadlines: [{ duty: 'DESTROY', by: '2027-01-28' }] });
  });
});

describe('S62-4.11-2: for a minor mentee or mentor the legal representative consents (invariant 9)', () => {
  it('accepts the representative', () =>
    void given(consent)
      .when(byParent(), aged(17))
      .then({ type: 'ConsentGiven', data: { by: 'LEGAL_REPRESENTATIVE' } }));
  it('refuses the minor’s own', () => {
    const [reason] = given(consent).when(giving(), aged(17)).thenRefused('consent-given-by-who-may');
    expect(clauseIds([reason!])).toEqual(['S62-4.11-2']);
  });
  it('does not refuse where the regulation asks representatives of mentees only: the pair judges the role', () =>
    void given(consent)
      .when(giving(), aged(17, s62But({ minorConsentRoles: own(['MENTEE']) })))
      .then({ type: 'ConsentGiven' }));
  it('names the representative exactly when consenting', () => {
    const { representative: _, ...nobody } = byParent().data;
    given(consent).when(command('GiveConsent', nobody), aged(15)).thenRefused('representative-named');
    given(consent)
      .when(giving({ representative: vault(300) }), aged(30))
      .thenRefused('representative-named');
  });
});

describe('form of the document', () => {
  it('S62-4.11-1: personal data only in writing; S62-4.10: participation in any form', () => {
    const [reason] = given(consent)
      .when(giving({ purpose: 'PERSONAL_DATA', written: false }), aged(30))
      .thenRefused('personal-data-consent-written');
    expect(clauseIds([reason!])).toEqual(['S62-4.11-1']);
    given(consent)
      .when(giving({ written: false }), aged(30))
      .then({ type: 'ConsentGiven' });
  });
  it('not applicable: no form is asked where personal data need no consent', () =>
    void given(consent)
      .when(
        giving({ purpose: 'PERSONAL_DATA', written: false }),
        aged(30, s62But({ personalDataConsent: own(false) })),
      )
      .then({ type: 'ConsentGiven' }));
  it('a regulation that asks for WRITTEN refuses a spoken participation', () =>
    void given(consent)
      .when(giving({ written: false }), aged(30, s62But({ participationConsent: own('WRITTEN') })))
      .thenRefused('participation-consent-written'));
  it('lists every fault at once', () =>
    void given(consent)
      .when(giving({ effectiveOn: '2022-01-01', validUntil: '2021-12-01', textHash: 'x' }), {
        ...aged(17),
        participantKnown: false,
      })
      .thenRefused(
        'consent-given-by-who-may',
        'not-in-future',
        'consent-validity-in-order',
        'consent-text-identified',
        'participant-registered',
      ));
});

describe('distribution: to be named in public (152-FZ art. 10.1)', () => {
  const naming = (data: Partial<GiveConsent['data']> = {}) => ({ purpose: 'DISTRIBUTION' as const, ...data });
  it('is a document of its own, in writing, and cites no clause of the regulation', () => {
    const [event] = given(consent)
      .when(giving(naming()), aged(30))
      .then({ type: 'ConsentGiven', data: { purpose: 'DISTRIBUTION' } });
    expect(clauseIds(event!.data.basis.rules)).toEqual([]);
    given(consent, given62())
      .when(giving(naming({ consentId: id(201) })), aged(30))
      .then({ type: 'ConsentGiven' });
    given(consent)
      .when(giving(naming({ written: false })), aged(30))
      .thenRefused('distribution-consent-written');
  });
  it('is given by the representative of any minor, whatever the regulation says of roles', () => {
    const kil = underRegulation('KIL');
    given(consent).when(giving(naming()), aged(15, kil)).thenRefused('consent-given-by-who-may');
    given(consent).when(byParent(naming()), aged(15, kil)).then({ type: 'ConsentGiven' });
  });
});

describe('documents', () => {
  it('purposes are separate: the other purpose is another document', () =>
    void given(consent, given62())
      .when(giving({ consentId: id(201), purpose: 'PERSONAL_DATA' }), aged(30))
      .then({ type: 'ConsentGiven', data: { purpose: 'PERSONAL_DATA' } }));
  it('refuses the same consent twice while it stands', () =>
    void given(consent, given62())
      .when(giving({ consentId: id(201), effectiveOn: '2021-04-01' }), aged(30))
      .thenRefused('consent-not-given-twice'));
  it('refuses a document id already used', () =>
    void given(consent, given62(), withdrawn())
      .when(giving({ effectiveOn: '2021-04-01' }), aged(30))
      .thenRefused('consent-given-once'));
  it('accepts another one after withdrawal', () =>
    void given(consent, given62(), withdrawn())
      .when(giving({ consentId: id(201), effectiveOn: '2021-04-01' }), aged(30))
      .then({ type: 'ConsentGiven' }));
  it('accepts the participant’s own beside the representative’s that still stands: one came of age', () =>
    void given(consent, given62(byParent()))
      .when(giving({ consentId: id(201), effectiveOn: '2021-04-01' }), aged(18))
      .then({ type: 'ConsentGiven' }));
  it('accepts a following one after the first has run out', () =>
    void given(consent, given62(giving({ validUntil: '2021-03-31' })))
      .when(giving({ consentId: id(201), effectiveOn: '2021-04-01' }), aged(30))
      .then({ type: 'ConsentGiven' }));
});

describe('withdrawal (invariant 11; S62-4.10, S62-4.11-1, S62-4.11-2)', () => {
  it('whoever gave it withdraws it', () => {
    const [event] = given(consent, given62())
      .when(withdrawal(), aged(30))
      .then({ type: 'ConsentWithdrawn', data: { purpose: 'PARTICIPATION' } });
    expect(clauseIds(event!.data.basis.rules)).toEqual(['S62-4.10']);
  });
  it('a representative withdraws for a minor, the minor does not', () => {
    given(consent, given62(byParent()))
      .when(withdrawal({ by: 'LEGAL_REPRESENTATIVE' }), aged(16))
      .then({ type: 'ConsentWithdrawn' });
    given(consent, given62(byParent()))
      .when(withdrawal(), aged(16))
      .thenRefused('consent-withdrawn-by-who-may');
  });
  it('a minor who consented in person withdraws in person, or through the representative', () => {
    for (const by of ['SELF', 'LEGAL_REPRESENTATIVE'] as const) {
      given(consent, given62()).when(withdrawal({ by }), aged(16)).then({ type: 'ConsentWithdrawn' });
    }
  });
  it('once of age the participant withdraws what the representative gave, the representative no longer', () => {
    given(consent, given62(byParent())).when(withdrawal(), aged(18)).then({ type: 'ConsentWithdrawn' });
    given(consent, given62(byParent()))
      .when(withdrawal({ by: 'LEGAL_REPRESENTATIVE' }), aged(18))
      .thenRefused('consent-withdrawn-by-who-may');
  });
  it('is open to who signed the document when the birth date has been erased', () => {
    given(consent, given62()).when(withdrawal(), aged(undefined)).then({ type: 'ConsentWithdrawn' });
    given(consent, given62(byParent()))
      .when(withdrawal(), aged(undefined))
      .thenRefused('consent-withdrawn-by-who-may');
  });
  it('refuses what was never given, is withdrawn already, or is dated before it was given', () => {
    given(consent).when(withdrawal(), aged(30)).thenRefused('consent-known');
    given(consent, given62(), withdrawn()).when(withdrawal(), aged(30)).thenRefused('consent-standing');
    given(consent, given62())
      .when(withdrawal({ effectiveOn: '2021-01-31' }), aged(30))
      .thenRefused('consent-standing');
  });
  it('covers nothing from the day of withdrawal on, and everything up to the day before', () => {
    const state = [given62(), withdrawn()].reduce(consent.evolve, consent.initial);
    const [document] = state.documents;
    expect(
      ['2021-01-31', '2021-02-01', '2021-02-28', '2021-03-01'].map((on) => consentCovers(document!, on)),
    ).toEqual([false, true, true, false]);
  });
});

it('no accepted history has a consent given or withdrawn by who may not', () => {
  const act: fc.Arbitrary<readonly [ConsentCommand, ConsentEvidence]> = fc
    .record({
      give: fc.boolean(),
      number: fc.integer({ min: 200, max: 203 }),
      on: anyDay,
      purpose: fc.constantFrom('PARTICIPATION' as const, 'PERSONAL_DATA' as const),
      named: mostly,
      fits: mostly,
      written: mostly,
      age: fc.integer({ min: 16, max: 19 }),
    })
    .map(({ give, number, on, purpose, fits, named, written, age }) => {
      const by = age >= 18 === fits ? 'SELF' : 'LEGAL_REPRESENTATIVE';
      return [
        give
          ? giving({
              consentId: id(number),
              effectiveOn: on,
              purpose,
              by,
              written,
              ...((by === 'LEGAL_REPRESENTATIVE') === named ? { representative: vault(300) } : {}),
            })
          : withdrawal({ consentId: id(number), effectiveOn: on, by }),
        aged(age),
      ] as const;
    });
  everyHistory({
    decider: consent,
    storedTypes: consentStoredTypes,
    acts: act,
    atLeast: 150,
    holds: (history) => {
      const standing = new Map<string, string>();
      for (const { events, evidence } of history) {
        for (const { type, data } of events) {
          expect(data.effectiveOn <= TODAY).toBe(true);
          if (type === 'ConsentGiven') {
            expect(data.by).toBe(evidence.age! >= 18 ? 'SELF' : 'LEGAL_REPRESENTATIVE');
            expect(data.representative !== undefined).toBe(data.by === 'LEGAL_REPRESENTATIVE');
            expect(data.purpose === 'PARTICIPATION' || data.written).toBe(true);
            expect(standing.has(data.consentId)).toBe(false);
            standing.set(data.consentId, data.effectiveOn);
          } else if (type === 'ConsentWithdrawn') {
            expect(standing.get(data.consentId)! <= data.effectiveOn).toBe(true);
            standing.set(data.consentId, '9999-12-31');
          }
        }
      }
    },
  });
});
