/** Orders as they are signed (S62-12, KIL-2.1): heading, grounds, points, signature, annexes and the sheet of those who have read it. */
import { ORDER_KIND_RU, type OrderIssued, type ProfileInForce, russianDate } from '@nastavnik/domain';
import { profileOf } from '@nastavnik/evidence';
import type { Uuid } from '@nastavnik/kernel';
import { dateInWords } from '@nastavnik/platform/documents';
import type { Desk, Written } from './desk';
import { orderPoints } from './order.points';
import { pairsAnnex } from './order.annex';
import { acquaintance, cited as clauses, head, organisationOf, points, text } from './parts';

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** Clauses of the organisation's own document that demand an order of this kind. */
const clausesBehind = (
  { parameters }: ProfileInForce,
  kind: OrderIssued['data']['content']['kind'],
): readonly string[] => {
  switch (kind) {
    case 'INTRODUCTION':
      return clauses(parameters.introductionOrder, parameters.introductionParts);
    case 'APPOINTMENT':
      return clauses(parameters.appointmentAct, parameters.coordinator, parameters.curatorEligible);
    case 'PAIRS':
      return clauses(parameters.pairOrder, parameters.participationConsent);
    case 'PAIR_CHANGE':
    case 'PAIR_PROLONGATION':
    case 'PAIR_END':
      return clauses(parameters.pairOrder);
    case 'MENTOR_SCHOOL':
      return clauses(parameters.mentorSchoolOrder);
    case 'REGULATION':
      return clauses(parameters.regulationAnnexes);
    case 'ROADMAP':
      return clauses(parameters.roadmapByOrder);
    default:
      return [];
  }
};

/** The order as issued; `undefined` for one that was not. @throws whatever reading throws */
export const orderPaper = async (desk: Desk, orderId: Uuid): Promise<Written | undefined> => {
  const issued = (await desk.events('order', orderId)).find((event) => event.type === 'OrderIssued');
  if (issued === undefined) return undefined;
  const { organisationId, number, issuedOn, legalBasis, content, signatory } = issued.data;
  const organisation = await organisationOf(desk, organisationId);
  if (organisation === undefined) return undefined;
  const profile = await profileOf(desk.reader, organisationId, issuedOn);
  const decided = await orderPoints(desk, issued);
  const annex = content.kind === 'PAIRS' ? await pairsAnnex(desk, issued) : undefined;
  const grounds = new Set([
    ...legalBasis,
    ...(decided.grounds === undefined ? [] : [decided.grounds]),
    ...clausesBehind(profile, content.kind),
  ]);
  const named = [...new Set([...decided.people, ...(annex?.people ?? [])])].map((id) => desk.name(id));
  const signedBy = await desk.words<{ readonly name?: string }>(signatory?.name);
  const cited = `от ${russianDate(issuedOn)} № ${number}`;
  const about =
    'title' in content && /^об? /i.test(content.title) ? content.title : capital(ORDER_KIND_RU[content.kind]);
  return desk.written(`Приказ ${ORDER_KIND_RU[content.kind].replaceAll('/', ' и ')}`, {
    title: `Приказ ${ORDER_KIND_RU[content.kind]}`,
    on: issuedOn,
    size: 14,
    body: [
      { kind: 'centred', text: organisation.name },
      { kind: 'centred', text: '' },
      { kind: 'centred', text: 'ПРИКАЗ', bold: true },
      { kind: 'ends', left: dateInWords(issuedOn), right: `№ ${number}` },
      { kind: 'centred', text: about, bold: true },
      { kind: 'centred', text: '' },
      text(
        grounds.size === 0 ? decided.purpose : `${decided.purpose} (основание: ${[...grounds].join('; ')})`,
      ),
      { kind: 'text', text: 'ПРИКАЗЫВАЮ:', plain: true },
      ...points([...decided.points, 'Контроль за исполнением настоящего приказа оставляю за собой.']),
      {
        kind: 'signatures',
        signatures: [
          signatory === undefined
            ? head(desk, organisation)
            : { who: signatory.position, name: desk.ask(signedBy.name, 'signatory-name') },
        ],
      },
    ],
    annexes: [
      ...(annex === undefined
        ? []
        : [
            {
              mark: ['Приложение № 1', 'к приказу', organisation.shortName, cited],
              ...annex.page,
            },
          ]),
      ...(named.length === 0
        ? []
        : [
            {
              mark: [],
              title: '',
              body: acquaintance(named, `приказом ${organisation.shortName} ${cited}`),
            },
          ]),
    ],
  });
};
