/** Annex of the order that fixes pairs: the pairs in a table, with the written consents they rest on (S62-4.10, S62-4.13, KIL-2.1.6). */
import { FORM_RU, type OrderIssued, ROLE_MODEL_RU, russianDate } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import type { Annex } from '@nastavnik/platform/documents';
import type { Desk } from './desk';
import { membersOfPair, pairOf } from './pairs';
import { positionOf } from './parts';

/** Days of the written consents to take part that a person had given by a day, not withdrawn by then. */
const consentsBy = async (desk: Desk, id: Uuid, by: IsoDate): Promise<readonly IsoDate[]> => {
  const events = (await desk.events('consent', id)).filter(({ data }) => data.effectiveOn <= by);
  const withdrawn = new Set(
    events.flatMap((one) => (one.type === 'ConsentWithdrawn' ? [one.data.consentId] : [])),
  );
  return events.flatMap(({ type, data }) =>
    type === 'ConsentGiven' && data.purpose === 'PARTICIPATION' && !withdrawn.has(data.consentId)
      ? [data.effectiveOn]
      : [],
  );
};

export const pairsAnnex = async (
  desk: Desk,
  { data }: OrderIssued,
): Promise<{ readonly page: Omit<Annex, 'mark'>; readonly people: readonly Uuid[] }> => {
  if (data.content.kind !== 'PAIRS') throw new Error('only an order about pairs has this annex');
  const people: Uuid[] = [];
  const person = async (id: Uuid): Promise<string> => {
    const [position, days] = await Promise.all([positionOf(desk, id), consentsBy(desk, id, data.issuedOn)]);
    const consent = days.length === 0 ? '' : `\nсогласие от ${days.map(russianDate).join(', ')}`;
    return `${desk.name(id)}, ${position ?? ''}${consent}`;
  };
  const rows = await Promise.all(
    data.content.pairs.map(async ({ pairId, from, until }, at) => {
      const [{ mentorIds, menteeIds }, state] = await Promise.all([
        membersOfPair(desk, pairId, data.orderId),
        pairOf(desk, pairId),
      ]);
      await desk.meet([...mentorIds, ...menteeIds]);
      people.push(...mentorIds, ...menteeIds);
      const form = state.stage === 'none' ? '' : FORM_RU[state.form];
      const model =
        state.stage === 'none' || state.roleModel === undefined ? '' : `\n${ROLE_MODEL_RU[state.roleModel]}`;
      const several = async (ids: readonly Uuid[]) => (await Promise.all(ids.map(person))).join('\n');
      return [
        String(at + 1),
        await several(mentorIds),
        await several(menteeIds),
        `${form}${model}`,
        `${russianDate(from)} – ${russianDate(until)}`,
      ];
    }),
  );
  return {
    people,
    page: {
      title: 'Наставники и наставнические пары (группы)',
      landscape: true,
      body: [
        {
          kind: 'table',
          columns: [
            { heading: '№', width: 5 },
            { heading: 'Наставник', width: 30 },
            { heading: 'Наставляемый', width: 30 },
            { heading: 'Форма наставничества, ролевая модель', width: 21 },
            { heading: 'Срок', width: 14 },
          ],
          rows,
        },
      ],
    },
  };
};
