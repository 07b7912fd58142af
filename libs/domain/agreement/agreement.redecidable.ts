/** From a recorded event back to its command: how an auditor has each act of an agreement judged again. */
import { type Stamp, unreachable } from '@nastavnik/kernel';
import type { AgreementCommand } from './agreement';
import type { AgreementEvent } from './agreement.events';

/** The command that would have led to a recorded event. */
export const reDecidableAgreement = (event: AgreementEvent, stamp: Stamp): AgreementCommand => {
  switch (event.type) {
    case 'AgreementConcluded': {
      const { basis: _basis, ...data } = event.data;
      return { type: 'ConcludeAgreement', data, stamp };
    }
    case 'AgreementTerminated': {
      const { basis: _basis, ...data } = event.data;
      return { type: 'TerminateAgreement', data, stamp };
    }
    case 'MentoringRefused': {
      const { basis: _basis, ...data } = event.data;
      return { type: 'RefuseMentoring', data, stamp };
    }
    default:
      return unreachable(event);
  }
};
