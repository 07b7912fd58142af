/** A municipality is registered once. */
import fc from 'fast-check';
import { given } from '../../kernel/given.testing';
import { anyDay, command, everyHistory, id, TODAY } from '../domain.testing';
import {
  expertBaseFormOn,
  municipality,
  type MunicipalityState,
  type RegisterMunicipality,
} from './municipality';
import { municipalityStoredTypes } from './municipality.codec';
import type { MunicipalityRegistered } from './municipality.events';

const registration = (data: Partial<RegisterMunicipality['data']> = {}): RegisterMunicipality =>
  command('RegisterMunicipality', {
    municipalityId: id(1),
    name: 'Городской округ',
    utcOffsetMinutes: 180,
    effectiveOn: '2021-01-01',
    ...data,
  });
const registered: MunicipalityRegistered = {
  type: 'MunicipalityRegistered',
  data: { ...registration().data, basis: { rules: [], evidence: {} } },
};
const today = { today: TODAY };

it('is registered, its name trimmed', () =>
  void given(municipality)
    .when(registration({ name: ' Городской округ ' }), today)
    .then({ type: 'MunicipalityRegistered', data: { name: 'Городской округ', utcOffsetMinutes: 180 } }));
it('is not registered twice', () =>
  void given(municipality, registered)
    .when(registration(), today)
    .thenRefused('municipality-registered-once'));
it('names every bad field at once', () =>
  void given(municipality)
    .when(registration({ name: '', utcOffsetMinutes: 3.5, effectiveOn: '2022-01-01' }), today)
    .thenRefused('name-given', 'time-zone-exists', 'not-in-future'));
const form = (effectiveOn = '2021-09-01', columns = ['Область', 'Дефициты']) =>
  command('ApproveExpertBaseForm', {
    ...{ municipalityId: id(1), columns, waysOfFilling: ['Анкета школы'], effectiveOn },
  });
it('SEV-IV-7a: develops the form of the base of mentors and experts and the ways of filling it', () => {
  given(municipality, registered)
    .when(form(), today)
    .then({ type: 'ExpertBaseFormApproved', data: { version: 1, waysOfFilling: ['Анкета школы'] } });
  given(municipality, registered).when(form('2021-09-01', []), today).thenRefused('expert-base-form-filled');
  given(municipality).when(form(), today).thenRefused('municipality-registered');
});
it('SEV-IV-7b: corrects the form when needed: a second version, not before the first; the same once more is none', () => {
  const first = given(municipality, registered).when(form(), today).then({ type: 'ExpertBaseFormApproved' });
  given(municipality, registered, ...first)
    .when(form('2021-10-01'), today)
    .thenNothing();
  const second = given(municipality, registered, ...first)
    .when(form('2021-10-01', ['Область', 'Дефициты', 'Канал']), today)
    .then({ type: 'ExpertBaseFormApproved', data: { version: 2 } });
  given(municipality, registered, ...first)
    .when(form('2021-08-01', ['Область']), today)
    .thenRefused('expert-base-forms-in-order-of-time');
  const state = [registered, ...first, ...second].reduce<MunicipalityState>(
    municipality.evolve,
    municipality.initial,
  );
  expect(
    ['2021-08-31', '2021-09-01', '2021-10-01'].map((on) => expertBaseFormOn(state, on)?.version),
  ).toEqual([undefined, 1, 2]);
});
it('no accepted history registers it twice or in the future', () =>
  everyHistory({
    decider: municipality,
    storedTypes: municipalityStoredTypes,
    acts: fc
      .record({ on: anyDay, offset: fc.integer({ min: -900, max: 900 }) })
      .map(({ on, offset }) => [registration({ effectiveOn: on, utcOffsetMinutes: offset }), today] as const),
    atLeast: 150,
    holds: (history) => {
      expect(history.length).toBeLessThanOrEqual(1);
      for (const { events } of history) expect(events[0]!.data.effectiveOn <= TODAY).toBe(true);
    },
  }));
