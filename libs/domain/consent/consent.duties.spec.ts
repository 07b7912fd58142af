/** Clocks of federal law over personal data: what starts them, how far they are put off, what stops them, and what data are kept on. */
import { given } from '../../kernel/given.testing';
import { command, HASH, id, s62, SCHOOL } from '../domain.testing';
import { consent, type ConsentCommand, type ConsentEvidence } from './consent';
import type { DataDemand } from '../vocabulary';
import type { ConsentEvent, DataDemandReceived } from './consent.events';

const person = id(100);
const of = { participantId: person, schoolId: SCHOOL };
const evidence: ConsentEvidence = { profile: s62, today: '2021-12-31', participantKnown: true, age: 30 };
const basis = { rules: [], evidence: {} };

const given_: ConsentEvent = {
  type: 'ConsentGiven',
  data: {
    ...of,
    ...{ consentId: id(200), purpose: 'PERSONAL_DATA', by: 'SELF', written: true, textHash: HASH },
    ...{ effectiveOn: '2021-02-01', basis },
  },
};
const withdrawn: ConsentEvent = {
  type: 'ConsentWithdrawn',
  data: {
    ...of,
    ...{ consentId: id(200), purpose: 'PERSONAL_DATA', by: 'SELF', effectiveOn: '2021-03-01', basis },
    deadlines: [
      { duty: 'STOP_PROCESSING', by: '2021-03-15', source: 'ч. 5.1 ст. 21 152-ФЗ' },
      { duty: 'DESTROY', by: '2021-03-31', source: 'ч. 5 ст. 21 152-ФЗ' },
    ],
  },
};
const decide = (history: readonly ConsentEvent[], act: ConsentCommand, more: Partial<ConsentEvidence> = {}) =>
  given(consent, ...history).when(act, { ...evidence, ...more });
type DutyOf = 'STOP_PROCESSING' | 'DESTROY' | 'CORRECT';
const discharge = (duty: DutyOf, effectiveOn = '2021-03-10', sourceId = id(200)) =>
  command('DischargeDuty', { ...of, sourceId, duty, effectiveOn });
const postpone = (duty: DutyOf, effectiveOn = '2021-03-10', sourceId = id(200)) =>
  command('PostponeDuty', { ...of, sourceId, duty, effectiveOn });
const demanding = (demand: DataDemand) =>
  command('ReceiveDemand', { ...of, demandId: id(300), demand, effectiveOn: '2021-03-01' });

describe('a demand starts its clocks', () => {
  it.each([
    // 2021-03-01 is a Monday; the eighth is a holiday.
    ['STOP_PROCESSING', [['STOP_PROCESSING', '2021-03-16']]],
    ['CORRECT', [['CORRECT', '2021-03-11']]],
    [
      'UNLAWFUL',
      [
        ['STOP_PROCESSING', '2021-03-04'],
        ['DESTROY', '2021-03-16'],
      ],
    ],
    ['PURPOSE_REACHED', [['DESTROY', '2021-03-31']]],
  ] as const)('%s', (demand, terms) => {
    const [event] = decide([], demanding(demand)).then({ type: 'DataDemandReceived' });
    const { deadlines } = (event as DataDemandReceived).data;
    expect(deadlines.map(({ duty, by }) => [duty, by])).toEqual(terms);
    for (const { source } of deadlines) expect(source).toContain('152-ФЗ');
  });
  it('once, of a person of this school', () => {
    const first = decide([], demanding('CORRECT')).then({ type: 'DataDemandReceived' });
    decide(first, demanding('CORRECT')).thenRefused('data-record-once');
    decide([], demanding('CORRECT'), { participantKnown: false }).thenRefused('participant-registered');
  });
});

describe('a duty is discharged', () => {
  it('of a withdrawal and of a demand, once', () => {
    const [stopped] = decide([given_, withdrawn], discharge('STOP_PROCESSING')).then({
      type: 'DataDutyDischarged',
    });
    decide([given_, withdrawn, stopped!], discharge('STOP_PROCESSING')).thenRefused('data-duty-owed');
    const demanded = decide([], demanding('CORRECT')).then({ type: 'DataDemandReceived' });
    decide(demanded, discharge('CORRECT', '2021-03-05', id(300))).then({ type: 'DataDutyDischarged' });
  });
  it('not one that nobody has started, nor before it began in the future', () => {
    decide([given_], discharge('STOP_PROCESSING')).thenRefused('data-duty-owed');
    decide([given_, withdrawn], discharge('STOP_PROCESSING', '2022-01-01')).thenRefused('not-in-future');
  });
  it('a destruction is shown by its act, not by a word', () => {
    decide([given_, withdrawn], discharge('DESTROY')).thenRefused('destruction-by-its-act');
  });
});

describe('a term is put off as far as the law lets it be', () => {
  it('the stop by five working days, once', () => {
    const [later] = decide([given_, withdrawn], postpone('STOP_PROCESSING')).then({
      type: 'DataDutyPostponed',
      data: { by: '2021-03-22' },
    });
    decide([given_, withdrawn, later!], postpone('STOP_PROCESSING')).thenRefused('data-duty-postponed-once');
  });
  it('a destruction that is impossible, by six months of blocking', () => {
    decide([given_, withdrawn], postpone('DESTROY')).then({
      type: 'DataDutyPostponed',
      data: { by: '2021-09-10', source: expect.stringContaining('ч. 6 ст. 21') },
    });
  });
  it('not after it has ended, and a correction not at all', () => {
    decide([given_, withdrawn], postpone('STOP_PROCESSING', '2021-03-16')).thenRefused(
      'data-duty-postponed-once',
    );
    const demanded = decide([], demanding('CORRECT')).then({ type: 'DataDemandReceived' });
    decide(demanded, postpone('CORRECT', '2021-03-05', id(300))).thenRefused('data-duty-postponed-once');
  });
});

describe('a ground to keep data', () => {
  const keep = (until: string) =>
    command('RecordRetentionGround', {
      ...of,
      ...{ groundId: id(301), law: 'ст. 22.1 125-ФЗ', until, effectiveOn: '2021-03-10' },
    });
  it('has its law and its last day', () => {
    decide([given_, withdrawn], keep('2026-03-10')).then({
      type: 'RetentionGroundRecorded',
      data: { law: 'ст. 22.1 125-ФЗ', until: '2026-03-10' },
    });
  });
  it('ends later than it is recorded', () => {
    decide([given_, withdrawn], keep('2021-03-10')).thenRefused('retention-ground-ends');
  });
});
