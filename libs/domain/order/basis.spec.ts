/** What orders of the regulations rest on: acts above them, and orders of municipalities themselves. */
import { given } from '../../kernel/given.testing';
import { clauseIds, command, id, underRegulation } from '../domain.testing';
import { regulation } from '../regulation/regulation';
import { order, type OrderEvidence } from './order';
import type { OrderContent } from './order.events';

const MUNICIPALITY = id(1);
/** What the municipality takes over with a regulation: the acts it rests on, and what contradicts itself in its text. */
const adopted = (code: string) => {
  const act = { organisationId: MUNICIPALITY, effectiveOn: '2022-09-01', document: code, basedOn: code };
  const [event] = given(regulation)
    .when(command('AdoptRegulation', { ...act, parameters: {} }), {
      ...{ today: '2022-12-31', organisationKnown: true },
    })
    .then({ type: 'RegulationAdopted' });
  if (event?.type !== 'RegulationAdopted') throw new Error(event?.type);
  const { parameters, warnings } = event.data;
  const { legalBasis, parentProfile } = parameters;
  return {
    clauses: clauseIds([legalBasis!]),
    acts: legalBasis!.value.map(({ number }) => number),
    warnings,
    parentProfile,
  };
};

const municipal = (code: string): OrderEvidence => ({
  profile: underRegulation(code),
  today: '2022-12-31',
  organisation: { organisationId: MUNICIPALITY, level: 'MUNICIPALITY' },
  effects: [],
});
const issuing = (number: string, on: string, content: OrderContent, legalBasis: readonly string[]) =>
  command('IssueOrder', {
    ...{ orderId: id(500), organisationId: MUNICIPALITY, effectiveOn: on, number },
    ...{ register: 'MAIN' as const, legalBasis, content },
  });

it('KIL-1.1-01: it is adopted with the acts it rests on, and warns of one cited twice with different dates', () => {
  const { clauses, acts, warnings } = adopted('KIL');
  expect(clauses).toContain('KIL-1.1-01');
  expect(acts).toEqual(
    expect.arrayContaining(['2403-р', 'Указ № 204', 'Р-145', 'УР № 239', 'УР № 1077', 'УР № 581']),
  );
  expect(warnings.filter((warning) => /1077.*21\.07\.2021.*21\.07\.2012/u.test(warning))).toHaveLength(1);
});
it('SEV-I-3: the programme is adopted with the acts it rests on', () => {
  const { clauses, acts } = adopted('SEV');
  expect(clauses).toContain('SEV-I-3');
  expect(acts).toEqual(expect.arrayContaining(['Указ № 204', 'Указ № 94', '3273-р', 'МП-П-989', '763-р']));
});
it('SEV-O-01: who adopts the programme is warned that its title and its text name different years', () => {
  const told = /2020–2024.*2021–2024/u;
  expect(adopted('SEV').warnings.filter((warning) => told.test(warning))).toHaveLength(1);
});
it('SEV-O-1: the order № 279 of 10.08.2021 of the municipality approves its programme', () => {
  const programme = { kind: 'PROGRAMME', title: 'Развитие системы наставничества' } as const;
  given(order)
    .when(issuing('279', '2021-08-10', programme, ['3273-р']), municipal('SEV'))
    .then({ type: 'OrderIssued', data: { number: '279', organisationId: MUNICIPALITY } });
});
it('the municipal order № 113-ОД of 01.09.2022 stands above the regulation of Kilmez, and rests on acts itself', () => {
  const model = { kind: 'TARGET_MODEL', title: 'О внедрении целевой модели наставничества' } as const;
  given(order)
    .when(issuing('113-ОД', '2022-09-01', model, ['Р-145']), municipal('KIL'))
    .then({ type: 'OrderIssued', data: { number: '113-ОД' } });
  const [reason] = given(order)
    .when(issuing('113-ОД', '2022-09-01', model, []), municipal('KIL'))
    .thenRefused('legal-basis-cited');
  expect(clauseIds([reason!])).toEqual(['KIL-1.6-04']);
  expect(adopted('KIL').parentProfile!.value?.title).toContain('№ 113-ОД');
});
