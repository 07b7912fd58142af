/** The bank of practices and programmes: what stands in it, what is spread and where, and whom a publication names. */
import fc from 'fast-check';
import { given } from '../../kernel/given.testing';
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
  underRegulation,
  vault,
} from '../domain.testing';
import {
  practice,
  type PracticeCommand,
  type PracticeEvidence,
  type PublishPractice,
  type SubmitPractice,
} from './practice';
import { practiceStoredTypes } from './practice.codec';
import type { PracticeEvent } from './practice.events';

const [PRACTICE, AUTHOR, MATERIAL, OTHER, TOWN] = [id(700), id(100), id(710), id(701), id(1)];
const of = (effectiveOn: string, organisationId = SCHOOL) => ({
  practiceId: PRACTICE,
  organisationId,
  effectiveOn,
});
const submit = (more: Partial<SubmitPractice['data']> = {}, on = '2021-03-01'): SubmitPractice =>
  command('SubmitPractice', {
    ...of(on),
    ...{ kind: 'PRACTICE', title: 'Круги наставничества', authorIds: [AUTHOR], level: 'SCHOOL' },
    ...{ topics: ['Адаптация'], text: { link: 'https://school62.example.ru/circles' } },
    ...more,
  });
const accept = (on = '2021-03-02', reviewer: 'CURATOR' | 'METHOD_CABINET' | 'COUNCIL' = 'CURATOR') =>
  command('ReviewPractice', { ...of(on), reviewer });
const returned = (on = '2021-03-02') =>
  command('ReviewPractice', { ...of(on), reviewer: 'COUNCIL' as const, reasons: vault(720) });
const revise = (on = '2021-03-03') => command('RevisePractice', { ...of(on), text: { hash: HASH } });
const select = (on = '2021-03-04') => command('SelectPractice', of(on));
const publish = (namedIds: readonly string[] = [], on = '2021-03-05'): PublishPractice =>
  command('PublishPractice', { ...of(on), materialId: MATERIAL, namedIds });
const withdraw = (on = '2021-03-06') =>
  command('WithdrawPractice', { ...of(on), reason: 'OUTDATED' as const });
const known = (more: Partial<PracticeEvidence> = {}): PracticeEvidence => ({
  ...{ profile: s62, today: TODAY, practices: {} },
  organisation: { organisationId: SCHOOL, level: 'SCHOOL', introducedFrom: '2021-01-15' },
  people: { [AUTHOR]: { schoolId: SCHOOL, municipalityId: TOWN, mayBeNamed: true } },
  material: { materialId: MATERIAL, rubric: 'SECTION', kind: 'METHODICAL' },
  ...more,
});
const under = (code: string, more: Partial<PracticeEvidence> = {}) =>
  known({ profile: underRegulation(code), ...more });
/** What stands after these acts. */
const after = (...acts: readonly PracticeCommand[]): readonly PracticeEvent[] =>
  acts.reduce<readonly PracticeEvent[]>((history, act) => {
    const decision = practice.decide(act, history.reduce(practice.evolve, practice.initial), known());
    return Array.isArray(decision) ? [...history, ...(decision as PracticeEvent[])] : history;
  }, []);

describe('what stands in a bank', () => {
  it('S62-3.2-7: programmes and practices of the school, each with title, author, form, level and text', () => {
    given(practice)
      .when(submit({ kind: 'PROGRAMME', form: 'TEACHER_TEACHER' }), known())
      .then({ type: 'PracticeSubmitted', data: { kind: 'PROGRAMME', authorIds: [AUTHOR] } });
    given(practice, ...after(submit()))
      .when(submit(), known())
      .thenRefused('practice-banked-once');
  });
  it('is refused without a title, a text, an author, or with an author nobody knows', () => {
    given(practice)
      .when(submit({ title: ' ' }), known())
      .thenRefused('practice-title-given');
    given(practice)
      .when(submit({ topics: ['А', 'А'] }), known())
      .thenRefused('practice-title-given');
    given(practice)
      .when(submit({ text: {} }), known())
      .thenRefused('practice-text-given');
    given(practice)
      .when(submit({ text: { link: 'ftp://x.ru', hash: 'короткий' } }), known())
      .thenRefused('practice-text-given');
    given(practice)
      .when(submit({ authorIds: [] }), known())
      .thenRefused('practice-authors-named');
    given(practice)
      .when(submit({ kind: 'PROGRAMME', authorIds: [] }), known())
      .then({ type: 'PracticeSubmitted' });
    given(practice)
      .when(submit({ authorIds: [id(101)] }), known())
      .thenRefused('practice-authors-known');
    given(practice)
      .when(submit(), known({ people: { [AUTHOR]: { schoolId: id(63), mayBeNamed: true } } }))
      .thenRefused('practice-authors-known');
  });
  it('a form outside a closed list is refused by its clauses; where the list is open it is not', () => {
    const [reason] = given(practice)
      .when(submit({ form: 'EMPLOYER_STUDENT' }), under('KIL'))
      .thenRefused('practice-form-known');
    expect(clauseIds([reason!])).toContain('KIL-4.1-01');
    given(practice)
      .when(submit({ form: 'EMPLOYER_STUDENT' }), known())
      .then({ type: 'PracticeSubmitted' });
  });
  it('S62-4.1: nothing before the introduction of mentoring at a school', () => {
    given(practice)
      .when(submit(), known({ organisation: { organisationId: SCHOOL, level: 'SCHOOL' } }))
      .thenRefused('introduction-order-first');
    given(practice).when(submit({}, '2022-02-01'), known()).thenRefused('not-in-future');
  });
  it('SEV-RM-F3: an electronic collection brings together what a bank has accepted', () => {
    const collection = submit({ kind: 'ELECTRONIC_COLLECTION', authorIds: [], partIds: [OTHER] });
    const part = { practiceId: OTHER, organisationId: SCHOOL, card: submit().data };
    given(practice)
      .when(collection, under('SEV', { practices: { [OTHER]: part } }))
      .thenRefused('collection-of-accepted-practices');
    given(practice).when(collection, under('SEV')).thenRefused('collection-of-accepted-practices');
    given(practice)
      .when(collection, under('SEV', { practices: { [OTHER]: { ...part, acceptedOn: '2021-02-28' } } }))
      .then({ type: 'PracticeSubmitted', data: { partIds: [OTHER] } });
    given(practice)
      .when(submit({ kind: 'ELECTRONIC_COLLECTION' }), under('SEV'))
      .thenRefused('collection-of-accepted-practices');
    given(practice)
      .when(submit({ partIds: [OTHER] }), under('SEV'))
      .thenRefused('collection-of-accepted-practices');
  });
});

describe('review', () => {
  it('accepts, or returns with reasons that stand in the vault', () => {
    given(practice, ...after(submit()))
      .when(accept(), known())
      .then({ type: 'PracticeReviewed', data: { outcome: 'ACCEPTED' } });
    given(practice, ...after(submit()))
      .when(returned(), known())
      .then({ type: 'PracticeReviewed', data: { outcome: 'RETURNED', reasons: vault(720) } });
  });
  it('what was returned is revised and reviewed anew, not selected', () => {
    given(practice, ...after(submit(), returned()))
      .when(select(), known())
      .thenRefused('practice-act-in-its-stage');
    given(practice, ...after(submit(), returned()))
      .when(revise(), known())
      .then({ type: 'PracticeRevised', data: { text: { hash: HASH } } });
    given(practice, ...after(submit(), returned(), revise()))
      .when(accept('2021-03-04'), known())
      .then({ type: 'PracticeReviewed' });
    given(practice, ...after(submit()))
      .when(revise(), known())
      .thenRefused('practice-act-in-its-stage');
  });
  it('the methodical cabinet reviews at the municipality, the curator at the school', () => {
    given(practice, ...after(submit()))
      .when(accept('2021-03-02', 'METHOD_CABINET'), known())
      .thenRefused('practice-reviewer-of-this-level');
    given(practice, ...after(submit()))
      .when(accept('2021-03-02', 'COUNCIL'), known())
      .then({ type: 'PracticeReviewed' });
  });
  it('acts follow in time, in their own bank, and stop with the withdrawal', () => {
    given(practice, ...after(submit()))
      .when(accept('2021-02-28'), known())
      .thenRefused('practice-acts-in-order-of-time');
    const elsewhere = known({ organisation: { organisationId: TOWN, level: 'MUNICIPALITY' } });
    given(practice, ...after(submit()))
      .when(
        command('WithdrawPractice', { ...of('2021-03-02', TOWN), reason: 'OUTDATED' as const }),
        elsewhere,
      )
      .thenRefused('practice-of-this-bank');
    given(practice, ...after(submit(), withdraw('2021-03-01')))
      .when(accept(), known())
      .thenRefused('practice-in-bank');
    given(practice).when(accept(), known()).thenRefused('practice-in-bank');
  });
  it('is selected once: again changes nothing', () =>
    given(practice, ...after(submit(), accept(), select()))
      .when(select('2021-03-05'), known())
      .thenNothing());
});

describe('best practices are spread: what was reviewed and selected', () => {
  const RULE = 'practice-reviewed-and-selected-before-spread';
  it.each([
    ['IZO', ['IZO-3.2-07', 'IZO-4.3-01']],
    ['SEV', ['SEV-III-6']],
    ['MR', ['MR-O-05']],
    ['S62', ['S62-3.2-7']],
    ['KIL', ['KIL-1.3-02', 'KIL-6.2-7']],
  ])('%s', (code, clauses) => {
    const evidence = under(code, {
      material: { materialId: MATERIAL, rubric: 'PRACTICES', kind: 'METHODICAL' },
    });
    const [raw] = given(practice, ...after(submit()))
      .when(publish(), evidence)
      .thenRefused(RULE);
    expect(clauseIds([raw!])).toEqual(clauses);
    expect(raw!.missing.map(({ kind }) => kind)).toEqual(['review', 'selection']);
    const [accepted] = given(practice, ...after(submit(), accept()))
      .when(publish(), evidence)
      .thenRefused(RULE);
    expect(accepted!.missing.map(({ kind }) => kind)).toEqual(['selection']);
    const [event] = given(practice, ...after(submit(), accept(), select()))
      .when(publish(), evidence)
      .then({ type: 'PracticePublished', data: { materialId: MATERIAL } });
    expect(clauseIds(event!.data.basis.rules)).toEqual(expect.arrayContaining(clauses));
  });
  it('where a regulation asks for no selection, what was submitted may be published, what was returned may not', () => {
    const evidence = known({ profile: s62But({ practiceSelection: own(false) }) });
    given(practice, ...after(submit()))
      .when(publish(), evidence)
      .then({ type: 'PracticePublished' });
    given(practice, ...after(submit(), returned()))
      .when(publish(), evidence)
      .thenRefused('practice-act-in-its-stage');
  });
  it('is published once', () =>
    void given(practice, ...after(submit(), accept(), select(), publish()))
      .when(publish(), known())
      .thenRefused('practice-act-in-its-stage'));
});

describe('placed on the site', () => {
  const ready = (kind: SubmitPractice['data']['kind']) => after(submit({ kind }), accept(), select());
  it('IZO-4.3-01: nothing is published that cannot be seen on the site, and a practice stands among practices', () => {
    const { material: _, ...unseen } = under('IZO');
    const [reason] = given(practice, ...ready('PRACTICE'))
      .when(publish(), unseen)
      .thenRefused('practice-published-on-site');
    expect(clauseIds([reason!])).toEqual(['IZO-4.3-01']);
    const [misplaced] = given(practice, ...ready('PRACTICE'))
      .when(publish(), under('IZO'))
      .thenRefused('practice-in-its-rubric');
    expect(clauseIds([misplaced!])).toEqual(['IZO-4.3-01']);
  });
  it('S62-11-06: a programme stands in the methodical bank', () => {
    const [reason] = given(practice, ...ready('PROGRAMME'))
      .when(publish(), known())
      .thenRefused('practice-in-its-rubric');
    expect(clauseIds([reason!])).toContain('S62-11-06');
    given(practice, ...ready('PROGRAMME'))
      .when(
        publish(),
        known({ material: { materialId: MATERIAL, rubric: 'METHODICAL_BANK', kind: 'METHODICAL' } }),
      )
      .then({ type: 'PracticePublished' });
  });
  it('where the regulation names no such rubric, any will do', () =>
    void given(practice, ...ready('PROGRAMME'))
      .when(publish(), under('KIL'))
      .then({ type: 'PracticePublished' }));
  it('names only authors, and only who agreed to be named in public; without names it may stand', () => {
    const silent = known({ people: { [AUTHOR]: { schoolId: SCHOOL, mayBeNamed: false } } });
    const [reason] = given(practice, ...ready('PRACTICE'))
      .when(publish([AUTHOR]), silent)
      .thenRefused('author-named-with-consent');
    expect(reason!.missing).toEqual([
      { kind: 'consent', subject: AUTHOR, detail: { purpose: 'DISTRIBUTION' } },
    ]);
    given(practice, ...ready('PRACTICE'))
      .when(publish(), silent)
      .then({ type: 'PracticePublished', data: { namedIds: [] } });
    given(practice, ...ready('PRACTICE'))
      .when(publish([AUTHOR]), known())
      .then({ type: 'PracticePublished', data: { namedIds: [AUTHOR] } });
    given(practice, ...ready('PRACTICE'))
      .when(publish([id(101)]), known())
      .thenRefused('author-named-with-consent');
  });
});

describe('IZO-4.3-01: a municipality takes a school’s accepted practice into its own bank', () => {
  const town = (acceptedOn?: string, municipalityId = TOWN): PracticeEvidence => ({
    ...under('IZO'),
    organisation: { organisationId: TOWN, level: 'MUNICIPALITY' },
    practices: {
      [OTHER]: {
        ...{ practiceId: OTHER, organisationId: SCHOOL, municipalityId, card: submit().data },
        ...(acceptedOn === undefined ? {} : { acceptedOn }),
      },
    },
  });
  const identify = (organisationId = TOWN) =>
    command('IdentifyPractice', {
      ...of('2021-04-01', organisationId),
      ...{ sourceId: OTHER, level: 'MUNICIPAL' as const, topics: ['Молодым педагогам'] },
    });
  it('identifies and systematises it: the card is the school’s, level and topics its own', () => {
    const events = given(practice)
      .when(identify(), town('2021-03-02'))
      .then({
        type: 'PracticeIdentified',
        data: {
          ...{ title: 'Круги наставничества', authorIds: [AUTHOR], level: 'MUNICIPAL' },
          ...{ topics: ['Молодым педагогам'], source: { practiceId: OTHER, schoolId: SCHOOL } },
        },
      });
    given(practice, ...events)
      .when(
        command('ReviewPractice', { ...of('2021-04-02', TOWN), reviewer: 'METHOD_CABINET' as const }),
        town('2021-03-02'),
      )
      .then({ type: 'PracticeReviewed', data: { outcome: 'ACCEPTED' } });
    given(practice, ...events)
      .when(
        command('ReviewPractice', { ...of('2021-04-02', TOWN), reviewer: 'CURATOR' as const }),
        town('2021-03-02'),
      )
      .thenRefused('practice-reviewer-of-this-level');
  });
  it('is refused before the school has accepted it, of another municipality’s school, and to a school', () => {
    given(practice).when(identify(), town()).thenRefused('source-accepted-by-school');
    given(practice).when(identify(), town('2021-04-02')).thenRefused('source-accepted-by-school');
    given(practice)
      .when(identify(), town('2021-03-02', id(2)))
      .thenRefused('identified-by-municipality');
    given(practice)
      .when(identify(SCHOOL), under('IZO', { practices: town('2021-03-02').practices }))
      .thenRefused('identified-by-municipality');
    given(practice)
      .when(identify(), { ...town(), practices: {} })
      .thenRefused('source-accepted-by-school');
  });
});

it('no accepted history publishes what nobody selected, or names who did not agree', () => {
  const acts: fc.Arbitrary<readonly [PracticeCommand, PracticeEvidence]> = fc
    .record({
      what: fc.constantFrom(
        'accept',
        'accept',
        'return',
        'revise',
        'select',
        'publish',
        'publish',
        'withdraw',
      ),
      on: anyDay,
      agreed: mostly,
      named: fc.boolean(),
    })
    .map(({ what, on, agreed, named }) => {
      const evidence = known({ people: { [AUTHOR]: { schoolId: SCHOOL, mayBeNamed: agreed } } });
      const act: { readonly [name: string]: () => PracticeCommand } = {
        accept: () => accept(on),
        return: () => returned(on),
        revise: () => revise(on),
        select: () => select(on),
        publish: () => publish(named ? [AUTHOR] : [], on),
        withdraw: () => withdraw(on),
      };
      return [act[what]!(), evidence] as const;
    });
  everyHistory({
    decider: practice,
    storedTypes: practiceStoredTypes,
    acts,
    first: [
      [submit({}, '2021-01-15'), known()],
      [accept('2021-01-16'), known()],
    ],
    atLeast: 300,
    holds: (history) => {
      let last: PracticeEvent | undefined;
      for (const { events, evidence } of history) {
        for (const event of events) {
          expect(last?.type).not.toBe('PracticeWithdrawn');
          expect((last?.data.effectiveOn ?? '') <= event.data.effectiveOn).toBe(true);
          if (event.type === 'PracticePublished') {
            expect(last?.type).toBe('PracticeSelected');
            for (const one of event.data.namedIds) expect(evidence.people[one]?.mayBeNamed).toBe(true);
          }
          last = event;
        }
      }
    },
  });
});
