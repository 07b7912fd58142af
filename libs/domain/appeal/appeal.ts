/** Complaint about a mentor, and the mentor's right to see it and to explain. */
import {
  isRefusal,
  unreachable,
  type Basis,
  type Command,
  type Decider,
  type IsoDate,
  type Refusal,
  type Rule,
  type Uuid,
} from '@nastavnik/kernel';
import {
  bilingual,
  demanded,
  examine,
  fault,
  houseRule,
  introducedFirst,
  notInFuture,
  refuse,
  russianDate,
  type ProfileSlice,
  type Setting,
  type VaultRef,
} from '../vocabulary';
import type { AppealEvent, ComplaintClosed } from './appeal.events';

// Commands and evidence

interface OfAppeal {
  readonly appealId: Uuid;
  readonly schoolId: Uuid;
  readonly effectiveOn: IsoDate;
}
export type RegisterComplaint = Command<
  'RegisterComplaint',
  OfAppeal & { readonly mentorId: Uuid; readonly pairId?: Uuid; readonly text: VaultRef }
>;
export type DiscloseComplaint = Command<'DiscloseComplaint', OfAppeal>;
export type RecordExplanation = Command<'RecordExplanation', OfAppeal & { readonly text?: VaultRef }>;
export type CloseComplaint = Command<
  'CloseComplaint',
  OfAppeal & { readonly decision: ComplaintClosed['data']['decision']; readonly text?: VaultRef }
>;
export type AppealCommand = RegisterComplaint | DiscloseComplaint | RecordExplanation | CloseComplaint;

export type AppealProfile = ProfileSlice<{
  readonly complaintDisclosure: Setting<boolean>;
  readonly introductionOrder: Setting<boolean>;
}>;

export interface AppealEvidence {
  readonly profile: AppealProfile;
  readonly today: IsoDate;
  readonly school: { readonly schoolId: Uuid; readonly introducedFrom?: IsoDate };
  readonly mentorKnown: boolean;
}

// State

interface Complaint {
  readonly appealId: Uuid;
  readonly schoolId: Uuid;
  readonly mentorId: Uuid;
  readonly pairId?: Uuid;
  /** Day of the latest act. */
  readonly lastOn: IsoDate;
}
/** A complaint goes one way; an explanation, or the refusal to give one, stands between disclosure and decision. */
export type OpenComplaint = Complaint & { readonly stage: 'REGISTERED' | 'DISCLOSED' | 'EXPLAINED' };
export type AppealState =
  | { readonly stage: 'NONE' }
  | OpenComplaint
  | (Complaint & { readonly stage: 'CLOSED'; readonly decision: ComplaintClosed['data']['decision'] });

const evolve = (state: AppealState, event: AppealEvent): AppealState => {
  const lastOn = event.data.effectiveOn;
  if (event.type === 'ComplaintRegistered') {
    const { appealId, schoolId, mentorId, pairId } = event.data;
    return {
      stage: 'REGISTERED',
      appealId,
      schoolId,
      mentorId,
      ...(pairId === undefined ? {} : { pairId }),
      lastOn,
    };
  }
  if (state.stage === 'NONE') return state;
  switch (event.type) {
    case 'ComplaintDisclosed':
      return { ...state, stage: 'DISCLOSED', lastOn };
    case 'ExplanationRecorded':
      return { ...state, stage: 'EXPLAINED', lastOn };
    case 'ComplaintClosed':
      return { ...state, stage: 'CLOSED', decision: event.data.decision, lastOn };
    default:
      return unreachable(event);
  }
};

// Rules

interface Facts<Cmd extends AppealCommand> {
  readonly command: Cmd;
  readonly evidence: AppealEvidence;
}
interface OpenFacts<Cmd extends AppealCommand> extends Facts<Cmd> {
  readonly complaint: OpenComplaint;
}

const mentorKnown = houseRule<Facts<RegisterComplaint>>(
  'mentor-known',
  bilingual('Жалоба касается наставника школы', 'The complaint is about a mentor of the school'),
  ({ command, evidence }) =>
    evidence.mentorKnown
      ? []
      : [
          fault(
            bilingual('Такого наставника в школе нет', 'The school has no such mentor'),
            bilingual('Проверьте, кого касается жалоба', 'Check whom the complaint is about'),
            { kind: 'participant', subject: command.data.mentorId },
          ),
        ],
);

const ofThisSchool = houseRule<Facts<AppealCommand>>(
  'complaint-of-this-school',
  bilingual('Жалоба рассматривается в этой школе', 'The complaint is of this school'),
  ({ command, evidence }) =>
    command.data.schoolId === evidence.school.schoolId
      ? []
      : [
          fault(
            bilingual('Жалоба относится к другой школе', 'The complaint belongs to another school'),
            bilingual('Проверьте школу', 'Check the school'),
            { kind: 'school', subject: command.data.schoolId },
          ),
        ],
);

const notBeforeLast = houseRule<OpenFacts<AppealCommand>>(
  'complaint-acts-in-order-of-time',
  bilingual('Действия по жалобе идут по порядку дат', 'Acts on a complaint follow in time'),
  ({ command, complaint }) =>
    command.data.effectiveOn >= complaint.lastOn
      ? []
      : [
          fault(
            bilingual(
              `Предыдущее действие по жалобе совершено ${russianDate(complaint.lastOn)}`,
              `The previous act on the complaint is of ${complaint.lastOn}`,
            ),
            bilingual('Укажите дату не раньше', 'Give a date not before it'),
          ),
        ],
);

/** Invariant 31, S62-8-03: the mentor sees the complaint and explains, or declines to, before it is decided. */
const disclosedAndExplained: Rule<AppealProfile, OpenFacts<CloseComplaint>> = {
  name: 'complaint-disclosed-and-explained',
  invariant: 31,
  title: bilingual(
    'Наставник ознакомлен с жалобой и мог дать объяснения',
    'The mentor has seen the complaint and could explain',
  ),
  demandedBy: ({ parameters: { complaintDisclosure } }) =>
    demanded(complaintDisclosure, complaintDisclosure.value),
  violations: ({ complaint }) => {
    switch (complaint.stage) {
      case 'EXPLAINED':
        return [];
      case 'DISCLOSED':
        return [
          fault(
            bilingual(
              'Объяснение наставника или отказ от него не записаны',
              "The mentor's explanation is not recorded",
            ),
            bilingual(
              'Получите объяснение наставника или запишите, что он отказался',
              'Take the explanation, or record that the mentor declines',
            ),
            { kind: 'explanation', subject: complaint.mentorId },
          ),
        ];
      case 'REGISTERED':
        return [
          fault(
            bilingual('Наставник не ознакомлен с жалобой', 'The mentor has not seen the complaint'),
            bilingual(
              'Ознакомьте наставника с жалобой и дайте ему объясниться',
              'Show the complaint to the mentor and let the mentor explain',
            ),
            { kind: 'disclosure', subject: complaint.mentorId },
            { kind: 'explanation', subject: complaint.mentorId },
          ),
        ];
    }
  },
};

/** Nobody explains what was not shown. */
const shownBeforeExplained = houseRule<OpenFacts<RecordExplanation>>(
  'complaint-shown-before-explanation',
  bilingual('Объясняют то, что показано', 'What is explained was shown'),
  ({ complaint }) =>
    complaint.stage === 'DISCLOSED'
      ? []
      : [
          complaint.stage === 'REGISTERED'
            ? fault(
                bilingual('Наставник не ознакомлен с жалобой', 'The mentor has not seen the complaint'),
                bilingual('Сначала ознакомьте наставника', 'Show it to the mentor first'),
                { kind: 'disclosure', subject: complaint.mentorId },
              )
            : fault(
                bilingual('Объяснение уже записано', 'The explanation is recorded already'),
                bilingual('Переходите к решению', 'Go on to the decision'),
              ),
        ],
);

// Decision

/** Keeps a complaint from its registration to the decision. */
export const appeal: Decider<AppealState, AppealCommand, AppealEvent, AppealEvidence> = {
  initial: { stage: 'NONE' },
  evolve,
  decide: (command, state, evidence) => {
    if (command.type === 'RegisterComplaint') {
      if (state.stage !== 'NONE') return registeredAlready(command.data.appealId);
      const basis = examine(
        evidence.profile,
        { law: [introducedFirst], house: [notInFuture, ofThisSchool, mentorKnown] },
        { command, evidence },
        {},
      );
      return isRefusal(basis) ? basis : [{ type: 'ComplaintRegistered', data: { ...command.data, basis } }];
    }
    if (state.stage === 'NONE' || state.stage === 'CLOSED') {
      return notOpen(command.data.appealId, state.stage === 'CLOSED');
    }
    const { appealId, schoolId, effectiveOn } = command.data;
    const said = (basis: Basis) => ({ appealId, schoolId, effectiveOn, mentorId: state.mentorId, basis });
    const always = [notInFuture, ofThisSchool, notBeforeLast] as const;
    switch (command.type) {
      case 'DiscloseComplaint': {
        if (state.stage !== 'REGISTERED') return [];
        const facts = { command, complaint: state, evidence };
        const basis = examine(evidence.profile, { house: always }, facts, {});
        return isRefusal(basis) ? basis : [{ type: 'ComplaintDisclosed', data: said(basis) }];
      }
      case 'RecordExplanation': {
        const facts = { command, complaint: state, evidence };
        const basis = examine(evidence.profile, { house: [...always, shownBeforeExplained] }, facts, {});
        if (isRefusal(basis)) return basis;
        const { text } = command.data;
        return [
          {
            type: 'ExplanationRecorded',
            data:
              text === undefined ? { ...said(basis), given: false } : { ...said(basis), given: true, text },
          },
        ];
      }
      case 'CloseComplaint': {
        const facts = { command, complaint: state, evidence };
        const basis = examine(evidence.profile, { law: [disclosedAndExplained], house: always }, facts, {});
        if (isRefusal(basis)) return basis;
        const { decision, text } = command.data;
        return [
          {
            type: 'ComplaintClosed',
            data: { ...said(basis), decision, ...(text === undefined ? {} : { text }) },
          },
        ];
      }
      default:
        return unreachable(command);
    }
  },
};

const registeredAlready = (appealId: Uuid): Refusal =>
  refuse(
    'complaint-registered-once',
    fault(
      bilingual('Жалоба уже зарегистрирована', 'The complaint is registered already'),
      bilingual('Используйте существующую запись', 'Use the existing record'),
      { kind: 'appeal', subject: appealId },
    ),
  );
const notOpen = (appealId: Uuid, isClosed: boolean): Refusal =>
  refuse(
    'complaint-open',
    fault(
      isClosed
        ? bilingual('Жалоба уже рассмотрена', 'The complaint has been decided')
        : bilingual('Такой жалобы нет', 'There is no such complaint'),
      bilingual('Зарегистрируйте новую жалобу', 'Register another complaint'),
      { kind: 'appeal', subject: appealId },
    ),
  );
