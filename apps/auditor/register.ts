/** The pair as its register shows it, against the pair as its events say. */
import type { Json, Uuid } from '@nastavnik/kernel';
import { type FixedLife, membersNow, type PairState, plannedRegularMeetings } from '@nastavnik/domain';
import { type Difference, differences } from '@nastavnik/evidence';
import { Freshness } from '@nastavnik/platform/projections';
import { type PairEntry, pairRegister, PairQuery, parse } from '@nastavnik/read-models';
import type { Pool } from 'pg';

export type RegisterCheck =
  /** A part of the history was asked for, or no database was named: there is nothing to compare with. */
  | { readonly verdict: 'not-compared' }
  | { readonly verdict: 'agrees'; readonly position: string }
  /** The register has not seen the last events of the pair. */
  | { readonly verdict: 'lags'; readonly position: string; readonly needed: string }
  | { readonly verdict: 'absent' }
  | { readonly verdict: 'differs'; readonly differences: readonly Difference[] };

/** How long a register that is being fed may take to see the last event of the pair. */
const PATIENCE_MS = 10_000;

const membersIn = (life: FixedLife, role: 'MENTOR' | 'MENTEE'): readonly Uuid[] =>
  membersNow(life)
    .filter((member) => member.role === role)
    .map(({ participantId }) => participantId)
    .sort();

const STATUS = {
  fixed: 'ACTIVE',
  suspended: 'SUSPENDED',
  completed: 'COMPLETED',
  ended: 'ENDED',
} as const;

/** What the register has to show, worked out from the replayed state and not from the register's own projection. */
export const expectedEntry = (state: PairState): { readonly [name: string]: unknown } | undefined => {
  if (state.stage === 'none') return undefined;
  const { pairId, schoolId, kind, form, tasks, proposedOn } = state;
  const common = { pairId, schoolId, kind, form, tasks: [...tasks], proposedOn };
  if (state.stage === 'proposed') {
    return {
      ...common,
      status: 'PROPOSED',
      menteeIds: [...state.menteeIds].sort(),
      candidateIds: [...state.candidateIds].sort(),
      fixedOn: null,
      closedOn: null,
    };
  }
  return {
    ...common,
    status: STATUS[state.stage],
    menteeIds: membersIn(state, 'MENTEE'),
    mentorIds: membersIn(state, 'MENTOR'),
    fixedOn: state.fixedOn,
    startsOn: state.from,
    endsOn: state.until,
    meetings: state.meetings.map(({ number, kind, on }) => ({ number, kind, on })),
    plannedRegularMeetings: plannedRegularMeetings(state) ?? null,
    interimMonitoredOn: state.monitoring.INTERIM ?? null,
    finalMonitoredOn: state.monitoring.FINAL ?? null,
    suspendedFor: state.suspensions
      .filter(({ resumedOn }) => resumedOn === undefined)
      .map(({ participantId }) => participantId)
      .sort(),
    closedOn:
      state.stage === 'completed' ? state.completedOn : state.stage === 'ended' ? state.endedOn : null,
    endReason: state.stage === 'ended' ? state.reason : null,
    followUp: state.stage === 'completed' ? state.followUp.state.toUpperCase() : 'NONE',
    carriedOrders: [
      state.orderId,
      ...state.replacements.map(({ orderId }) => orderId),
      ...(state.stage === 'ended' ? [state.endOrderId] : []),
    ].sort(),
  };
};

/** The same facts as the register shows them. */
const shownEntry = (entry: PairEntry): { readonly [name: string]: unknown } => ({
  ...entry,
  menteeIds: [...entry.menteeIds].sort(),
  mentorIds: [...entry.mentorIds].sort(),
  candidateIds: [...entry.candidateIds].sort(),
  meetings: entry.meetings.held.map(({ number, kind, on }) => ({ number, kind, on })),
  plannedRegularMeetings: entry.meetings.plannedRegular,
  interimMonitoredOn: entry.monitoring.interimOn,
  finalMonitoredOn: entry.monitoring.finalOn,
  suspendedFor: [...(entry.suspension?.participantIds ?? [])].sort(),
  carriedOrders: entry.orders
    .filter(({ carried }) => carried)
    .map(({ orderId }) => orderId)
    .sort(),
});

/**
 * Compares, once the register has seen the last event of the pair.
 * @param atRest nothing feeds the register, so there is nothing to wait for
 */
export const checkRegister = async (
  pool: Pool,
  pairId: Uuid,
  state: PairState,
  lastPosition: bigint,
  atRest: boolean,
): Promise<RegisterCheck> => {
  const freshness = new Freshness(pool);
  try {
    const seen = await freshness.waitUntil(pairRegister.name, lastPosition, atRest ? 0 : PATIENCE_MS);
    const position = (await freshness.position(pairRegister.name)).toString();
    if (!seen) return { verdict: 'lags', position, needed: lastPosition.toString() };
    const text = await new PairQuery(pool).find({ pairId });
    if (text === undefined) return { verdict: 'absent' };
    const expected = expectedEntry(state) ?? {};
    const shown = shownEntry(parse(text));
    const found = Object.fromEntries(Object.keys(expected).map((name) => [name, shown[name] as Json]));
    const different = differences(expected, found);
    return different.length === 0
      ? { verdict: 'agrees', position }
      : { verdict: 'differs', differences: different };
  } finally {
    await freshness.close();
  }
};
