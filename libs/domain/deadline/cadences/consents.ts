/** Terms of consents: those that run out, and what a withdrawal obliges the school to by federal law. */
import { addDays } from '@nastavnik/kernel';
import {
  addWorkingDays,
  CONSENT_PURPOSE_RU,
  DATA_DEMAND_RU,
  LEGAL_TERMS,
  type DataDuty,
} from '../../vocabulary';
import type { Cadence, Due } from '../cadence';
import type { Fact, Facts } from '../facts';

const person = '/v1/schools/{schoolId}/participants/{participantId}';
const consents = `${person}/consents`;
const ERASURE = { act: 'PersonalDataErased', route: `POST ${person}/erasure` };
const DISCHARGE = { act: 'DataDutyDischarged', route: `POST ${person}/data-duties/discharge` };
const GROUND = { act: 'RetentionGroundRecorded', route: `POST ${person}/retention-grounds` };

const ofConsent = (consentId: string, participantId: string): Pick<Due, 'subject' | 'participantId'> => ({
  subject: { kind: 'CONSENT', id: consentId },
  participantId,
});

/** The act that destroyed the data of a participant, from a day on. */
const destruction = (facts: Facts, participantId: string, from: string): Fact | undefined =>
  facts.of('PersonalDataErased').find(({ on, data }) => on >= from && data.participantId === participantId);

/** A ground to keep the data of a participant in spite of a duty to destroy them. */
const ground = (facts: Facts, participantId: string): Fact | undefined =>
  facts.of('RetentionGroundRecorded').findLast(({ data }) => data.participantId === participantId);

/** Whatever started a clock: a withdrawn consent or a demand, with what it is called. */
const sources = (facts: Facts) =>
  facts.of('ConsentWithdrawn', 'DataDemandReceived').map((fact) =>
    fact.kind === 'ConsentWithdrawn'
      ? {
          fact,
          id: fact.data.consentId,
          note: `Отозвано согласие ${CONSENT_PURPOSE_RU[fact.data.purpose]}`,
        }
      : { fact, id: fact.data.demandId, note: `Требование: ${DATA_DEMAND_RU[fact.data.demand]}` },
  );

/** A clock of federal law, by the day that stands in what started it, or to which it was put off. */
const clock = (
  duty: DataDuty,
  id: string,
  title: string,
  settledBy: Cadence['settledBy'],
  done: (facts: Facts, participantId: string, from: string) => Fact | undefined = () => undefined,
): Cadence => ({
  ...{ id, title, settledBy },
  levels: ['CONSENT'],
  given: ['LAW'],
  clauses: [],
  terms: ({ facts }) =>
    sources(facts).flatMap(({ fact, id: sourceId, note }) =>
      fact.data.deadlines
        .filter((one) => one.duty === duty)
        .map(({ by, source }) => {
          const { participantId } = fact.data;
          const ours = ({ data }: Fact<'DataDutyDischarged' | 'DataDutyPostponed'>): boolean =>
            data.sourceId === sourceId && data.duty === duty;
          const later = facts.of('DataDutyPostponed').findLast(ours);
          return {
            key: sourceId,
            due: later?.data.by ?? by,
            source: later?.data.source ?? source,
            ...ofConsent(sourceId, participantId),
            note,
            settledBy: facts.of('DataDutyDischarged').find(ours) ?? done(facts, participantId, fact.on),
          };
        }),
    ),
});

/** Kept on another ground, data are destroyed when that ends. */
const retentionEnds: Cadence = {
  id: 'retention-ends',
  title: 'Уничтожить персональные данные: основание хранения истекает',
  levels: ['CONSENT'],
  given: ['LAW'],
  clauses: [],
  settledBy: [ERASURE, GROUND],
  terms: ({ facts }) => {
    const grounds = facts.of('RetentionGroundRecorded');
    return grounds.map(({ on, data: { groundId, participantId, law, until } }, index) => ({
      key: groundId,
      due: until,
      ...ofConsent(groundId, participantId),
      source: law,
      settledBy:
        destruction(facts, participantId, on) ??
        grounds
          .slice(index + 1)
          .find(({ data }) => data.participantId === participantId && data.until > until),
    }));
  },
};

/** Materials that name somebody, by whom they name; those taken down since included, with the act. */
const takeDown: Cadence = {
  id: 'material-taken-down',
  title: 'Снять с публикации материал: согласие на распространение отозвано',
  levels: ['CONSENT'],
  given: ['LAW'],
  clauses: [],
  settledBy: [
    {
      act: 'MaterialWithdrawn',
      route: 'POST /v1/organisations/{organisationId}/site-materials/{materialId}/withdrawal',
    },
  ],
  terms: ({ facts }) => {
    const { stopDistributionWorkingDays: term } = LEGAL_TERMS;
    const withdrawn = new Map(facts.of('MaterialWithdrawn').map((fact) => [fact.data.materialId, fact]));
    return facts
      .of('ConsentWithdrawn')
      .flatMap(({ on, data: { participantId, purpose, consentId } }): Due[] => {
        if (purpose !== 'DISTRIBUTION') return [];
        return facts
          .of('MaterialPublished')
          .flatMap(({ on: published, data: { materialId, namedIds } }): Due[] => {
            const taken = withdrawn.get(materialId);
            // Taken down before the withdrawal: there was nothing left to do.
            if (published > on || !namedIds.includes(participantId) || (taken !== undefined && taken.on < on))
              return [];
            return [
              {
                key: `${consentId}.${materialId}`,
                // The calendar may not reach so far: then the days are counted as they come.
                due: addWorkingDays(on, term.value) ?? addDays(on, term.value),
                subject: { kind: 'MATERIAL', id: materialId },
                participantId,
                source: term.source,
                settledBy: taken,
              },
            ];
          });
      });
  },
};

/** A consent with a last day is followed by another, or not missed: withdrawn, or its participant out of the bases. */
const expiring: Cadence = {
  id: 'consent-expires',
  title: 'Получить новое согласие: срок действующего истекает',
  levels: ['CONSENT'],
  given: ['LAW'],
  clauses: [],
  settledBy: [
    { act: 'ConsentGiven', route: `POST ${consents}` },
    { act: 'ConsentWithdrawn', route: `POST ${consents}/{consentId}/withdrawal` },
  ],
  terms: ({ facts }) => {
    const given = facts.of('ConsentGiven');
    return given.flatMap((fact): Due[] => {
      const { consentId, participantId, purpose, validUntil } = fact.data;
      if (validUntil === undefined) return [];
      return [
        {
          key: consentId,
          due: validUntil,
          ...ofConsent(consentId, participantId),
          source: 'ч. 4 ст. 9 152-ФЗ',
          note: `Согласие ${CONSENT_PURPOSE_RU[purpose]}`,
          settledBy:
            given.find(
              ({ data, on }) =>
                data.consentId !== consentId &&
                data.participantId === participantId &&
                data.purpose === purpose &&
                on >= fact.on &&
                (data.validUntil === undefined || data.validUntil > validUntil),
            ) ??
            facts.of('ConsentWithdrawn').find(({ data }) => data.consentId === consentId) ??
            leftAll(facts, participantId),
        },
      ];
    });
  },
};

/** A minor has turned eighteen: the own consents are awaited where the representative's stand. */
const comingOfAge: Cadence = {
  id: 'own-consent-awaited',
  title: 'Получить собственное согласие: участник достиг совершеннолетия',
  levels: ['CONSENT'],
  given: ['LAW'],
  clauses: [],
  settledBy: [{ act: 'ConsentGiven', route: `POST ${consents}` }],
  terms: ({ facts }) =>
    facts.of('OwnConsentRequested').flatMap(({ eventId, on, data: { participantId, purposes, answerBy } }) =>
      purposes.map((purpose): Due => ({
        key: `${eventId}.${purpose}`,
        due: answerBy,
        subject: { kind: 'PARTICIPANT', id: participantId },
        participantId,
        source: 'ст. 21 ГК РФ, ст. 9 152-ФЗ',
        note: `Согласие ${CONSENT_PURPOSE_RU[purpose]}`,
        settledBy:
          facts
            .of('ConsentGiven')
            .find(
              (given) =>
                given.on >= on &&
                given.data.participantId === participantId &&
                given.data.purpose === purpose,
            ) ?? leftAll(facts, participantId),
      })),
    ),
};

/** The act by which a participant left the last base. */
const leftAll = (facts: Facts, participantId: string) => {
  const last = facts
    .of('EnteredMenteeBase', 'EnteredMentorBase', 'LeftBase')
    .filter(({ data }) => data.participantId === participantId);
  const standing = new Set<string>();
  for (const fact of last) {
    if (fact.kind === 'LeftBase') standing.delete(fact.data.base);
    else standing.add(fact.kind === 'EnteredMenteeBase' ? 'MENTEE' : 'MENTOR');
  }
  const end = last.at(-1);
  return standing.size === 0 && end?.kind === 'LeftBase' ? end : undefined;
};

export const CONSENT_CADENCES: readonly Cadence[] = [
  clock(
    'STOP_PROCESSING',
    'processing-stopped',
    'Прекратить обработку персональных данных',
    [DISCHARGE],
    destruction,
  ),
  clock(
    'DESTROY',
    'data-destroyed',
    'Уничтожить персональные данные',
    [ERASURE, GROUND],
    (facts, participantId, from) => destruction(facts, participantId, from) ?? ground(facts, participantId),
  ),
  clock('CORRECT', 'data-corrected', 'Исправить персональные данные', [DISCHARGE]),
  retentionEnds,
  takeDown,
  expiring,
  comingOfAge,
];
