/** Regulations: adopted, changed forward, inherited where silent; School 62's values. */
import fc from 'fast-check';
import { given } from '../../kernel/given.testing';
import { command, everyHistory, id, own, SCHOOL, TODAY } from '../domain.testing';
import { PARAMETER_NAMES, PARAMETERS, type ParameterName } from './parameters';
import { checkParameter, resolveProfile, type InForce, type OwnParameters } from './profile';
import { S62 } from './profiles';
import {
  regulation,
  regulationOn,
  type AdoptRegulation,
  type RegulationCommand,
  type RegulationEvidence,
} from './regulation';
import { regulationStoredTypes } from './regulation.codec';
import type { RegulationAdopted } from './regulation.events';

const ORDER = id(500);
const adopting = (data: Partial<AdoptRegulation['data']> = {}): AdoptRegulation =>
  command('AdoptRegulation', {
    organisationId: SCHOOL,
    effectiveOn: '2021-01-11',
    document: 'МОУ СОШ № 62',
    basedOn: 'S62',
    parameters: {},
    ...data,
  });
const setting = (name: ParameterName, value: unknown, effectiveOn = '2021-06-01') =>
  command('SetParameter', { organisationId: SCHOOL, effectiveOn, name, setting: own(value) });
const evidence: RegulationEvidence = { today: TODAY, organisationKnown: true };
const byOrder = (kind: string, organisationId = SCHOOL): RegulationEvidence => ({
  ...evidence,
  order: { orderId: ORDER, organisationId, kind, issuedOn: '2021-01-11' },
});
const adopted: RegulationAdopted = {
  type: 'RegulationAdopted',
  data: {
    ...adopting().data,
    version: 1,
    parameters: S62.parameters,
    warnings: [],
    basis: { rules: [], evidence: {} },
  },
};
const inForce = (parameters: OwnParameters, organisationId = SCHOOL, version = 1): InForce => ({
  stage: 'IN_FORCE',
  organisationId,
  version,
  document: 'Положение',
  parameters,
  warnings: [],
  from: '2021-01-11',
});

describe('adoption', () => {
  it('takes the built-in profile whole, with its warnings; own parameters override it', () =>
    void given(regulation)
      .when(adopting({ parameters: { followUp: own(false), pairTerm: own('FREE') } }), evidence)
      .then({
        type: 'RegulationAdopted',
        data: {
          version: 1,
          warnings: S62.warnings,
          parameters: {
            pairTerm: { value: 'FREE', clauses: [] },
            followUp: { value: false },
            pairOrder: S62.parameters.pairOrder,
          },
        },
      }));
  it('S62-12-01: may rest on an order of kind REGULATION of the same organisation, and on no other', () => {
    given(regulation)
      .when(adopting({ orderId: ORDER }), byOrder('REGULATION'))
      .then({ type: 'RegulationAdopted', data: { orderId: ORDER, basis: { evidence: { orderId: ORDER } } } });
    given(regulation)
      .when(adopting({ orderId: ORDER }), evidence)
      .thenRefused('regulation-order-found');
    given(regulation)
      .when(adopting({ orderId: ORDER }), byOrder('PAIRS'))
      .thenRefused('regulation-order-found');
    given(regulation)
      .when(adopting({ orderId: ORDER }), byOrder('REGULATION', id(63)))
      .thenRefused('regulation-order-found');
  });
  it('does not take effect before its order', () =>
    void given(regulation)
      .when(adopting({ orderId: ORDER, effectiveOn: '2021-01-10' }), byOrder('REGULATION'))
      .thenRefused('regulation-order-found'));
  it('refuses clauses that nobody could find', () => {
    const parameters = {
      pairOrder: { value: true, clauses: [{ id: 'S62-4.13' }] },
    } as unknown as OwnParameters;
    const [reason] = given(regulation)
      .when(adopting({ parameters }), evidence)
      .thenRefused('parameter-values-valid');
    expect(reason!.message.ru).toBe('pairOrder: пункты[0].document: нужен непустой текст');
  });
  it('anew replaces everything under the next version', () =>
    void given(regulation, adopted)
      .when(command('AdoptRegulation', { ...withoutBase(), parameters: {} }), evidence)
      .then({ type: 'RegulationAdopted', data: { version: 2, parameters: {} } }));
  const withoutBase = () => {
    const { basedOn: _, ...data } = adopting().data;
    return data;
  };
  it('names every fault at once', () => {
    const reasons = given(regulation)
      .when(
        adopting({
          basedOn: 'S99',
          document: '',
          effectiveOn: '2022-01-01',
          parameters: { studentMinAge: own('десять'), nonsense: own(1) } as unknown as OwnParameters,
        }),
        { ...evidence, organisationKnown: false },
      )
      .thenRefused(
        'built-in-profile-known',
        'document-named',
        'not-in-future',
        'organisation-known',
        'parameter-values-valid',
      );
    expect(
      reasons.filter(({ rule }) => rule === 'parameter-values-valid').map(({ message }) => message.ru),
    ).toEqual([
      'studentMinAge: нужно целое число от 1 до 30, получено "десять"',
      'параметр «nonsense» неизвестен',
    ]);
  });
});

describe('change', () => {
  it('makes the next version, and nothing when nothing changes', () => {
    given(regulation, adopted)
      .when(setting('studentMinAge', 10), evidence)
      .then({ type: 'ParameterSet', data: { version: 2, setting: { value: 10 } } });
    given(regulation, adopted)
      .when(
        command('SetParameter', { ...setting('pairOrder', true).data, setting: S62.parameters.pairOrder! }),
        evidence,
      )
      .thenNothing();
  });
  it('goes forward only, of a regulation that is there, to a value that exists', () => {
    given(regulation, adopted)
      .when(setting('studentMinAge', 10, '2021-01-10'), evidence)
      .thenRefused('regulation-changes-forward');
    given(regulation).when(setting('studentMinAge', 10), evidence).thenRefused('regulation-adopted');
    given(regulation, adopted)
      .when(setting('studentMinAge', 0), evidence)
      .thenRefused('parameter-values-valid');
  });
  it('leaves the past as it was: the regulation on a day is that day’s', () => {
    const [set] = given(regulation, adopted)
      .when(setting('studentMinAge', 10), evidence)
      .then({ type: 'ParameterSet' });
    const at = (on: string) => regulationOn([adopted, set!], on);
    expect(at('2021-01-10')).toEqual({ stage: 'NOT_ADOPTED' });
    expect(at('2021-05-31')).toMatchObject({ version: 1 });
    expect(at('2021-06-01')).toMatchObject({ version: 2, parameters: { studentMinAge: { value: 10 } } });
  });
});

describe('what is in force', () => {
  const municipal = inForce({ studentMinAge: own(10), level: own('MUNICIPAL') }, id(1), 4);
  it('is the own word, else the municipality’s, else the default', () => {
    const { parameters, version, parent } = resolveProfile(
      SCHOOL,
      inForce({ pairTerm: own('FREE') }, SCHOOL, 3),
      municipal,
    );
    expect([version, parent]).toEqual([3, { organisationId: id(1), version: 4 }]);
    expect(parameters.pairTerm).toEqual({ value: 'FREE', clauses: [], source: 'OWN' });
    expect(parameters.studentMinAge).toEqual({ value: 10, clauses: [], source: 'INHERITED' });
    expect(parameters.pairOrder).toEqual({ value: true, clauses: [], source: 'DEFAULT' });
  });
  it('an explicit none is not silence', () => {
    const { parameters } = resolveProfile(SCHOOL, inForce({ studentMinAge: own(null) }), municipal);
    expect(parameters.studentMinAge).toEqual({ value: null, clauses: [], source: 'OWN' });
  });
  it('does not inherit what describes the other document', () =>
    expect(resolveProfile(SCHOOL, inForce({}), municipal).parameters.level).toEqual({
      value: 'SCHOOL',
      clauses: [],
      source: 'DEFAULT',
    }));
  it('is all default, version 0, where nobody has adopted anything', () => {
    const { version, parameters } = resolveProfile(SCHOOL, { stage: 'NOT_ADOPTED' });
    expect(version).toBe(0);
    expect(new Set(Object.values(parameters).map(({ source }) => source))).toEqual(new Set(['DEFAULT']));
  });
});

describe('parameters', () => {
  it('are the 54 of the catalogue and switches of rules it has none for', () =>
    expect(PARAMETER_NAMES.length).toBeGreaterThan(54));
  it('have defaults that pass their own check, and a Russian title', () => {
    for (const name of PARAMETER_NAMES) {
      expect(checkParameter(name, PARAMETERS[name].byDefault)).toEqual([]);
      expect(PARAMETERS[name].title).toMatch(/^[А-ЯЁ]/u);
    }
  });
  it.each<[ParameterName, unknown, string]>([
    ['pairOrder', 'да', 'pairOrder: нужно true или false, получено "да"'],
    ['pairTerm', 'YEAR', 'pairTerm: "YEAR" не допускается; возможны FREE, CALENDAR_YEAR, MODEL_PERIOD'],
    ['minorConsentRoles', ['MENTEE', 'MENTEE'], 'minorConsentRoles: "MENTEE" повторяется'],
    [
      'modelPeriod',
      { from: '2021-02-29', until: '2024-12-31' },
      'modelPeriod.from: нужна существующая дата ГГГГ-ММ-ДД',
    ],
    ['modelPeriod', { from: '2022-01-01', until: '2021-01-01' }, 'modelPeriod: начало не позже конца'],
    ['forms', { codes: ['FLASH'], open: true, more: 1 }, 'forms.more: неизвестное поле'],
    ['forms', ['FLASH'], 'forms: нужен объект с полями codes, open'],
    ['roleModels', { FLASHY: [] }, 'roleModels.FLASHY: неизвестный ключ'],
    ['registerRefreshPerYear', 0, 'registerRefreshPerYear: нужно целое число от 1 до 12, получено 0'],
    [
      'cardinality',
      { general: { mentors: { min: 2, max: 1 }, mentees: { min: 1, max: null } }, byForm: {} },
      'cardinality.general.mentors: min не больше max',
    ],
  ])('%s refuses %j', (name, value, error) => expect(checkParameter(name, value).join()).toContain(error));
  it('never throw on any value that JSON can say', () =>
    fc.assert(
      fc.property(fc.constantFrom(...PARAMETER_NAMES), fc.jsonValue(), (name, value) => {
        for (const error of checkParameter(name, value)) expect(error).toContain(name);
      }),
    ));
});

describe('School 62', () => {
  const stated = Object.entries(S62.parameters);
  it.each(stated)('%s has a value that passes, and clauses', (name, one) => {
    expect(checkParameter(name, one.value)).toEqual([]);
    expect(one.clauses.length).toBeGreaterThan(0);
    for (const clause of one.clauses) {
      expect(clause).toEqual({
        id: expect.stringMatching(/^S62-\d+(\.\d+)?(-\d+)?$/u) as unknown,
        document: 'МОУ СОШ № 62',
        clause: expect.stringMatching(/^\d+(\.\d+)?(, абз\. \d+(–\d+)?)?$/u) as unknown,
      });
    }
  });
  it('quotes clauses as a reader finds them', () => {
    const quoted = (name: ParameterName) => S62.parameters[name]!.clauses.map(({ clause }) => clause);
    expect(quoted('pairOrder')).toEqual(['4.13']);
    expect(quoted('finalReportBy')).toEqual(['7, абз. 10']);
    expect(quoted('minorConsentRoles')).toEqual(['4.11']);
    expect(quoted('menteeChoosesMentor')).toEqual(['10, абз. 2']);
    expect(quoted('requiredDocuments')).toHaveLength(8);
  });
  it('is silent about what its text does not say', () => {
    const silent = PARAMETER_NAMES.slice(0, 54).filter((name) => S62.parameters[name] === undefined);
    expect(silent).toEqual([
      'parentProfile',
      'modelPeriod',
      'individualRouteYears',
      'studentMinAge',
      'interactionModels',
      'roleModels',
      'youngSpecialistMaxYears',
      'networkMentorForYoungSpecialist',
      'mentorCouncil',
      'unionConsultation',
      'compatibilityAssessment',
      'pairOrderRefreshPerYear',
      'stageModel',
      'externalMonitoringRecipients',
      'eventCadence',
      'yearlyTargets',
    ]);
  });
});

it('no accepted history skips a version, goes back in time or holds a value that does not pass', () => {
  const values = fc.constantFrom<{ readonly name: ParameterName; readonly value: unknown }[]>(
    { name: 'studentMinAge', value: 10 },
    { name: 'studentMinAge', value: null },
    { name: 'studentMinAge', value: 'ten' },
    { name: 'pairTerm', value: 'FREE' },
    { name: 'pairTerm', value: 'NEVER' },
    { name: 'minorConsentRoles', value: ['MENTEE'] },
  );
  const act: fc.Arbitrary<readonly [RegulationCommand, RegulationEvidence]> = fc
    .record({ adopt: fc.integer({ min: 0, max: 4 }), value: values, month: fc.integer({ min: 1, max: 13 }) })
    .map(({ adopt, value, month }) => {
      const on = month === 13 ? '2022-01-10' : `2021-${String(month).padStart(2, '0')}-11`;
      return [adopt === 0 ? adopting({ effectiveOn: on }) : setting(value.name, value.value, on), evidence];
    });
  everyHistory({
    decider: regulation,
    storedTypes: regulationStoredTypes,
    acts: act,
    first: [[adopting(), evidence]],
    atLeast: 300,
    holds: (history) => {
      const events = history.flatMap((one) => one.events);
      expect(events.map(({ data }) => data.version)).toEqual(events.map((_, index) => index + 1));
      const days = events.map(({ data }) => data.effectiveOn);
      expect(days).toEqual([...days].sort());
      for (const { type, data } of events) {
        const stated =
          type === 'RegulationAdopted'
            ? Object.entries(data.parameters)
            : [[data.name, data.setting] as const];
        for (const [name, one] of stated) expect(checkParameter(name, one.value)).toEqual([]);
      }
      for (const on of days) {
        const last = events.filter(({ data }) => data.effectiveOn <= on).at(-1);
        expect(regulationOn(events, on)).toMatchObject({ version: last!.data.version });
      }
    },
  });
});
