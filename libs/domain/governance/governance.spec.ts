/** What an organisation's leadership records, and what each regulation asks of it. */
import fc from 'fast-check';
import { given } from '../../kernel/given.testing';
import {
  anyDay,
  clauseIds,
  command,
  everyHistory,
  id,
  SCHOOL,
  TODAY,
  underRegulation,
} from '../domain.testing';
import type { DocumentKind } from '../vocabulary';
import { actsForHead, governance, type GovernanceCommand, type GovernanceEvidence } from './governance';
import { governanceStoredTypes } from './governance.codec';
import type { GovernanceEvent } from './governance.events';

const TOWN = id(1);
const at = (code: string, more: Partial<GovernanceEvidence> = {}): GovernanceEvidence => ({
  profile: underRegulation(code),
  today: TODAY,
  organisation: { organisationId: SCHOOL, level: 'SCHOOL', introducedFrom: '2021-01-15' },
  documents: [],
  people: {},
  ...more,
});
const town = (code: string, more: Partial<GovernanceEvidence> = {}): GovernanceEvidence =>
  at(code, { organisation: { organisationId: TOWN, level: 'MUNICIPALITY' }, ...more });
const order = (kind: string, more: object = {}) => ({
  order: { orderId: id(300), organisationId: SCHOOL, kind, issuedOn: '2021-02-01', ...more },
});
const townOrder = (kind: string) => order(kind, { organisationId: TOWN });
const of = (effectiveOn: string, organisationId = SCHOOL) => ({ organisationId, effectiveOn });

const document = (kind: DocumentKind, by: object = { orderId: id(300) }, on = '2021-02-10') =>
  command('ApproveDocument', { ...of(on), kind, title: 'Модель', by: by as { orderId: string } });
const analyse = (on = '2021-02-02') => command('AnalyseProblems', { ...of(on), problems: ['Кадры'] });
const people = {
  [id(11)]: { schoolId: SCHOOL, inMentorBase: true, inMenteeBase: false },
  [id(12)]: { schoolId: SCHOOL, inMentorBase: false, inMenteeBase: true },
};
const select = (on = '2021-02-03', mentorIds = [id(11)], menteeIds = [id(12)]) =>
  command('SelectParticipants', { ...of(on), mentorIds, menteeIds });
const open = (stage: 'PREPARATORY' | 'DESIGN' | 'MAIN', on = '2021-02-01') =>
  command('OpenStage', { ...of(on), stage });
const close = (stage: 'PREPARATORY' | 'DESIGN', on = '2021-02-20') =>
  command('CloseStage', { ...of(on), stage, orderIds: [id(300)], roadmapIds: [id(900)] });
const basis = { rules: [], evidence: {} };
const opened: GovernanceEvent = { type: 'StageOpened', data: { ...open('PREPARATORY').data, basis } };
const analysed: GovernanceEvent = { type: 'ProblemsAnalysed', data: { ...analyse().data, basis } };
const selected: GovernanceEvent = { type: 'ParticipantsSelected', data: { ...select().data, basis } };
const formsApproved = (['CONSENT_MENTOR', 'CONSENT_MENTEE', 'CONTRACT_ADDENDUM'] as const).map(
  (kind): GovernanceEvent => ({ type: 'DocumentApproved', data: { ...document(kind).data, basis } }),
);
/** What orders, the regulation and the roadmap of Kilmez show. */
const elsewhere: readonly DocumentKind[] = [
  'INTRODUCTION_ACT',
  'ORDER_REGULATION',
  'REGULATION',
  'ROADMAP',
  'ORDER_PAIRS',
];
const official = (n: number, more: object = {}) => ({ officialId: id(n), position: 'Методист', ...more });

describe('documents', () => {
  it('KIL-5.2-4: are approved by order of the head', () => {
    const [reason] = given(governance)
      .when(document('CONSENT_MENTOR', { number: '3', on: '2021-02-01' }), at('KIL'))
      .thenRefused('document-by-order');
    expect(clauseIds([reason!])).toEqual(['KIL-5.2-4']);
    given(governance)
      .when(document('CONSENT_MENTOR'), at('KIL', order('PROGRAMME')))
      .then({ type: 'DocumentApproved', data: { kind: 'CONSENT_MENTOR' } });
  });
  it('S62-12-03: the target model is approved by any dated act where no order is asked', () => {
    given(governance)
      .when(document('TARGET_MODEL', { number: 'протокол 3', on: '2021-02-01' }), at('S62'))
      .then({ type: 'DocumentApproved' });
    given(governance)
      .when(document('TARGET_MODEL', { number: '3', on: '2021-02-11' }), at('S62'))
      .thenRefused('approving-act-found');
  });
  it('an order that is cited is there, of this organisation and not later', () => {
    for (const evidence of [
      at('S62'),
      at('S62', order('PROGRAMME', { organisationId: TOWN })),
      at('S62', order('PROGRAMME', { issuedOn: '2021-02-11' })),
    ]) {
      given(governance).when(document('PROGRAMME'), evidence).thenRefused('approving-act-found');
    }
  });
  it('an order, a regulation or a roadmap is there by its own act only', () => {
    for (const kind of ['REGULATION', 'ROADMAP', 'ORDER_PAIRS', 'INTRODUCTION_ACT'] as const) {
      given(governance)
        .when(document(kind), at('S62', order('PAIRS')))
        .thenRefused('document-made-by-its-own-act');
    }
  });
});

describe('stages', () => {
  it('KIL-5.1: follow one another, one open at a time (invariant 21)', () => {
    given(governance).when(open('PREPARATORY'), at('KIL')).then({ type: 'StageOpened' });
    const [reason] = given(governance).when(open('DESIGN'), at('KIL')).thenRefused('stages-in-order');
    expect(reason).toMatchObject({ invariant: 21, missing: [{ detail: { expected: 'PREPARATORY' } }] });
    expect(clauseIds([reason!])).toEqual(['KIL-5.1']);
    given(governance, opened).when(open('DESIGN', '2021-02-03'), at('KIL')).thenRefused('stages-in-order');
    given(governance, opened).when(close('DESIGN'), at('KIL')).thenRefused('stages-in-order');
    given(governance, opened).when(open('PREPARATORY', '2021-02-03'), at('KIL')).thenNothing();
  });
  it('SEV-RM-01: are those of the regulation; School 62 has none', () => {
    given(governance).when(open('DESIGN'), at('SEV')).thenRefused('stages-in-order');
    given(governance).when(open('PREPARATORY'), at('SEV')).then({ type: 'StageOpened' });
    given(governance).when(open('PREPARATORY'), at('S62')).thenRefused('stages-in-order');
  });
  const ready = [opened, analysed, selected, ...formsApproved];
  it('KIL-5.2-4: the first closes with every required document there', () => {
    given(governance, ...ready)
      .when(close('PREPARATORY'), at('KIL', { documents: elsewhere }))
      .then({ type: 'StageClosed', data: { stage: 'PREPARATORY' } });
    const reasons = given(governance, opened, analysed, selected, ...formsApproved.slice(1))
      .when(close('PREPARATORY'), at('KIL', { documents: elsewhere.slice(1) }))
      .thenRefused('first-stage-closes-with-documents');
    expect(reasons.flatMap(({ missing }) => missing.map(({ detail }) => detail?.['kind']))).toEqual([
      'INTRODUCTION_ACT',
      'CONSENT_MENTOR',
    ]);
    expect(clauseIds(reasons)).toEqual(['KIL-5.2-4', 'KIL-5.2-4']);
  });
  it('a document approved after the day of closing does not count', () =>
    void given(governance, ...ready)
      .when(close('PREPARATORY', '2021-02-09'), at('KIL', { documents: elsewhere }))
      .thenRefused('first-stage-closes-with-documents'));
  it('KIL-5.2-1, KIL-5.2-2: the first closes with the problems analysed and the people selected', () => {
    const reasons = given(governance, opened, ...formsApproved)
      .when(close('PREPARATORY'), at('KIL', { documents: elsewhere }))
      .thenRefused('first-stage-closes-with-analysis', 'first-stage-closes-with-selection');
    expect(clauseIds(reasons)).toEqual(['KIL-5.2-1', 'KIL-5.2-2']);
  });
  it('under another regulation the first stage closes without them, and later stages never ask', () => {
    given(governance, opened).when(close('PREPARATORY'), at('SEV')).then({ type: 'StageClosed' });
    const design: GovernanceEvent = { type: 'StageOpened', data: { ...open('DESIGN').data, basis } };
    given(governance, design).when(close('DESIGN'), at('KIL')).then({ type: 'StageClosed' });
  });
  it('go on in time, and round again when all are closed', () => {
    given(governance, opened)
      .when(close('PREPARATORY', '2021-01-31'), at('SEV'))
      .thenRefused('stages-in-order-of-time');
    const final: GovernanceEvent = {
      type: 'StageClosed',
      data: { ...of('2021-03-01'), stage: 'FINAL', basis },
    };
    given(governance, final).when(open('PREPARATORY', '2021-04-01'), at('SEV')).then({ type: 'StageOpened' });
    given(governance, final).when(open('MAIN', '2021-04-01'), at('SEV')).thenRefused('stages-in-order');
  });
  it('KIL-5.2-2: those selected are participants of the school and stand in its bases', () => {
    given(governance).when(select(), at('KIL', { people })).then({ type: 'ParticipantsSelected' });
    given(governance)
      .when(select('2021-02-03', [id(12)], [id(11)]), at('KIL', { people }))
      .thenRefused('selected-stand-in-bases');
    given(governance)
      .when(select('2021-02-03', [id(11)], [id(13)]), at('KIL', { people }))
      .thenRefused('participants-of-this-school');
    given(governance).when(select('2021-02-03', []), at('KIL', { people })).thenRefused('act-stated-in-full');
  });
  it('KIL-5.2-1: an analysis names its problems', () => {
    given(governance).when(analyse(), at('KIL')).then({ type: 'ProblemsAnalysed' });
    given(governance)
      .when(command('AnalyseProblems', { ...of('2021-02-02'), problems: [] }), at('KIL'))
      .thenRefused('act-stated-in-full');
  });
});

describe('people and bodies of a municipality', () => {
  const compose = (members: readonly object[], leader = official(801)) =>
    command('ComposeWorkingGroup', {
      ...of('2021-08-10', TOWN),
      orderId: id(300),
      leader,
      members: members as ReturnType<typeof official>[],
    });
  const three = [802, 803, 804].map((n) => official(n, { byAgreement: true }));
  it('SEV-O-5: a working group is a leader and three members, by order', () => {
    given(governance)
      .when(compose(three), town('SEV', townOrder('WORKING_GROUP')))
      .then({ type: 'WorkingGroupComposed', data: { members: three } });
    const [size] = given(governance)
      .when(compose(three.slice(1)), town('SEV', townOrder('WORKING_GROUP')))
      .thenRefused('working-group-of-size');
    expect(clauseIds([size!])).toEqual(['SEV-O-5']);
    given(governance).when(compose(three), town('SEV')).thenRefused('working-group-by-order');
    given(governance)
      .when(compose(three.slice(1)), town('IZO'))
      .then({ type: 'WorkingGroupComposed' });
    given(governance)
      .when(compose([...three.slice(1), official(801)]), town('SEV', townOrder('WORKING_GROUP')))
      .thenRefused('members-differ');
  });
  const appoint = (on: string, body?: 'RESOURCE_CENTRE' | 'METHOD_CABINET', organisationId = TOWN) =>
    command('AppointResponsible', {
      ...of(on, organisationId),
      orderId: id(300),
      official: official(805),
      ...(body === undefined ? {} : { body }),
    });
  it('SEV-RM-P3a: a responsible person is appointed by order and renewed yearly until 1 February 2024', () => {
    given(governance)
      .when(appoint('2021-08-20', 'RESOURCE_CENTRE'), town('SEV', townOrder('RESPONSIBLE')))
      .then({ type: 'ResponsibleAppointed', data: { renewBy: '2022-08-20' } });
    const [late] = given(governance)
      .when(
        appoint('2023-08-20', 'RESOURCE_CENTRE'),
        town('SEV', { ...townOrder('RESPONSIBLE'), today: '2023-12-31' }),
      )
      .then({ type: 'ResponsibleAppointed' });
    expect(late!.data).not.toHaveProperty('renewBy');
    const [reason] = given(governance)
      .when(appoint('2021-08-20', 'RESOURCE_CENTRE'), town('SEV'))
      .thenRefused('responsible-by-order');
    expect(clauseIds([reason!])).toContain('SEV-RM-P3a');
    given(governance)
      .when(appoint('2021-08-20'), town('SEV', townOrder('INTRODUCTION')))
      .thenRefused('responsible-by-order');
    given(governance)
      .when(appoint('2021-08-20', undefined, SCHOOL), at('KIL', order('INTRODUCTION')))
      .then({ type: 'ResponsibleAppointed' });
  });
  const name = (body: 'METHOD_CABINET' | 'RESOURCE_CENTRE', organisationId = TOWN) =>
    command('NameBody', {
      ...of('2021-08-20', organisationId),
      body,
      title: 'Методкабинет',
      duties: ['Сбор данных'],
    });
  it('IZO-4-03, SEV-O-3: bodies are those the regulation names, of the municipality', () => {
    given(governance).when(name('METHOD_CABINET'), town('IZO')).then({ type: 'BodyNamed' });
    const [reason] = given(governance)
      .when(name('RESOURCE_CENTRE'), town('IZO'))
      .thenRefused('body-of-structure');
    expect(clauseIds([reason!])).toContain('IZO-4-03');
    const [other] = given(governance)
      .when(name('METHOD_CABINET'), town('SEV'))
      .thenRefused('body-of-structure');
    expect(clauseIds([other!])).toContain('SEV-O-3');
    given(governance).when(name('METHOD_CABINET'), town('S62')).then({ type: 'BodyNamed' });
    given(governance).when(name('METHOD_CABINET', SCHOOL), at('IZO')).thenRefused('body-of-municipality');
  });
});

describe('work with others', () => {
  type Interaction = Extract<GovernanceCommand, { type: 'RecordInteraction' }>['data'];
  const record = (more: Partial<Interaction> = {}) =>
    command('RecordInteraction', {
      ...of('2021-05-01'),
      counterpart: 'NETWORK_COMMUNITY' as const,
      name: 'Сообщество',
      level: 'REGIONAL' as const,
      about: 'Практики',
      ...more,
    });
  it('SEV-D-05: with authorities and methodical services vertically, with all others horizontally', () => {
    given(governance)
      .when(record({ counterpart: 'METHOD_SERVICE' }), at('SEV'))
      .then({ type: 'InteractionRecorded', data: { model: 'VERTICAL' } });
    const [event] = given(governance)
      .when(record(), at('SEV'))
      .then({ type: 'InteractionRecorded', data: { model: 'HORIZONTAL' } });
    expect(clauseIds(event!.data.basis.rules)).toEqual(['SEV-D-05']);
  });
  it('SEV-D-05: a regulation that names one model refuses the other; one that is silent refuses none', () => {
    const { profile } = at('SEV');
    const horizontal = {
      ...profile,
      parameters: {
        ...profile.parameters,
        interactionModels: { ...profile.parameters.interactionModels, value: ['HORIZONTAL' as const] },
      },
    };
    given(governance)
      .when(record({ counterpart: 'AUTHORITY' }), at('SEV', { profile: horizontal }))
      .thenRefused('interaction-model-enabled');
    given(governance)
      .when(record({ counterpart: 'AUTHORITY' }), at('MR'))
      .then({ type: 'InteractionRecorded' });
  });
  it('IZO-3.3-04: the level is one of the four that the regulation covers', () => {
    const { profile } = at('IZO');
    const systemLevels = { ...profile.parameters.systemLevels, value: ['MUNICIPAL' as const] };
    const [event] = given(governance).when(record(), at('IZO')).then({ type: 'InteractionRecorded' });
    expect(clauseIds(event!.data.basis.rules)).toContain('IZO-3.3-04');
    given(governance)
      .when(
        record(),
        at('IZO', { profile: { ...profile, parameters: { ...profile.parameters, systemLevels } } }),
      )
      .thenRefused('level-covered');
  });
  it('a contract with an enterprise is about practice or internship and runs forward', () => {
    const conclude = (from: string, until: string) =>
      command('ConcludePartnership', {
        ...of('2021-05-01'),
        partner: 'АО «Завод»',
        subject: 'PRACTICE' as const,
        number: '7',
        from,
        until,
      });
    given(governance)
      .when(conclude('2021-05-01', '2021-06-30'), at('KIL'))
      .then({ type: 'PartnershipConcluded', data: { subject: 'PRACTICE' } });
    given(governance).when(conclude('2021-04-30', '2021-06-30'), at('KIL')).thenRefused('term-runs-forward');
    given(governance).when(conclude('2021-06-30', '2021-06-29'), at('KIL')).thenRefused('term-runs-forward');
  });
  it('help is given to participants of the school, after the introduction', () => {
    const support = (participantIds: readonly string[]) =>
      command('ProvideSupport', {
        ...of('2021-05-01'),
        kind: 'CONSULTATION' as const,
        about: 'Перечень мероприятий',
        participantIds,
      });
    given(governance)
      .when(support([id(11)]), at('MR', { people }))
      .then({ type: 'SupportProvided' });
    given(governance)
      .when(support([id(14)]), at('MR', { people }))
      .thenRefused('participants-of-this-school');
    given(governance)
      .when(
        support([id(11)]),
        at('MR', { people, organisation: { organisationId: SCHOOL, level: 'SCHOOL' } }),
      )
      .thenRefused('introduction-order-first');
    given(governance).when(support([]), at('MR', { people })).thenRefused('act-stated-in-full');
  });
  it('somebody acts for the head from day to day, until released; an authority has no acting head here', () => {
    const appoint = (from: string, until: string, more: object = {}) =>
      command('AppointActingHead', {
        ...of('2021-06-20'),
        delegateId: 'u-1',
        number: '41-од',
        from,
        until,
        ...more,
      });
    const release = (on: string, delegateId = 'u-1') =>
      command('ReleaseActingHead', { ...of(on), delegateId });
    const appointed: GovernanceEvent = {
      type: 'ActingHeadAppointed',
      data: { ...appoint('2021-07-01', '2021-07-28').data, basis },
    };
    const released: GovernanceEvent = {
      type: 'ActingHeadReleased',
      data: { ...release('2021-07-18').data, basis },
    };
    given(governance)
      .when(appoint('2021-07-01', '2021-07-28'), at('S62'))
      .then({ type: 'ActingHeadAppointed' });
    given(governance).when(appoint('2021-07-28', '2021-07-01'), at('S62')).thenRefused('term-runs-forward');
    given(governance).when(appoint('2021-06-01', '2021-07-01'), at('S62')).thenRefused('term-runs-forward');
    given(governance)
      .when(appoint('2021-07-01', '2021-07-28', { number: ' ' }), at('S62'))
      .thenRefused('act-stated-in-full');
    given(governance)
      .when(appoint('2021-07-01', '2021-07-28', { organisationId: TOWN }), town('SEV'))
      .thenRefused('acting-head-of-a-school');
    given(governance, appointed).when(release('2021-07-18'), at('S62')).then({ type: 'ActingHeadReleased' });
    given(governance, appointed).when(release('2021-07-29'), at('S62')).thenRefused('acting-head-to-release');
    given(governance, appointed)
      .when(release('2021-07-18', 'u-2'), at('S62'))
      .thenRefused('acting-head-to-release');
    const days = ['2021-06-30', '2021-07-01', '2021-07-17', '2021-07-18', '2021-07-28', '2021-07-29'];
    const powers = (...events: GovernanceEvent[]) => {
      const state = events.reduce(governance.evolve, governance.initial);
      return days.filter((day) => actsForHead(state, 'u-1', day));
    };
    expect(powers(appointed)).toEqual(days.slice(1, 5));
    expect(powers(appointed, released)).toEqual(days.slice(1, 3));
    expect(actsForHead(governance.evolve(governance.initial, appointed), 'u-2', '2021-07-10')).toBe(false);
  });
  it('nothing is recorded of an organisation nobody registered, nor of a day to come', () => {
    const { organisation: _, ...nobody } = at('SEV');
    given(governance)
      .when(record({ effectiveOn: '2022-01-01', name: ' ' }), nobody)
      .thenRefused('not-in-future', 'organisation-registered', 'act-stated-in-full');
  });
});

it('invariant 21: no accepted history opens a stage out of order or closes the first without its documents', () => {
  const model = underRegulation('KIL').parameters.stageModel.value;
  const act: fc.Arbitrary<readonly [GovernanceCommand, GovernanceEvidence]> = fc
    .tuple(
      fc.constantFrom(...model),
      anyDay,
      fc.constantFrom('open', 'close', 'analyse', 'select', 'document'),
      fc.subarray([...elsewhere], { minLength: 4 }),
    )
    .map(([stage, on, what, documents]): readonly [GovernanceCommand, GovernanceEvidence] => {
      const evidence = at('KIL', { documents, people, ...order('PROGRAMME') });
      const closing = { ...of(on), stage, orderIds: [], roadmapIds: [] };
      switch (what) {
        case 'open':
          return [command('OpenStage', { ...of(on), stage }), evidence];
        case 'close':
          return [command('CloseStage', closing), evidence];
        case 'analyse':
          return [analyse(on), evidence];
        case 'select':
          return [select(on), evidence];
        default:
          return [document('CONTRACT_ADDENDUM', { orderId: id(300) }, on), evidence];
      }
    });
  const full = at('KIL', { documents: elsewhere, people, ...order('PROGRAMME') });
  everyHistory({
    decider: governance,
    storedTypes: governanceStoredTypes,
    acts: act,
    first: [
      [open('PREPARATORY'), full],
      [document('CONSENT_MENTOR'), full],
      [document('CONSENT_MENTEE'), full],
    ],
    atLeast: 600,
    holds: (history) => {
      const events = history.flatMap((one) => one.events);
      const turns = events.flatMap((event) =>
        event.type === 'StageOpened' || event.type === 'StageClosed'
          ? [`${event.type} ${event.data.stage}`]
          : [],
      );
      const expected = model.flatMap((stage) => [`StageOpened ${stage}`, `StageClosed ${stage}`]);
      expect(turns).toEqual(turns.map((_, index) => expected[index % expected.length]));
      for (const {
        events: [event],
        evidence,
        before,
      } of history) {
        if (event?.type !== 'StageClosed' || event.data.stage !== 'PREPARATORY') continue;
        const there = [...evidence.documents, ...before.documents.map(({ kind }) => kind)];
        expect(there).toEqual(
          expect.arrayContaining([...evidence.profile.parameters.requiredDocuments.value]),
        );
      }
    },
  });
});
