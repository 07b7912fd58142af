/** The ledger of one person's consents, folded from the log: what was agreed to which text, and what a withdrawal has led to. Pure. */
import type { ConsentEvent } from '@nastavnik/domain';
import type { IsoDate, Recorded, Stamp, Uuid } from '@nastavnik/kernel';

const recorded = ({ recordedAt, actor }: Stamp) => ({
  at: recordedAt,
  by: { id: actor.id, role: actor.role },
});

interface Clock {
  readonly duty: string;
  readonly by: IsoDate;
  readonly source: string;
  readonly postponedOn: IsoDate | null;
  readonly dischargedOn: IsoDate | null;
}

/**
 * @param events of the person's consent stream, in order
 * @param erasedOn days on which the person's data were destroyed
 * @param on last day that counts
 */
export const ledgerOf = (
  events: readonly Recorded<ConsentEvent>[],
  erasedOn: readonly IsoDate[],
  on: IsoDate,
) => {
  const known = events.filter(({ data }) => data.effectiveOn <= on);
  const find = <Type extends ConsentEvent['type']>(type: Type) =>
    known.filter(
      (event): event is Extract<Recorded<ConsentEvent>, { readonly type: Type }> => event.type === type,
    );
  const discharged = find('DataDutyDischarged');
  const postponed = find('DataDutyPostponed');
  const clocks = (
    sourceId: Uuid,
    since: IsoDate,
    deadlines: readonly { readonly duty: string; readonly by: IsoDate; readonly source: string }[],
  ): readonly Clock[] =>
    deadlines.map(({ duty, by, source }) => {
      const ours = ({
        data,
      }: {
        readonly data: { readonly sourceId: Uuid; readonly duty: string };
      }): boolean => data.sourceId === sourceId && data.duty === duty;
      const later = postponed.findLast(ours);
      return {
        duty,
        by: later?.data.by ?? by,
        source: later?.data.source ?? source,
        postponedOn: later?.data.effectiveOn ?? null,
        dischargedOn:
          discharged.find(ours)?.data.effectiveOn ??
          (duty === 'CORRECT' ? undefined : erasedOn.find((day) => since <= day && day <= on)) ??
          null,
      };
    });
  return {
    consents: find('ConsentGiven').map(({ data, stamp }) => {
      const withdrawal = find('ConsentWithdrawn').find((event) => event.data.consentId === data.consentId);
      return {
        ...{ consentId: data.consentId, purpose: data.purpose, by: data.by, written: data.written },
        ...{ textHash: data.textHash, givenOn: data.effectiveOn, validUntil: data.validUntil ?? null },
        recorded: recorded(stamp),
        representative: data.representative ?? null,
        withdrawal:
          withdrawal === undefined
            ? null
            : {
                ...{
                  on: withdrawal.data.effectiveOn,
                  by: withdrawal.data.by,
                  recorded: recorded(withdrawal.stamp),
                },
                clocks: clocks(data.consentId, withdrawal.data.effectiveOn, withdrawal.data.deadlines ?? []),
              },
      };
    }),
    demands: find('DataDemandReceived').map(({ data, stamp }) => ({
      ...{ demandId: data.demandId, demand: data.demand, receivedOn: data.effectiveOn },
      recorded: recorded(stamp),
      clocks: clocks(data.demandId, data.effectiveOn, data.deadlines),
    })),
    retention: find('RetentionGroundRecorded').map(({ data, stamp }) => ({
      ...{ groundId: data.groundId, law: data.law, since: data.effectiveOn, until: data.until },
      inForce: on <= data.until,
      recorded: recorded(stamp),
    })),
  };
};
