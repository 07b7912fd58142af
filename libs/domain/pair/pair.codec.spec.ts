/** What is on disk stays readable: a golden sample of every version ever written. */
import { codecOf, fold } from '@nastavnik/kernel';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pairStoredTypes } from './pair.codec';
import { lifeOf } from './pair.fixtures.testing';
import { pair } from './pair';
import type { PairEvent } from './pair.events';

const codec = codecOf(pairStoredTypes);
const samples = join(__dirname, 'samples');
const stored = (type: string): object =>
  JSON.parse(readFileSync(join(samples, `${type}.json`), 'utf8')) as object;

describe('stored events of a pair', () => {
  it('have a golden sample each, and no sample is left over', () => {
    expect(readdirSync(samples).sort()).toEqual(codec.storedTypes.map((type) => `${type}.json`).sort());
  });
  it.each(codec.storedTypes)('%s is read and, in its current version, written back the same', (type) => {
    const event = codec.decode(type, stored(type));
    expect(event.data).toMatchObject({
      pairId: expect.any(String) as string,
      schoolId: expect.any(String) as string,
      effectiveOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
      basis: { rules: expect.any(Array) as unknown[], evidence: expect.any(Object) as object },
    });
    if (codec.encode(event).type === type) expect(codec.encode(event).data).toEqual(stored(type));
  });
  it('knew levels only in the first version of monitoring: they are read as values', () => {
    const { data } = codec.decode('pair.monitoring-completed.v1', stored('pair.monitoring-completed.v1'));
    expect(data).toMatchObject({
      findings: [
        { indicator: 'PROCESS_QUALITY', value: { kind: 'LEVEL', level: 'SUFFICIENT' } },
        { indicator: 'COMPETENCE', value: { kind: 'LEVEL', level: 'BASIC' } },
      ],
    });
  });
  it('keep their names: the list on disk is the list we promised', () => {
    expect(codec.storedTypes).toEqual([
      'pair.proposed.v1',
      'pair.candidates-offered.v1',
      'pair.mentor-chosen.v1',
      'pair.compatibility-assessed.v1',
      'pair.participants-familiarised.v1',
      'pair.fixed.v1',
      'pair.moved-to-regulation.v1',
      'pair.entry-assessed.v1',
      'pair.planning-organised.v1',
      'pair.plan-drafted.v1',
      'pair.plan-approved.v1',
      'pair.plan-corrected.v1',
      'pair.goal-set.v1',
      'pair.meeting-held.v1',
      'pair.meeting-record-cancelled.v1',
      'pair.monitoring-completed.v1',
      'pair.monitoring-completed.v2',
      'pair.mentor-report-submitted.v1',
      'pair.exit-assessed.v1',
      'pair.reflection-recorded.v1',
      'pair.feedback-given.v1',
      'pair.recommendation-issued.v1',
      'pair.help-requested.v1',
      'pair.help-given.v1',
      'pair.completed.v1',
      'pair.ended.v1',
      'pair.prolonged.v1',
      'pair.member-replaced.v1',
      'pair.suspended.v1',
      'pair.resumed.v1',
      'pair.follow-up-opened.v1',
      'pair.follow-up-closed.v1',
    ]);
  });
  it('fold from the disk as they did from memory', () => {
    const life = lifeOf('followUp');
    const back = life.map((event) => {
      const { type, data } = codec.encode(event);
      return codec.decode(type, JSON.parse(JSON.stringify(data)));
    });
    expect(fold(pair, back)).toEqual(fold(pair, life));
  });
});

describe('a history this aggregate cannot have decided', () => {
  const at = (type: string): PairEvent => codec.decode(type, stored(type));
  it.each([
    ['a plan approved on a pair that is not fixed', ['pair.proposed.v1', 'pair.plan-approved.v1']],
    ['a pair fixed twice', ['pair.proposed.v1', 'pair.fixed.v1', 'pair.fixed.v1']],
    ['a pair proposed twice', ['pair.proposed.v1', 'pair.proposed.v1']],
    [
      'a meeting after the end',
      ['pair.proposed.v1', 'pair.fixed.v1', 'pair.ended.v1', 'pair.meeting-held.v1'],
    ],
    ['a follow-up of a pair at work', ['pair.proposed.v1', 'pair.fixed.v1', 'pair.follow-up-opened.v1']],
    ['anything before the proposal', ['pair.fixed.v1']],
  ])('stops the fold: %s', (_, types) => {
    expect(() => fold(pair, types.map(at))).toThrow(/history of a pair is broken/);
  });
});
