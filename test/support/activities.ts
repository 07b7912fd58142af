/** How people of an organisation keep its activities over HTTP. For acceptance tests. */
import type { Answer, Person } from './house';

export interface Activities {
  /** Of one day, that of the plan, and of the school's own level unless `more` says otherwise. */
  plan(by: Person, id: string, content: object, on: string, more?: object): Promise<Answer>;
  act(
    by: Person,
    id: string,
    what: 'programme' | 'participants' | 'holding' | 'results' | 'cancellation',
    on: string,
    more?: object,
  ): Promise<Answer>;
  /** Its line in the register as this person sees it, once the log has been seen up to `after`; names beside it. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- scenarios look into whatever came
  entry(by: Person, id: string, after: string): Promise<any>;
}

export const activitiesOf = (organisationId: string): Activities => {
  const at = `/v1/organisations/${organisationId}`;
  return {
    plan: (by, id, content, on, more = {}) =>
      by.post(`${at}/activities`, {
        ...{ id, content, title: 'Мероприятие', level: 'SCHOOL', from: on, until: on, effectiveOn: on },
        ...more,
      }),
    act: (by, id, what, on, more = {}) =>
      by.post(`${at}/activities/${id}/${what}`, { effectiveOn: on, ...more }),
    entry: async (by, id, after) => {
      const { status, body } = await by.get(`${at}/registers/activities?limit=200&after=${after}`);
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
      const found = body.items.find((item: { activityId: string }) => item.activityId === id);
      return body.people === undefined ? found : { ...found, people: body.people };
    },
  };
};
