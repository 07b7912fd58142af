/** Rules about sets of indicators, what is entered and computed of them, and about reminding whoever is overdue. No regulation speaks of them. */
import type { IsoDate, Uuid, Violation } from '@nastavnik/kernel';
import {
  bilingual,
  fault,
  houseRule,
  repeated,
  type Computed,
  type CountedIndicator,
  type IndicatorField,
} from '../vocabulary';
import type { KnownCampaign, OpenedCampaign, RemindSchools, SubmitMonitoring } from './campaign.commands';
import type { CampaignFacts, OpeningFacts } from './campaign.rules';
import type { Figure } from './campaign.events';

export const indicatorsOf = ({
  indicatorSet: { sets = [] },
}: Pick<KnownCampaign, 'indicatorSet'>): readonly CountedIndicator[] =>
  sets.flatMap(({ indicators }) => indicators);
const fieldsOf = ({
  indicatorSet: { sets = [] },
}: Pick<KnownCampaign, 'indicatorSet'>): readonly IndicatorField[] => sets.flatMap(({ fields }) => fields);

/** Figures of a submission without those that stand under the code of a computed indicator. */
export const withoutComputed = (
  { counted, stated }: Pick<SubmitMonitoring['data'], 'counted' | 'stated'>,
  campaign: KnownCampaign,
): Pick<SubmitMonitoring['data'], 'counted' | 'stated'> => {
  const codes = new Set(indicatorsOf(campaign).map(({ code }) => code));
  const other = ({ indicator }: Figure): boolean => !codes.has(indicator);
  return { counted: counted.filter(other), stated: stated.filter(other) };
};

// Opening

/** A set is named by its code and version, and there is such a version by the day of the opening. */
export const setsKnown = houseRule<OpeningFacts>(
  'campaign-set-known',
  bilingual('Наборы показателей названы с их редакциями', 'Sets are named with their versions'),
  ({ command, evidence }) =>
    (command.data.sets ?? [])
      .filter(
        ({ code, version }) =>
          !(evidence.sets ?? []).some((one) => one.code === code && one.version === version),
      )
      .map(({ code, version }) =>
        fault(
          bilingual(
            `Редакции ${version} набора показателей ${code} нет`,
            `There is no version ${version} of the set ${code}`,
          ),
          bilingual(
            'Назовите принятую редакцию или примите набор',
            'Name an adopted version, or adopt the set',
          ),
          { kind: 'set', subject: code, detail: { version } },
        ),
      ),
);

/** Sets of one campaign do not share a code: a figure would have two meanings. */
export const codesOnce = houseRule<OpeningFacts>(
  'campaign-set-codes-once',
  bilingual('Коды наборов не пересекаются', 'Codes of the sets do not meet'),
  ({ evidence, indicators }) => {
    const own = (evidence.sets ?? []).flatMap((set) =>
      [...set.indicators, ...set.fields].map(({ code }) => code),
    );
    return repeated([...own, ...new Set(indicators.map(({ code }) => code))]).map((code) =>
      fault(
        bilingual(`Код ${code} встречается дважды`, `${code} stands twice`),
        bilingual('Уберите один из наборов или переименуйте показатель', 'Leave a set out, or rename one'),
        { kind: 'code', subject: code },
      ),
    );
  },
);

// Submission

export interface SubmissionFacts extends CampaignFacts<SubmitMonitoring, OpenedCampaign> {
  /** What the school sent, figures of computed indicators included. */
  readonly said: SubmitMonitoring;
  /** Every indicator of the sets, computed. */
  readonly outcome: readonly Computed[];
}

/** Every field that is not optional, each once, in its own kind. */
export const enteredWhole = houseRule<SubmissionFacts>(
  'submission-fields-entered',
  bilingual('Поля, которых не знают акты, заполнены', 'What the acts cannot know is entered'),
  ({ command: { data }, campaign }) => {
    const fields = fieldsOf(campaign);
    const entered = data.entered ?? [];
    const say = (field: string, title: string, ru: string, en: string): Violation =>
      fault(
        bilingual(`«${title}»: ${ru}`, `${field}: ${en}`),
        bilingual('Исправьте внесённое', 'Mend what is entered'),
        { kind: 'field', subject: field },
      );
    const twice = new Set(repeated(entered.map(({ field }) => field)));
    return [
      ...fields
        .filter(({ code, optional }) => !optional && !entered.some(({ field }) => field === code))
        .map(({ code, title }) => say(code, title, 'не заполнено', 'is not entered')),
      ...[...twice].map((field) => say(field, field, 'заполнено дважды', 'is entered twice')),
      ...entered.flatMap(({ field, number, link }) => {
        const known = fields.find(({ code }) => code === field);
        if (known === undefined) return [say(field, field, 'такого поля нет', 'there is no such field')];
        const right =
          known.kind === 'LINK'
            ? number === undefined && link !== undefined && /^https?:\/\/\S+$/.test(link)
            : link === undefined && number !== undefined && Number.isInteger(number) && number >= 0;
        if (right) return [];
        return known.kind === 'LINK'
          ? [say(field, known.title, 'нужна ссылка', 'a link is needed')]
          : [say(field, known.title, 'нужно целое число не меньше нуля', 'a whole number is needed')];
      }),
    ];
  },
);

const told = ({ numerator, denominator }: Computed): string =>
  denominator === undefined ? `${numerator ?? '—'}` : `${numerator ?? '—'} из ${denominator ?? '—'}`;

/** A figure that a school sends under a computed code says what the log says, and a part is no more than its whole. */
export const agreesWithEvents = houseRule<SubmissionFacts>(
  'figure-agrees-with-events',
  bilingual('Сведения не расходятся с актами', 'Figures agree with the acts'),
  ({ said: { data }, campaign, outcome }) => {
    const titles = new Map(indicatorsOf(campaign).map(({ code, title }) => [code, title]));
    const contradicts = (one: Computed, { value }: Figure): boolean =>
      value.kind === 'SHARE'
        ? value.numerator !== one.numerator || value.denominator !== one.denominator
        : value.kind !== 'NUMBER' || one.denominator !== undefined || value.number !== one.value;
    return outcome.flatMap((one) => {
      const title = titles.get(one.indicator) ?? one.indicator;
      const wrong = [...data.counted, ...data.stated].filter(
        (figure) => figure.indicator === one.indicator && contradicts(one, figure),
      );
      const tooMuch =
        typeof one.denominator === 'number' && one.denominator > 0 && (one.numerator ?? 0) > one.denominator;
      return [
        ...wrong.map(() =>
          fault(
            bilingual(`«${title}»: по актам ${told(one)}`, `${one.indicator}: the acts say ${told(one)}`),
            bilingual(
              'Уберите значение: оно считается по актам; если акт не внесён, внесите его',
              'Leave it out, it is counted; record the act that is missing',
            ),
            {
              ...{ kind: 'indicator', subject: one.indicator },
              detail: { numerator: one.numerator, denominator: one.denominator ?? null },
            },
          ),
        ),
        ...(tooMuch
          ? [
              fault(
                bilingual(`«${title}»: ${told(one)} — часть больше целого`, `${one.indicator}: ${told(one)}`),
                bilingual('Исправьте внесённое число', 'Mend the number that was entered'),
                { kind: 'indicator', subject: one.indicator },
              ),
            ]
          : []),
      ];
    });
  },
);

// Reminders

/** Schools whose term is over and for whom nothing stands: not submitted, or returned. */
export const overdue = (
  { schoolIds, submissions, window, reminded }: KnownCampaign,
  on: IsoDate,
): readonly Uuid[] =>
  schoolIds.filter((id) => {
    const status = submissions[id]?.status ?? 'RETURNED';
    return status === 'RETURNED' && window.until < on && (reminded[id]?.until ?? '') < on;
  });

export const somebodyOverdue = houseRule<CampaignFacts<RemindSchools, OpenedCampaign>>(
  'campaign-somebody-overdue',
  bilingual('Есть кому напомнить', 'There is somebody to remind'),
  ({ command, campaign }) => {
    const waiting = campaign.schoolIds.some(
      (id) => (campaign.submissions[id]?.status ?? 'RETURNED') === 'RETURNED',
    );
    return waiting && campaign.window.until < command.data.effectiveOn
      ? []
      : [
          fault(
            waiting
              ? bilingual('Срок представления ещё не истёк', 'The window is still open')
              : bilingual('Все сведения представлены', 'Every school has submitted'),
            bilingual('Напоминание сейчас не нужно', 'No reminder is needed now'),
            { kind: 'overdue' },
          ),
        ];
  },
);

export const newTermComes = houseRule<CampaignFacts<RemindSchools, OpenedCampaign>>(
  'reminder-gives-a-term',
  bilingual('Напоминание даёт новый срок', 'A reminder gives a term'),
  ({ command: { data } }) =>
    data.until >= data.effectiveOn
      ? []
      : [
          fault(
            bilingual('Новый срок раньше напоминания', 'The new term is before the reminder'),
            bilingual('Укажите день не раньше напоминания', 'Give a day not before it'),
          ),
        ],
);
