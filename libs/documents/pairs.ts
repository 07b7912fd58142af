/** Pairs as papers tell of them: who was in one by an order, and its whole life. */
import { fold, type Uuid } from '@nastavnik/kernel';
import { pair, type PairRole, type PairState, mentorsToFix } from '@nastavnik/domain';
import type { Desk } from './desk';

export interface PairMembers {
  readonly mentorIds: readonly Uuid[];
  readonly menteeIds: readonly Uuid[];
}

export type FixedLife = Extract<PairState, { readonly members: unknown }>;

export const pairOf = async (desk: Desk, pairId: Uuid): Promise<PairState> =>
  fold(pair, await desk.events('pair', pairId));

/** Members that the order found or fixed: what came after it does not stand on it. */
export const membersOfPair = async (desk: Desk, pairId: Uuid, orderId: Uuid): Promise<PairMembers> => {
  const events = await desk.events('pair', pairId);
  const at = events.findIndex(({ data }) => 'orderId' in data && data.orderId === orderId);
  const then = at === -1 ? events : events.slice(0, at + 1);
  const state = fold(pair, then);
  if (state.stage === 'none') return { mentorIds: [], menteeIds: [] };
  if (state.stage === 'proposed') return { mentorIds: mentorsToFix(state), menteeIds: state.menteeIds };
  return membersIn(state);
};

/** Members who have not been replaced. */
export const membersIn = (life: FixedLife): PairMembers => {
  const inRole = (role: PairRole): readonly Uuid[] =>
    life.members.flatMap((one) => (one.role === role && one.until === undefined ? [one.participantId] : []));
  return { mentorIds: inRole('MENTOR'), menteeIds: inRole('MENTEE') };
};
