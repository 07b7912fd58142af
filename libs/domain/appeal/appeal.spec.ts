/** A complaint is shown and explained before it is decided (S62-8-03, invariant 31); a proposal is considered, then answered; a dispute arbitrated. */
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
import { appeal, type AppealCommand, type AppealEvidence } from './appeal';
import { appealStoredTypes } from './appeal.codec';
import type { AppealEvent } from './appeal.events';
import type { PairRole, ProposalTopic } from '../vocabulary';

const mentorId = id(20);
const of = (effectiveOn: string) => ({ appealId: id(800), schoolId: SCHOOL, effectiveOn });
const register = (on = '2021-03-01') =>
  command('RegisterComplaint', { ...of(on), mentorId, text: vault(801) });
const disclose = (on = '2021-03-02') => command('DiscloseComplaint', of(on));
const explain = (on = '2021-03-03') => command('RecordExplanation', { ...of(on), text: vault(802) });
const decline = (on = '2021-03-03') => command('RecordExplanation', of(on));
const close = (on = '2021-03-04') => command('CloseComplaint', { ...of(on), decision: 'DISMISSED' as const });
const evidence = (more: Partial<AppealEvidence> = {}): AppealEvidence => ({
  profile: s62,
  today: TODAY,
  school: { schoolId: SCHOOL, introducedFrom: '2021-01-15' },
  mentorKnown: true,
  ...more,
});
const basis = { rules: [], evidence: {} };
const registered: AppealEvent = { type: 'ComplaintRegistered', data: { ...register().data, basis } };
const disclosed: AppealEvent = { type: 'ComplaintDisclosed', data: { ...disclose().data, mentorId, basis } };
const explained: AppealEvent = {
  type: 'ExplanationRecorded',
  data: { ...of('2021-03-03'), mentorId, given: true, text: vault(802), basis },
};
const closed: AppealEvent = {
  type: 'ComplaintClosed',
  data: { ...of('2021-03-04'), mentorId, decision: 'DISMISSED', basis },
};

it('is registered about a mentor of the school, after the introduction, once', () => {
  given(appeal).when(register(), evidence()).then({ type: 'ComplaintRegistered', data: { mentorId } });
  given(appeal)
    .when(register(), evidence({ mentorKnown: false }))
    .thenRefused('mentor-known');
  given(appeal)
    .when(register(), evidence({ school: { schoolId: SCHOOL } }))
    .thenRefused('introduction-order-first');
  given(appeal, registered).when(register(), evidence()).thenRefused('appeal-registered-once');
});
it('S62-8-03: is decided after disclosure and explanation', () => {
  const [event] = given(appeal, registered, disclosed, explained)
    .when(close(), evidence())
    .then({ type: 'ComplaintClosed', data: { decision: 'DISMISSED', mentorId } });
  expect(clauseIds(event!.data.basis.rules)).toEqual(['S62-8-03']);
});
it('S62-8-03: is not decided before the mentor has seen it, nor before the mentor could explain', () => {
  const [unseen] = given(appeal, registered)
    .when(close(), evidence())
    .thenRefused('complaint-disclosed-and-explained');
  expect(unseen).toMatchObject({ invariant: 31, missing: [{ kind: 'disclosure' }, { kind: 'explanation' }] });
  expect(clauseIds([unseen!])).toEqual(['S62-8-03']);
  const [unexplained] = given(appeal, registered, disclosed)
    .when(close(), evidence())
    .thenRefused('complaint-disclosed-and-explained');
  expect(unexplained!.missing).toEqual([{ kind: 'explanation', subject: mentorId }]);
});
it('a mentor who declines to explain does not stop the decision', () => {
  const events = given(appeal, registered, disclosed)
    .when(decline(), evidence())
    .then({ type: 'ExplanationRecorded', data: { given: false } });
  given(appeal, registered, disclosed, ...events)
    .when(close(), evidence())
    .then({ type: 'ComplaintClosed' });
});
it('is decided at once where the regulation asks no disclosure', () =>
  void given(appeal, registered)
    .when(close(), evidence({ profile: s62But({ complaintDisclosure: own(false) }) }))
    .then({ type: 'ComplaintClosed' }));
it('S62-8-02: is explained after it was shown, once', () => {
  given(appeal, registered).when(explain(), evidence()).thenRefused('complaint-shown-before-explanation');
  given(appeal, registered, disclosed)
    .when(explain(), evidence())
    .then({ type: 'ExplanationRecorded', data: { given: true, text: vault(802) } });
  given(appeal, registered, disclosed, explained)
    .when(explain(), evidence())
    .thenRefused('complaint-shown-before-explanation');
});
it('is shown once: again changes nothing', () =>
  given(appeal, registered, disclosed).when(disclose(), evidence()).thenNothing());
it('its acts follow in time, in its own school, and stop with the decision', () => {
  given(appeal, registered)
    .when(disclose('2021-02-28'), evidence())
    .thenRefused('appeal-acts-in-order-of-time');
  given(appeal, registered)
    .when(disclose(), evidence({ school: { schoolId: id(63), introducedFrom: '2021-01-15' } }))
    .thenRefused('appeal-of-this-school');
  given(appeal).when(disclose(), evidence()).thenRefused('appeal-open');
  given(appeal, registered, disclosed, explained, closed)
    .when(explain(), evidence())
    .thenRefused('appeal-open');
});
describe('a proposal to the administration', () => {
  const propose = (role: PairRole, topic: ProposalTopic = 'MENTORING', on = '2021-03-01') =>
    command('SubmitProposal', { ...of(on), authorId: mentorId, role, topic, text: vault(803) });
  const consider = (on = '2021-03-02') =>
    command('ConsiderProposal', { ...of(on), decision: 'ACCEPTED' as const });
  const answer = (on = '2021-03-03') => command('AnswerProposal', { ...of(on), text: vault(804) });
  const by = (role: PairRole, more: Partial<AppealEvidence> = {}) =>
    evidence({ author: { roles: [role] }, ...more });

  it.each([
    ['S62-8-01', 'MENTOR', 'MENTORING'],
    ['S62-10-01', 'MENTEE', 'MENTORING'],
    ['S62-11-10', 'MENTOR', 'SCHOOL_DEVELOPMENT'],
  ] as const)('%s: is made by a %s about %s, considered and answered', (clause, role, topic) => {
    const [made] = given(appeal)
      .when(propose(role, topic), by(role))
      .then({ type: 'ProposalSubmitted', data: { role, topic } });
    expect(clauseIds(made!.data.basis.rules)).toContain(clause);
    given(appeal, made!).when(answer(), by(role)).thenRefused('proposal-considered-before-answer');
    const [considered] = given(appeal, made!)
      .when(consider(), by(role))
      .then({ type: 'ProposalConsidered', data: { decision: 'ACCEPTED' } });
    const [answered] = given(appeal, made!, considered!)
      .when(answer(), by(role))
      .then({ type: 'ProposalAnswered', data: { text: vault(804) } });
    for (const again of [consider(), answer(), propose(role, topic)]) {
      given(appeal, made!, considered!, answered!)
        .when(again, by(role))
        .thenRefused(again.type === 'SubmitProposal' ? 'appeal-registered-once' : 'appeal-open');
    }
  });
  it('S62-8-01, S62-10-01: is the right of those who take part, each in their own role', () => {
    for (const role of ['MENTOR', 'MENTEE'] as const) {
      given(appeal).when(propose(role), evidence()).thenRefused('proposal-by-participant');
    }
    given(appeal).when(propose('MENTEE'), by('MENTOR')).thenRefused('proposal-by-participant');
  });
  it('S62-11-10: the development of the school is for mentors; a silent regulation opens it to mentees', () => {
    const [reason] = given(appeal)
      .when(propose('MENTEE', 'SCHOOL_DEVELOPMENT'), by('MENTEE'))
      .thenRefused('proposal-by-right');
    expect(clauseIds([reason!])).toContain('S62-11-10');
    given(appeal)
      .when(propose('MENTEE', 'SCHOOL_DEVELOPMENT'), by('MENTEE', { profile: underRegulation('IZO') }))
      .then({ type: 'ProposalSubmitted' });
  });
  it('is not a complaint: none of its steps fits', () => {
    given(appeal, registered).when(consider(), evidence()).thenRefused('appeal-open');
    given(appeal, registered, closed).when(answer(), evidence()).thenRefused('appeal-open');
  });
});

describe('a dispute in a pair', () => {
  const raise = (on = '2021-03-01') =>
    command('RaiseDispute', {
      ...of(on),
      ...{ raisedById: id(10), pairId: id(900), text: vault(805) },
      ...({ role: 'MENTEE', subject: 'PROFESSIONAL_RIGHTS' } as const),
    });
  const resolve = (on = '2021-03-05') =>
    command('ResolveDispute', { ...of(on), outcome: 'SETTLED' as const });
  const seen = (code: string, more: Partial<AppealEvidence> = {}) =>
    evidence({
      profile: underRegulation(code),
      author: { roles: ['MENTEE'] },
      pairKnown: true,
      ...more,
    });
  const arbitration = { councilId: id(700), session: 1 };

  it.each([
    ['MR-MO-11', 'MR'],
    ['KIL-6.3.1-08', 'KIL'],
  ])('%s: is closed after a session of the council arbitrated it', (clause, code) => {
    const [raised] = given(appeal).when(raise(), seen(code)).then({ type: 'DisputeRaised' });
    const [reason] = given(appeal, raised!)
      .when(resolve(), seen(code))
      .thenRefused('dispute-arbitrated-by-council');
    expect(clauseIds([reason!])).toContain(clause);
    expect(reason!.missing).toEqual([{ kind: 'council-session', subject: id(800) }]);
    const [resolved] = given(appeal, raised!)
      .when(resolve(), seen(code, { arbitration }))
      .then({ type: 'DisputeResolved', data: { arbitration, basis: { evidence: { arbitration } } } });
    given(appeal, raised!, resolved!).when(resolve(), seen(code, { arbitration })).thenRefused('appeal-open');
  });
  it('is closed by the administration where no council arbitrates', () => {
    const [raised] = given(appeal).when(raise(), seen('S62')).then({ type: 'DisputeRaised' });
    given(appeal, raised!).when(resolve(), seen('S62')).then({ type: 'DisputeResolved' });
    given(appeal, raised!)
      .when(resolve('2021-02-01'), seen('S62'))
      .thenRefused('appeal-acts-in-order-of-time');
  });
  it('is raised by who takes part, about a pair of the school', () => {
    given(appeal)
      .when(raise(), seen('IZO', { author: { roles: ['MENTOR'] } }))
      .thenRefused('dispute-by-participant');
    given(appeal)
      .when(raise(), seen('IZO', { pairKnown: false }))
      .thenRefused('disputed-pair-known');
  });
});

it('no accepted history decides a complaint the mentor could not answer', () => {
  const act: fc.Arbitrary<readonly [AppealCommand, AppealEvidence]> = fc
    .tuple(fc.constantFrom(register, disclose, explain, decline, close), anyDay)
    .map(([act, on]) => [act(on), evidence()]);
  everyHistory({
    decider: appeal,
    storedTypes: appealStoredTypes,
    acts: act,
    first: [
      [register(), evidence()],
      [disclose(), evidence()],
    ],
    atLeast: 300,
    holds: (history) => {
      const events = history.flatMap((one) => one.events);
      const order = ['ComplaintRegistered', 'ComplaintDisclosed', 'ExplanationRecorded', 'ComplaintClosed'];
      expect(events.map(({ type }) => type)).toEqual(order.slice(0, events.length));
      const days = events.map(({ data }) => data.effectiveOn);
      expect(days).toEqual([...days].sort());
      expect(days.every((day) => day <= TODAY)).toBe(true);
    },
  });
});

describe('no accepted history', () => {
  const arbitration = { councilId: id(700), session: 1 };
  const proposing: fc.Arbitrary<readonly [AppealCommand, AppealEvidence]> = fc
    .record({
      step: fc.constantFrom('submit', 'submit', 'consider', 'answer'),
      role: fc.constantFrom('MENTOR' as const, 'MENTEE' as const),
      knownAs: fc.constantFrom('MENTOR' as const, 'MENTEE' as const),
      on: anyDay,
    })
    .map(({ step, role, knownAs, on }) => [
      step === 'submit'
        ? command('SubmitProposal', {
            ...{ ...of(on), authorId: mentorId, role, text: vault(803) },
            topic: 'MENTORING' as const,
          })
        : step === 'consider'
          ? command('ConsiderProposal', { ...of(on), decision: 'ACCEPTED' as const })
          : command('AnswerProposal', { ...of(on), text: vault(804) }),
      evidence({ author: { roles: [knownAs] } }),
    ]);
  it('answers a proposal that was not considered, or takes one from who takes no such part', () =>
    everyHistory({
      decider: appeal,
      storedTypes: appealStoredTypes,
      acts: proposing,
      atLeast: 150,
      holds: (history) => {
        const order = ['ProposalSubmitted', 'ProposalConsidered', 'ProposalAnswered'];
        const events = history.flatMap((one) => one.events);
        expect(events.map(({ type }) => type)).toEqual(order.slice(0, events.length));
        const [first] = history;
        const made = first?.events[0];
        if (made?.type === 'ProposalSubmitted') {
          expect(first!.evidence.author?.roles).toContain(made.data.role);
        }
      },
    }));

  const disputing: fc.Arbitrary<readonly [AppealCommand, AppealEvidence]> = fc
    .record({ raise: fc.boolean(), arbitrated: fc.boolean(), known: fc.boolean(), on: anyDay })
    .map(({ raise, arbitrated, known, on }) => [
      raise
        ? command('RaiseDispute', {
            ...{ ...of(on), raisedById: id(10), pairId: id(900), text: vault(805) },
            ...({ role: 'MENTEE', subject: 'PROFESSIONAL_RIGHTS' } as const),
          })
        : command('ResolveDispute', { ...of(on), outcome: 'SETTLED' as const }),
      evidence({
        profile: underRegulation('KIL'),
        author: { roles: ['MENTEE'] },
        pairKnown: known,
        ...(arbitrated ? { arbitration } : {}),
      }),
    ]);
  it('closes a dispute that the council did not arbitrate, where it has to', () =>
    everyHistory({
      decider: appeal,
      storedTypes: appealStoredTypes,
      acts: disputing,
      atLeast: 100,
      holds: (history) => {
        for (const { events, evidence: known } of history) {
          for (const { type } of events) {
            if (type === 'DisputeRaised') expect(known.pairKnown).toBe(true);
            if (type === 'DisputeResolved') expect(known.arbitration).toEqual(arbitration);
          }
        }
      },
    }));
});
