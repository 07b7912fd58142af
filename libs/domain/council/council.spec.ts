/** A council of mentors: of whom, of their own will, and what its sessions do under each regulation. */
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
} from '../domain.testing';
import type { CouncilKind } from '../vocabulary';
import { arbitrationOf, council, hasCouncilOn, type CouncilCommand, type CouncilEvidence } from './council';
import { councilStoredTypes } from './council.codec';
import type { CouncilEvent, SessionItem } from './council.events';

const [kil, mr] = [underRegulation('KIL'), underRegulation('MR')];
const [sev, izo] = [underRegulation('SEV'), underRegulation('IZO')];
const [COUNCIL, PAIR, DISPUTE, PRACTICE] = [id(700), id(900), id(810), id(950)];
const [head, member, another, mentee, student] = [id(20), id(21), id(22), id(10), id(30)];
const mentor = { kind: 'PEDAGOGUE', inMentorBase: true, needsDiagnosed: false, paired: false } as const;
const evidence = (more: Partial<CouncilEvidence> = {}): CouncilEvidence => ({
  profile: kil,
  today: TODAY,
  organisation: { organisationId: SCHOOL, level: 'SCHOOL', introducedFrom: '2021-01-15' },
  people: {
    [head]: mentor,
    [member]: mentor,
    [another]: mentor,
    [mentee]: { kind: 'PEDAGOGUE', inMentorBase: false, needsDiagnosed: true, paired: true },
    [student]: { kind: 'STUDENT', inMentorBase: true, needsDiagnosed: false, paired: false },
  },
  subjects: [PAIR, DISPUTE, PRACTICE],
  ...more,
});
const municipality = { organisationId: SCHOOL, level: 'MUNICIPALITY' } as const;

const of = (effectiveOn: string) => ({ organisationId: SCHOOL, councilId: COUNCIL, effectiveOn });
const agreed = (...ids: readonly string[]) => ids.map((memberId) => ({ memberId, agreedOn: '2021-02-01' }));
const form = (on = '2021-02-01', memberIds = [head, member], kind: CouncilKind = 'MENTORS_COUNCIL') =>
  command('FormCouncil', { ...of(on), kind, headId: head, members: agreed(...memberIds) });
const admit = (on = '2021-02-02') =>
  command('AdmitMember', { ...of(on), memberId: another, agreedOn: '2021-02-02' });
const release = (on = '2021-02-03', memberId = member) => command('ReleaseMember', { ...of(on), memberId });
const elect = (on = '2021-02-03', headId = member) => command('ElectHead', { ...of(on), headId });
const enter = (memberId = head) =>
  command('EnterPublicCouncil', {
    ...of('2021-02-04'),
    memberId,
    publicCouncil: 'Общественный совет наставников района',
  });
const session = (items: readonly SessionItem[], on = '2021-03-01', attendeeIds = [head, member]) =>
  command('HoldSession', { ...of(on), attendeeIds, items });
const disband = (on = '2021-12-01') => command('DisbandCouncil', of(on));
const draft = { act: 'REWARDS', title: 'Положение о поощрении наставников' } as const;
const consult = (on = '2021-02-20') =>
  command('ConsultUnion', {
    ...{ organisationId: SCHOOL, effectiveOn: on, ...draft },
    ...({ union: 'PRIMARY', protocolNumber: '7', opinion: 'AGREED' } as const),
  });

const basis = { rules: [], evidence: {} };
const formed: CouncilEvent = { type: 'CouncilFormed', data: { ...form().data, basis } };
const consulted: CouncilEvent = { type: 'UnionConsulted', data: { ...consult().data, basis } };
const disbanded: CouncilEvent = { type: 'CouncilDisbanded', data: { ...disband().data, basis } };

const ITEMS = {
  localAct: { function: 'LOCAL_ACTS', ...draft, decision: 'APPROVED' },
  programme: { function: 'PROGRAMMES', pairId: PAIR, work: 'PILOTED', decision: 'APPROVED' },
  match: { function: 'MATCHING', pairId: PAIR, topics: ['WORK_WITH_PARENTS'], decision: 'APPROVED' },
  diagnostics: {
    ...{ function: 'DIAGNOSTICS', pairId: PAIR, menteeId: mentee, outcome: 'PROGRAMME_CORRECTED' },
  },
  preparation: {
    ...{ function: 'CONTEST_PREPARATION', participantIds: [mentee], preparedFor: 'FORUM', title: 'Дебют' },
  },
  support: { function: 'SUPPORT', areas: ['MATERIAL_TECHNICAL'] },
  monitoring: { function: 'MONITORING', pairId: PAIR, monitoring: 'FINAL' },
  negotiation: { function: 'NEGOTIATION', pairId: PAIR, as: 'APPROVAL', decision: 'APPROVED' },
  arbitration: { function: 'ARBITRATION', appealId: DISPUTE, outcome: 'SETTLED' },
  reward: { function: 'REWARDS', role: 'MENTEE', incentive: 'DIPLOMA', decision: 'APPROVED' },
  practice: { function: 'PRACTICES', practiceId: PRACTICE, decision: 'APPROVED' },
} as const satisfies { readonly [name: string]: SessionItem };

describe('forming', () => {
  it('KIL-1.5-04, MR-MO-01: unites mentors who are pedagogues, each of their own will', () => {
    for (const [profile, clause] of [
      [kil, 'KIL-1.5-04'],
      [mr, 'MR-MO-01'],
    ] as const) {
      const [event] = given(council)
        .when(form(), evidence({ profile }))
        .then({ type: 'CouncilFormed', data: { headId: head } });
      expect(clauseIds(event!.data.basis.rules)).toContain(clause);
      const unwilling = command('FormCouncil', {
        ...form().data,
        members: [{ memberId: head }, { memberId: member, agreedOn: '2021-02-02' }],
      });
      const reasons = given(council).when(unwilling, evidence({ profile })).thenRefused('council-voluntary');
      expect(reasons).toHaveLength(2);
      expect(clauseIds(reasons)).toContain(clause);
      given(council)
        .when(form('2021-02-01', [head, student, id(99)]), evidence({ profile }))
        .thenRefused('council-unites-mentors');
    }
  });
  it('a regulation that is silent lets one be; one that says there is none refuses it', () => {
    given(council)
      .when(form(), evidence({ profile: s62 }))
      .then({ type: 'CouncilFormed' });
    given(council)
      .when(form(), evidence({ profile: s62But({ mentorCouncil: own('NONE') }) }))
      .thenRefused('council-allowed');
  });
  it('IZO-4.3-04: a municipality forms professional associations, a school a council of its own', () => {
    for (const kind of ['MUNICIPAL_ASSOCIATION', 'INTERNSHIP_SITE'] as const) {
      const [event] = given(council)
        .when(
          form('2021-02-01', [head, member], kind),
          evidence({ profile: izo, organisation: municipality }),
        )
        .then({ type: 'CouncilFormed', data: { kind } });
      expect(clauseIds(event!.data.basis.rules)).toContain('IZO-4.3-04');
      given(council)
        .when(form('2021-02-01', [head, member], kind), evidence({ profile: izo }))
        .thenRefused('council-kind-of-level');
    }
    given(council)
      .when(form(), evidence({ profile: izo, organisation: municipality }))
      .thenRefused('council-kind-of-level');
  });
  it('is formed once, after the introduction, with a head among the members, each named once', () => {
    given(council, formed).when(form(), evidence()).thenRefused('council-formed-once');
    given(council)
      .when(form('2021-01-10'), evidence())
      .thenRefused('introduction-order-first', 'council-voluntary');
    given(council)
      .when(form('2021-02-01', [member, member]), evidence())
      .thenRefused('council-head-is-member');
  });
});

describe('membership', () => {
  it('a mentor enters and leaves; again changes nothing; the head stays until another is elected', () => {
    const [admitted] = given(council, formed)
      .when(admit(), evidence())
      .then({ type: 'CouncilMemberAdmitted', data: { memberId: another } });
    given(council, formed, admitted!).when(admit(), evidence()).thenNothing();
    given(council, formed).when(release(), evidence()).then({ type: 'CouncilMemberReleased' });
    given(council, formed)
      .when(release('2021-02-03', another), evidence())
      .thenRefused('council-member-known');
    given(council, formed).when(release('2021-02-03', head), evidence()).thenRefused('council-has-head');
    const [elected] = given(council, formed).when(elect(), evidence()).then({ type: 'CouncilHeadElected' });
    given(council, formed, elected!)
      .when(release('2021-02-04', head), evidence())
      .then({ type: 'CouncilMemberReleased' });
    given(council, formed)
      .when(elect('2021-02-03', another), evidence())
      .thenRefused('council-head-is-member');
  });
  it('KIL-1.5-04, MR-MO-01: nobody enters later without having agreed', () => {
    const unwilling = command('AdmitMember', { ...of('2021-02-02'), memberId: another });
    given(council, formed).when(unwilling, evidence()).thenRefused('council-voluntary');
  });
  it('MR-MO-02: the head sits in public councils of mentors, and no other member', () => {
    const [event] = given(council, formed)
      .when(enter(), evidence({ profile: mr }))
      .then({ type: 'PublicCouncilEntered', data: { memberId: head } });
    expect(clauseIds(event!.data.basis.rules)).toContain('MR-MO-02');
    given(council, formed)
      .when(enter(member), evidence({ profile: mr }))
      .thenRefused('head-sits-in-public-council');
  });
  it('a council that is not there, or no longer works, does nothing', () => {
    given(council).when(admit(), evidence()).thenRefused('council-works');
    given(council, formed, disbanded)
      .when(session([ITEMS.support], '2021-12-02'), evidence())
      .thenRefused('council-works');
    given(council, formed, disbanded).when(disband(), evidence()).thenNothing();
    const state = [formed, disbanded].reduce(council.evolve, council.initial);
    expect(
      ['2021-01-31', '2021-02-01', '2021-12-01', '2021-12-02'].map((on) => hasCouncilOn(state, on)),
    ).toEqual([false, true, true, false]);
  });
});

describe('sessions', () => {
  const when = (item: SessionItem, more: Partial<CouncilEvidence> = {}) =>
    given(council, formed, consulted).when(session([item]), evidence(more));
  /** The item is recorded as it is, on the clause. */
  const recorded = (item: SessionItem, clause: string, profile = kil): void => {
    const [event] = when(item, { profile }).then({ type: 'CouncilSessionHeld', data: { items: [item] } });
    expect(clauseIds(event!.data.basis.rules)).toContain(clause);
  };
  const refusedBy = (rule: string, clause: string, item: SessionItem, profile = kil): void =>
    expect(clauseIds(when(item, { profile }).thenRefused(rule))).toContain(clause);

  it('are numbered, attended by members, about something', () => {
    const [first] = given(council, formed)
      .when(session([ITEMS.support]), evidence())
      .then({ type: 'CouncilSessionHeld', data: { number: 1 } });
    given(council, formed, first!)
      .when(session([ITEMS.support], '2021-03-02'), evidence())
      .then({ type: 'CouncilSessionHeld', data: { number: 2 } });
    given(council, formed, first!)
      .when(session([ITEMS.support], '2021-02-28'), evidence())
      .thenRefused('council-acts-in-order-of-time');
    for (const attendees of [[], [another], [head, head]]) {
      given(council, formed)
        .when(session([ITEMS.support], '2021-03-01', attendees), evidence())
        .thenRefused('session-attended-by-members');
    }
    given(council, formed).when(session([]), evidence()).thenRefused('session-items-whole');
    given(council, formed)
      .when(session([{ ...ITEMS.match, topics: ['OTHER'] }]), evidence())
      .thenRefused('session-items-whole');
  });

  it('KIL-6.3.1-01, MR-MO-04, MR-CUR-07: a local act comes to the council with the opinion of the union', () => {
    for (const [profile, ...clauses] of [
      [kil, 'KIL-6.3.1-01'],
      [mr, 'MR-MO-04', 'MR-CUR-07'],
    ] as const) {
      const [event] = given(council, formed, consulted)
        .when(session([ITEMS.localAct]), evidence({ profile }))
        .then({ type: 'CouncilSessionHeld', data: { basis: { evidence: { protocols: ['7'] } } } });
      expect(clauseIds(event!.data.basis.rules)).toEqual(expect.arrayContaining([...clauses]));
      const [reason] = given(council, formed)
        .when(session([ITEMS.localAct]), evidence({ profile }))
        .thenRefused('union-consulted-on-local-act');
      expect(clauseIds([reason!])).toEqual(expect.arrayContaining([...clauses]));
      expect(reason!.missing).toEqual([{ kind: 'union-consultation', detail: draft }]);
      given(council, formed, consulted)
        .when(session([{ ...ITEMS.localAct, title: 'Дорожная карта' }]), evidence({ profile }))
        .thenRefused('union-consulted-on-local-act');
    }
    given(council, formed)
      .when(session([ITEMS.localAct]), evidence({ profile: sev }))
      .then({ type: 'CouncilSessionHeld' });
  });
  it('MR-CUR-07: the union is consulted before there is a council; its protocol stands once', () => {
    given(council)
      .when(consult(), evidence({ profile: mr }))
      .then({ type: 'UnionConsulted', data: draft });
    given(council, consulted)
      .when(consult(), evidence({ profile: mr }))
      .thenNothing();
    given(council)
      .when(command('ConsultUnion', { ...consult().data, protocolNumber: ' ' }), evidence({ profile: mr }))
      .thenRefused('council-subject-named');
  });

  it.each([
    ['KIL-6.3.1-02, MR-MO-05', 'programme', ITEMS.programme],
    ['KIL-6.3.1-06, MR-MO-09', 'support', ITEMS.support],
    ['KIL-6.3.1-08, MR-MO-11', 'negotiation', ITEMS.negotiation],
    ['KIL-6.3.1-08, MR-MO-11', 'arbitration', ITEMS.arbitration],
    ['KIL-6.3.1-10, MR-MO-13', 'practice', ITEMS.practice],
  ] as const)('%s: of its functions: %s; where the list leaves it out, refused', (clauses, _, item) => {
    const [ofKil, ofMr] = clauses.split(', ') as [string, string];
    recorded(item, ofKil);
    recorded(item, ofMr, mr);
    const { councilFunctions } = kil.parameters;
    const narrower = {
      ...kil,
      parameters: {
        ...kil.parameters,
        councilFunctions: {
          ...councilFunctions,
          value: councilFunctions.value.filter((one) => one !== item.function),
        },
      },
    };
    refusedBy('council-function-listed', ofKil, item, narrower);
  });
  it('a pair, a dispute or a practice that nobody has recorded is not discussed', () => {
    for (const item of [ITEMS.programme, ITEMS.arbitration, ITEMS.practice]) {
      when(item, { subjects: [] }).thenRefused('session-subject-known');
    }
  });
  it('KIL-6.3.1-03, MR-MO-06: a pair is matched by topics of the list, or by one in words', () => {
    recorded(ITEMS.match, 'KIL-6.3.1-03');
    recorded({ ...ITEMS.match, topics: ['OTHER'], otherTopic: 'Олимпиады' }, 'MR-MO-06', mr);
    refusedBy('pair-matched-by-topics', 'KIL-6.3.1-03', { ...ITEMS.match, topics: [] });
    refusedBy('pair-matched-by-topics', 'MR-MO-06', { ...ITEMS.match, topics: [] }, mr);
    when({ ...ITEMS.match, topics: [] }, { profile: s62 }).then({ type: 'CouncilSessionHeld' });
  });
  it('KIL-6.3.1-04, MR-MO-07: what is analysed has been diagnosed', () => {
    recorded(ITEMS.diagnostics, 'KIL-6.3.1-04');
    recorded(ITEMS.diagnostics, 'MR-MO-07', mr);
    const undiagnosed = { ...ITEMS.diagnostics, menteeId: member };
    refusedBy('difficulties-diagnosed-before-analysis', 'KIL-6.3.1-04', undiagnosed);
    refusedBy('difficulties-diagnosed-before-analysis', 'MR-MO-07', undiagnosed, mr);
  });
  it('KIL-6.3.1-05, MR-MO-08: participants of programmes are prepared, not others', () => {
    recorded(ITEMS.preparation, 'KIL-6.3.1-05');
    recorded(ITEMS.preparation, 'MR-MO-08', mr);
    const outsider = { ...ITEMS.preparation, participantIds: [mentee, student] };
    refusedBy('prepared-take-part-in-programmes', 'KIL-6.3.1-05', outsider);
    refusedBy('prepared-take-part-in-programmes', 'MR-MO-08', outsider, mr);
  });
  it('KIL-6.3.1-07, MR-MO-10: the council monitors where the regulation says so', () => {
    recorded(ITEMS.monitoring, 'KIL-6.3.1-07');
    recorded(ITEMS.monitoring, 'MR-MO-10', mr);
    refusedBy('council-among-monitors', 'S62-6.4', ITEMS.monitoring, s62);
  });
  it('KIL-6.3.1-09, MR-MO-12: rewards are for mentors and mentees, of the kinds of the regulation', () => {
    for (const [profile, clause] of [
      [kil, 'KIL-6.3.1-09'],
      [mr, 'MR-MO-12'],
    ] as const) {
      recorded(ITEMS.reward, clause, profile);
      recorded({ ...ITEMS.reward, role: 'MENTOR' }, clause, profile);
      refusedBy('rewards-of-the-regulation', clause, { ...ITEMS.reward, incentive: 'HONOUR_BOARD' }, profile);
    }
    const certificate = { ...ITEMS.reward, incentive: 'SCHOOL_CERTIFICATE' } as const;
    when({ ...certificate, role: 'MENTOR' }, { profile: s62 }).then({ type: 'CouncilSessionHeld' });
    refusedBy('rewards-of-the-regulation', 'S62-11-08', certificate, s62);
  });
  it('a dispute is known to be arbitrated from the day of the session on', () => {
    const events = when(ITEMS.arbitration).then({ type: 'CouncilSessionHeld' });
    const state = [formed, ...events].reduce(council.evolve, council.initial);
    expect(arbitrationOf(state, DISPUTE, '2021-02-28')).toBeUndefined();
    expect(arbitrationOf(state, DISPUTE, '2021-03-01')).toEqual({ councilId: COUNCIL, session: 1 });
    expect(arbitrationOf(state, id(811), '2021-03-01')).toBeUndefined();
  });
});

it('no accepted history leaves a council without its head, admits a stranger to a session, or drafts past the union', () => {
  const someone = fc.constantFrom(head, member, another, student);
  const act: fc.Arbitrary<CouncilCommand> = fc.oneof(
    anyDay.map((on) => form(on)),
    anyDay.map((on) => admit(on)),
    fc.tuple(anyDay, someone).map(([on, who]) => release(on, who)),
    fc.tuple(anyDay, someone).map(([on, who]) => elect(on, who)),
    anyDay.map((on) => consult(on)),
    fc
      .tuple(fc.subarray(Object.values(ITEMS)), anyDay, fc.subarray([head, member, another]))
      .map(([items, on, attendees]) => session(items, on, attendees)),
    anyDay.map((on) => disband(on)),
  );
  everyHistory({
    decider: council,
    storedTypes: councilStoredTypes,
    acts: act.map((one) => [one, evidence()] as const),
    first: [
      [form(), evidence()],
      [admit(), evidence()],
      [consult(), evidence()],
    ],
    atLeast: 400,
    holds: (history) => {
      const consultedOn: string[] = [];
      for (const { events, before } of history) {
        for (const event of events) {
          const now = before.councils[COUNCIL];
          if (event.type === 'UnionConsulted') consultedOn.push(event.data.effectiveOn);
          else if (event.type !== 'CouncilFormed') expect(event.data.effectiveOn >= now!.lastOn).toBe(true);
          if (event.type === 'CouncilMemberReleased') expect(event.data.memberId).not.toBe(now!.headId);
          if (event.type !== 'CouncilSessionHeld') continue;
          expect(now!.memberIds).toEqual(expect.arrayContaining([...event.data.attendeeIds]));
          expect(now!.memberIds).toContain(now!.headId);
          expect(event.data.number).toBe(now!.sessions.length + 1);
          if (event.data.items.some((item) => item.function === 'LOCAL_ACTS')) {
            expect(consultedOn.some((on) => on <= event.data.effectiveOn)).toBe(true);
          }
        }
      }
    },
  });
});
