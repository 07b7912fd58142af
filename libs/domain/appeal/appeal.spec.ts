/** A complaint is shown to the mentor, who may explain, before it is decided (S62-8-03, invariant 31). */
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
  vault,
} from '../domain.testing';
import { appeal, type AppealCommand, type AppealEvidence } from './appeal';
import { appealStoredTypes } from './appeal.codec';
import type { AppealEvent } from './appeal.events';

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
  given(appeal, registered).when(register(), evidence()).thenRefused('complaint-registered-once');
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
    .thenRefused('complaint-acts-in-order-of-time');
  given(appeal, registered)
    .when(disclose(), evidence({ school: { schoolId: id(63), introducedFrom: '2021-01-15' } }))
    .thenRefused('complaint-of-this-school');
  given(appeal).when(disclose(), evidence()).thenRefused('complaint-open');
  given(appeal, registered, disclosed, explained, closed)
    .when(explain(), evidence())
    .thenRefused('complaint-open');
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
