/** From a recorded event back to its command: how an auditor has each act of a person's consents judged again. */
import { type Stamp, unreachable } from '@nastavnik/kernel';
import type { ConsentCommand } from './consent';
import type { ConsentEvent } from './consent.events';

/** The command that would have led to a recorded event. */
export const reDecidableConsent = (event: ConsentEvent, stamp: Stamp): ConsentCommand => {
  switch (event.type) {
    case 'ConsentGiven': {
      const { basis: _basis, ...data } = event.data;
      return { type: 'GiveConsent', data, stamp };
    }
    case 'ConsentWithdrawn': {
      const { consentId, participantId, schoolId, effectiveOn, by } = event.data;
      return {
        type: 'WithdrawConsent',
        data: { consentId, participantId, schoolId, effectiveOn, by },
        stamp,
      };
    }
    case 'OwnConsentRequested': {
      const { basis: _basis, purposes: _purposes, ...data } = event.data;
      return { type: 'RequestOwnConsent', data, stamp };
    }
    case 'DataDemandReceived': {
      const { basis: _basis, deadlines: _deadlines, ...data } = event.data;
      return { type: 'ReceiveDemand', data, stamp };
    }
    case 'DataDutyDischarged': {
      const { basis: _basis, ...data } = event.data;
      return { type: 'DischargeDuty', data, stamp };
    }
    case 'DataDutyPostponed': {
      const { basis: _basis, by: _by, source: _source, ...data } = event.data;
      return { type: 'PostponeDuty', data, stamp };
    }
    case 'RetentionGroundRecorded': {
      const { basis: _basis, ...data } = event.data;
      return { type: 'RecordRetentionGround', data, stamp };
    }
    default:
      return unreachable(event);
  }
};
