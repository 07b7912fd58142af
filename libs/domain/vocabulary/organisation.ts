/** Acts of an organisation, a school or a municipality alike: what they are judged on, and the rules they share. */
import type { IsoDate, Rule, Uuid, Violation } from '@nastavnik/kernel';
import { bilingual, demanded, fault, houseRule, introductionFaults, russianDate } from './judging';
import type { ProfileSlice, Setting } from './setting';
import type { OrganisationType } from './structure';

/** What every command of an organisation says. */
export interface OfOrganisation {
  /** A school or a municipality. */
  readonly organisationId: Uuid;
  readonly effectiveOn: IsoDate;
}

export const ORGANISATION_LEVELS = ['SCHOOL', 'MUNICIPALITY'] as const;
export type OrganisationLevel = (typeof ORGANISATION_LEVELS)[number];

/** An order that an act cites, as every aggregate sees it. */
export interface CitedOrder {
  readonly orderId: Uuid;
  /** Whose order it is. */
  readonly organisationId: Uuid;
  readonly kind: string;
  readonly issuedOn: IsoDate;
  /** From this day on nothing rests on it. */
  readonly cancelledOn?: IsoDate;
}

/** What an organisation's own stream and regulation say on the day of an act. */
export interface OrganisationEvidence<Profile = unknown> {
  readonly profile: Profile;
  readonly today: IsoDate;
  /** Absent for an organisation nobody registered. */
  readonly organisation?: {
    readonly organisationId: Uuid;
    readonly level: OrganisationLevel;
    /** First day of mentoring at a school. */
    readonly introducedFrom?: IsoDate;
    /** Of a school. */
    readonly municipalityId?: Uuid;
    /** General education where a school was registered without one. */
    readonly organisationType?: OrganisationType;
  };
  /** The order the command cites, when it has been issued. */
  readonly order?: CitedOrder;
}

interface OrganisationFacts {
  readonly command: { readonly data: OfOrganisation };
  readonly evidence: OrganisationEvidence;
}

/** Nobody acts for an organisation that is not registered. */
export const organisationKnown: Rule<unknown, OrganisationFacts> = houseRule(
  'organisation-registered',
  bilingual('Организация зарегистрирована', 'The organisation is registered'),
  ({ command, evidence }) =>
    evidence.organisation?.organisationId === command.data.organisationId
      ? []
      : [
          fault(
            bilingual('Организация не зарегистрирована', 'The organisation is not registered'),
            bilingual('Зарегистрируйте школу или муниципалитет', 'Register the school or the municipality'),
            { kind: 'organisation', subject: command.data.organisationId },
          ),
        ],
);

/** Invariant 1 (S62-4.1, S62-12-02) for acts of a school; a municipality introduces nothing in itself. */
export const introducedAtSchool: Rule<
  ProfileSlice<{ readonly introductionOrder: Setting<boolean> }>,
  OrganisationFacts
> = {
  name: 'introduction-order-first',
  invariant: 1,
  title: bilingual(
    'Наставничество организуется на основании приказа о его введении',
    'Mentoring is organised on the basis of the introduction order',
  ),
  demandedBy: ({ parameters: { introductionOrder } }, { evidence }) =>
    demanded(introductionOrder, introductionOrder.value && evidence.organisation?.level === 'SCHOOL'),
  violations: ({ command, evidence }) =>
    introductionFaults(command.data.effectiveOn, evidence.organisation?.introducedFrom),
};

/**
 * The faults of an act that has to rest on an order of its organisation, of one of the kinds, issued by the day of the act.
 * @param orderId what the act cites; absent where it cites nothing
 */
export const orderFaults = (
  orderId: Uuid | undefined,
  { organisationId, effectiveOn }: OfOrganisation,
  order: CitedOrder | undefined,
  kinds: readonly string[],
): readonly Violation[] => {
  if (order === undefined || order.orderId !== orderId || order.organisationId !== organisationId) {
    return [
      fault(
        bilingual('Приказ этой организации не найден', "The organisation's order is not found"),
        bilingual('Издайте приказ и сошлитесь на него', 'Issue the order and cite it'),
        { kind: 'order', ...(orderId === undefined ? {} : { subject: orderId }), detail: { kinds } },
      ),
    ];
  }
  if (!kinds.includes(order.kind)) {
    return [
      fault(
        bilingual('Приказ издан о другом', 'The order is about something else'),
        bilingual('Сошлитесь на приказ нужного вида', 'Cite an order of the right kind'),
        { kind: 'order', subject: order.orderId, detail: { kinds, got: order.kind } },
      ),
    ];
  }
  if (order.cancelledOn !== undefined && order.cancelledOn <= effectiveOn) {
    return [
      fault(
        bilingual(
          `Приказ отменён ${russianDate(order.cancelledOn)}`,
          `The order was cancelled on ${order.cancelledOn}`,
        ),
        bilingual('Сошлитесь на действующий приказ', 'Cite an order in force'),
        { kind: 'order', subject: order.orderId },
      ),
    ];
  }
  if (order.issuedOn > effectiveOn) {
    return [
      fault(
        bilingual(
          `Приказ издан ${russianDate(order.issuedOn)}, позже акта`,
          `The order was issued on ${order.issuedOn}, after the act`,
        ),
        bilingual('Датируйте акт не раньше приказа', 'Date the act not before the order'),
        { kind: 'order', subject: order.orderId },
      ),
    ];
  }
  return [];
};
