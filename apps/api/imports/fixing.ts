/** Which order a pair rests on. */
import type { PairEntry } from '@nastavnik/read-models';

/** The order that fixed a pair; an earlier one may have been refused or cancelled before it reached the pair. */
export const fixedBy = ({ orders, fixedOn }: PairEntry): PairEntry['orders'][number] | undefined =>
  fixedOn === null
    ? undefined
    : (orders.find(({ kind, issuedOn }) => kind === 'PAIRS' && issuedOn === fixedOn) ??
      orders.find(({ kind }) => kind === 'PAIRS'));
