/**
 * Numbers and days of federal law that regulations do not repeat. Configuration with its source, not knowledge: what has not been
 * compared with the text of the act says so, and is to be checked before it is relied on.
 */
import type { IsoDate } from '@nastavnik/kernel';

export interface LegalTerm<Value> {
  readonly value: Value;
  /** The act, as a reader would look it up. */
  readonly source: string;
  /** First day the term is in force; always, as far as this program reaches, when absent. */
  readonly from?: IsoDate;
  /** Compared with a published text or a government explanation; otherwise from secondary sources. */
  readonly verified: boolean;
}

const term = <Value>(value: Value, source: string, verified: boolean, from?: IsoDate): LegalTerm<Value> => ({
  value,
  source,
  verified,
  ...(from === undefined ? {} : { from }),
});

const TK_351_8 = 'ст. 351.8 ТК РФ (381-ФЗ от 09.11.2024)';

export const LEGAL_TERMS = {
  /** An employee mentors on written consent and on a contract that says content, term, form and pay. */
  employeeMentoringTerms: term(true, TK_351_8, true, '2025-03-01'),
  /** Working days of notice before either side gives mentoring up. */
  refusalNoticeWorkingDays: term(3, TK_351_8, true, '2025-03-01'),
  /** A consent to the processing of personal data is a document of its own. */
  separateConsents: term(true, 'ст. 9 152-ФЗ в ред. 156-ФЗ от 24.06.2025', true, '2025-09-01'),
  /** Calendar days to destroy what was processed on a withdrawn consent, unless the law gives another basis. */
  destructionCalendarDays: term(30, 'ч. 5 ст. 21 152-ФЗ', false),
  /** Working days to stop processing on demand. */
  stopProcessingWorkingDays: term(10, 'ч. 5.1 ст. 21 152-ФЗ', false),
  /** Working days of a justified delay of the stop, at the most. */
  stopProcessingExtraWorkingDays: term(5, 'ч. 5.1 ст. 21 152-ФЗ', false),
  /** Working days to stop what is processed unlawfully. */
  stopUnlawfulWorkingDays: term(3, 'ч. 3 ст. 21 152-ФЗ', false),
  /** Working days to destroy what was processed unlawfully. */
  destroyUnlawfulWorkingDays: term(10, 'ч. 3 ст. 21 152-ФЗ', false),
  /** Working days to correct data shown to be inaccurate. */
  correctionWorkingDays: term(7, 'ч. 2 ст. 21 152-ФЗ', false),
  /** Months for which data that cannot be destroyed in time may stay blocked. */
  blockedMonths: term(6, 'ч. 6 ст. 21 152-ФЗ', false),
  /** Working days to stop showing to the public what a person no longer agrees to. */
  stopDistributionWorkingDays: term(3, 'ч. 14 ст. 10.1 152-ФЗ', false),
  /** Full years from which a person acts for themself. */
  majority: term(18, 'ст. 21 ГК РФ', true),
} as const;

/** True when the term is in force on a day. */
export const lawInForce = ({ from }: LegalTerm<unknown>, on: IsoDate): boolean =>
  from === undefined || from <= on;
