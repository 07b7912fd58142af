/** Agreement on mentoring: with mentors from outside, or with employees on pay. */
import {
  isRefusal,
  unreachable,
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
  repeated,
  russianDate,
  type AgreementKind,
  type PersonKind,
  type ProfileSlice,
  type Setting,
} from '../vocabulary';
import type { AgreementEvent, AgreementTerminated, MentoringTerms } from './agreement.events';
import { employeeAddendum, noticeInTime, oneSidedByNotice, termsStated } from './agreement-labour.rules';

// Commands and evidence

interface OfAgreement {
  readonly agreementId: Uuid;
  readonly schoolId: Uuid;
  readonly effectiveOn: IsoDate;
}
export type ConcludeAgreement = Command<
  'ConcludeAgreement',
  OfAgreement & {
    /** A cooperation agreement when absent. */
    readonly kind?: AgreementKind;
    readonly number: string;
    readonly mentorIds: readonly Uuid[];
    readonly gratuitous: boolean;
    readonly from: IsoDate;
    readonly until?: IsoDate;
    readonly terms?: MentoringTerms;
  }
>;
export type TerminateAgreement = Command<
  'TerminateAgreement',
  OfAgreement & { readonly reason: AgreementTerminated['data']['reason'] }
>;
/** Early refusal of mentoring by either side; `effectiveOn` is the day of the notice, `until` the last day of mentoring. */
export type RefuseMentoring = Command<
  'RefuseMentoring',
  OfAgreement & { readonly by: 'MENTOR' | 'SCHOOL'; readonly until: IsoDate }
>;
export type AgreementCommand = ConcludeAgreement | TerminateAgreement | RefuseMentoring;

export type AgreementProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly externalMentorAgreement: Setting<'NONE' | 'OPTIONAL' | 'REQUIRED'>;
  readonly externalMentorGratuitous: Setting<boolean>;
  readonly mentorPayment: Setting<'NONE' | 'OPTIONAL' | 'REQUIRED_BASIS'>;
}>;

export interface AgreementEvidence {
  readonly profile: AgreementProfile;
  readonly today: IsoDate;
  readonly school: { readonly schoolId: Uuid; readonly introducedFrom?: IsoDate };
  readonly mentors: {
    readonly [participantId: string]: {
      readonly schoolId: Uuid;
      readonly employed: boolean;
      /** A student of the school is no mentor from outside, though not employed. */
      readonly kind?: PersonKind;
      readonly inMentorBase: boolean;
    };
  };
}

// State

export interface Concluded {
  readonly agreementId: Uuid;
  readonly kind: AgreementKind;
  readonly schoolId: Uuid;
  readonly number: string;
  readonly mentorIds: readonly Uuid[];
  readonly gratuitous: boolean;
  readonly concludedOn: IsoDate;
  readonly from: IsoDate;
  /** Last day, termination taken into account; open when absent. */
  readonly until?: IsoDate;
}
export type AgreementState =
  | { readonly stage: 'NOT_CONCLUDED' }
  | (Concluded & { readonly stage: 'CONCLUDED' })
  | (Concluded & { readonly stage: 'TERMINATED'; readonly until: IsoDate });

const evolve = (state: AgreementState, event: AgreementEvent): AgreementState => {
  switch (event.type) {
    case 'AgreementConcluded': {
      const { agreementId, schoolId, number, mentorIds, gratuitous, effectiveOn, from, until } = event.data;
      const { kind = 'COOPERATION' } = event.data;
      return {
        stage: 'CONCLUDED',
        agreementId,
        kind,
        schoolId,
        number,
        mentorIds,
        gratuitous,
        concludedOn: effectiveOn,
        from,
        ...(until === undefined ? {} : { until }),
      };
    }
    case 'AgreementTerminated':
      return state.stage === 'NOT_CONCLUDED'
        ? state
        : { ...state, stage: 'TERMINATED', until: event.data.effectiveOn };
    case 'MentoringRefused':
      return state.stage === 'NOT_CONCLUDED'
        ? state
        : { ...state, stage: 'TERMINATED', until: event.data.until };
    default:
      return unreachable(event);
  }
};

// Rules

export interface ConclusionFacts {
  readonly command: ConcludeAgreement;
  readonly evidence: AgreementEvidence;
}

const isCooperation = ({ data }: ConcludeAgreement): boolean =>
  (data.kind ?? 'COOPERATION') === 'COOPERATION';

/** Invariant 15: S62-4.14. */
const gratuitous: Rule<AgreementProfile, ConclusionFacts> = {
  name: 'external-mentor-gratuitous',
  invariant: 15,
  title: bilingual(
    'Договор с наставником из внешней среды — безвозмездный',
    'The agreement with a mentor from outside is without pay',
  ),
  demandedBy: ({ parameters: { externalMentorGratuitous } }, { command }) =>
    demanded(externalMentorGratuitous, externalMentorGratuitous.value && isCooperation(command)),
  violations: ({ command }) =>
    command.data.gratuitous
      ? []
      : [
          fault(
            bilingual('Договор предусматривает оплату', 'The agreement provides for pay'),
            bilingual('Заключите договор на безвозмездной основе', 'Conclude it without pay'),
            { kind: 'gratuitous', subject: command.data.agreementId },
          ),
        ],
};

/** Invariant 15: the agreement is for mentors from outside; a student or an employee of the school is none. */
const externalOnly: Rule<AgreementProfile, ConclusionFacts> = {
  name: 'agreement-with-external-mentor-only',
  invariant: 15,
  title: bilingual(
    'Договор заключают с наставниками из внешней среды',
    'Agreements are concluded with mentors from outside',
  ),
  demandedBy: ({ parameters: { externalMentorAgreement } }, { command }) =>
    demanded(externalMentorAgreement, externalMentorAgreement.value !== 'NONE' && isCooperation(command)),
  violations: ({ command, evidence }) =>
    command.data.mentorIds
      .filter((mentorId) => {
        const mentor = evidence.mentors[mentorId];
        return mentor !== undefined && (mentor.employed || mentor.kind === 'STUDENT');
      })
      .map((mentorId) =>
        fault(
          bilingual('Наставник — не из внешней среды', 'The mentor is not from outside'),
          bilingual(
            'Договор о сотрудничестве с работником или обучающимся школы не нужен',
            'No agreement is needed with an employee or a student of the school',
          ),
          { kind: 'mentor', subject: mentorId, detail: { external: true } },
        ),
      ),
};

/** Invariant 16: KIL-2.1.4, "предусматривающий доплату". */
const providesPay: Rule<AgreementProfile, ConclusionFacts> = {
  name: 'pay-basis-provides-pay',
  invariant: 16,
  title: bilingual('Соглашение предусматривает доплату наставнику', 'The agreement provides pay'),
  demandedBy: ({ parameters: { mentorPayment } }, { command }) =>
    demanded(mentorPayment, mentorPayment.value === 'REQUIRED_BASIS' && !isCooperation(command)),
  violations: ({ command }) =>
    command.data.gratuitous
      ? [
          fault(
            bilingual('Доплата наставнику не предусмотрена', 'No pay is provided'),
            bilingual('Предусмотрите доплату', 'Provide for pay'),
            { kind: 'pay', subject: command.data.agreementId },
          ),
        ]
      : [],
};

const employeesOnly = houseRule<ConclusionFacts>(
  'addendum-with-employee-only',
  bilingual(
    'Дополнительное соглашение заключают с работниками школы',
    'Addenda are concluded with employees',
  ),
  ({ command, evidence }) =>
    isCooperation(command)
      ? []
      : command.data.mentorIds
          .filter((mentorId) => evidence.mentors[mentorId]?.employed === false)
          .map((mentorId) =>
            fault(
              bilingual('Наставник не работает в школе', 'The mentor is no employee of the school'),
              bilingual(
                'С наставником из внешней среды заключите договор о сотрудничестве',
                'Conclude a cooperation agreement with a mentor from outside',
              ),
              { kind: 'mentor', subject: mentorId, detail: { employed: true } },
            ),
          ),
);

const mentorsKnown = houseRule<ConclusionFacts>(
  'agreement-mentors-known',
  bilingual('Наставники состоят в базе наставников школы', "The mentors are in the school's base"),
  ({ command: { data }, evidence }) => {
    if (data.mentorIds.length === 0) {
      return [
        fault(
          bilingual('В договоре не назван наставник', 'The agreement names no mentor'),
          bilingual('Назовите хотя бы одного наставника', 'Name at least one mentor'),
          { kind: 'mentor' },
        ),
      ];
    }
    return [...new Set(repeated(data.mentorIds))]
      .map((mentorId) =>
        fault(
          bilingual('Наставник назван в договоре дважды', 'A mentor is named twice'),
          bilingual('Уберите повтор', 'Remove the double'),
          { kind: 'mentor', subject: mentorId },
        ),
      )
      .concat(
        data.mentorIds
          .filter((mentorId) => {
            const mentor = evidence.mentors[mentorId];
            return mentor === undefined || mentor.schoolId !== data.schoolId || !mentor.inMentorBase;
          })
          .map((mentorId) =>
            fault(
              bilingual('Наставника нет в базе наставников школы', "The mentor is not in the school's base"),
              bilingual('Сначала внесите его в базу наставников', 'Enter the mentor into the base first'),
              { kind: 'base', subject: mentorId, detail: { base: 'MENTOR' } },
            ),
          ),
      );
  },
);

const ofThisSchool = houseRule<{
  readonly command: AgreementCommand;
  readonly evidence: AgreementEvidence;
}>(
  'agreement-of-this-school',
  bilingual('Договор заключает эта школа', 'The agreement is of this school'),
  ({ command, evidence }) =>
    command.data.schoolId === evidence.school.schoolId
      ? []
      : [
          fault(
            bilingual('Договор относится к другой школе', 'The agreement belongs to another school'),
            bilingual('Проверьте школу', 'Check the school'),
            { kind: 'school', subject: command.data.schoolId },
          ),
        ],
);

const termsInOrder = houseRule<ConclusionFacts>(
  'agreement-terms-in-order',
  bilingual('Номер и срок договора указаны верно', 'Number and term are in order'),
  ({ command: { data } }) => [
    ...(data.number.trim() === ''
      ? [
          fault(
            bilingual('Номер договора пуст', 'The number is empty'),
            bilingual('Укажите номер', 'Give a number'),
            { kind: 'number' },
          ),
        ]
      : []),
    ...(data.until !== undefined && data.until < data.from
      ? [
          fault(
            bilingual('Срок договора кончается раньше, чем начинается', 'The term ends before it begins'),
            bilingual('Исправьте срок', 'Mend the term'),
            { kind: 'term', subject: data.agreementId },
          ),
        ]
      : []),
  ],
);

export interface TerminationFacts {
  readonly command: TerminateAgreement | RefuseMentoring;
  readonly agreement: Concluded;
  readonly evidence: AgreementEvidence;
}
const withinTerm = houseRule<TerminationFacts>(
  'termination-within-term',
  bilingual('Договор расторгают в пределах его срока', 'An agreement is terminated within its term'),
  ({ command: { data }, agreement }) =>
    data.schoolId === agreement.schoolId &&
    data.effectiveOn >= agreement.concludedOn &&
    (agreement.until === undefined || data.effectiveOn <= agreement.until)
      ? []
      : [
          fault(
            bilingual(
              `Договор действует с ${russianDate(agreement.concludedOn)}` +
                (agreement.until === undefined ? '' : ` по ${russianDate(agreement.until)}`),
              `The agreement runs from ${agreement.concludedOn}` +
                (agreement.until === undefined ? '' : ` to ${agreement.until}`),
            ),
            bilingual('Укажите дату внутри срока', 'Give a date within the term'),
            { kind: 'term', subject: data.agreementId },
          ),
        ],
);

// Decision

/** Concludes an agreement on mentoring, terminates it, takes the notice of either side that gives mentoring up. */
export const agreement: Decider<AgreementState, AgreementCommand, AgreementEvent, AgreementEvidence> = {
  initial: { stage: 'NOT_CONCLUDED' },
  evolve,
  decide: (command, state, evidence) => {
    switch (command.type) {
      case 'ConcludeAgreement': {
        if (state.stage !== 'NOT_CONCLUDED') return concludedAlready(state.agreementId);
        const basis = examine(
          evidence.profile,
          {
            law: [introducedFirst, gratuitous, externalOnly, providesPay],
            house: [notInFuture, ofThisSchool, mentorsKnown, employeesOnly, termsInOrder, termsStated],
          },
          { command, evidence },
          {},
        );
        return isRefusal(basis)
          ? basis
          : [
              {
                type: 'AgreementConcluded',
                data: { ...command.data, number: command.data.number.trim(), basis },
              },
            ];
      }
      case 'TerminateAgreement': {
        if (state.stage !== 'CONCLUDED') return notInForce(command.data.agreementId);
        const basis = examine(
          evidence.profile,
          { house: [notInFuture, ofThisSchool, withinTerm, oneSidedByNotice] },
          { command, agreement: state, evidence },
          {},
        );
        return isRefusal(basis) ? basis : [{ type: 'AgreementTerminated', data: { ...command.data, basis } }];
      }
      case 'RefuseMentoring': {
        if (state.stage !== 'CONCLUDED') return notInForce(command.data.agreementId);
        const basis = examine(
          evidence.profile,
          { house: [notInFuture, ofThisSchool, withinTerm, employeeAddendum, noticeInTime] },
          { command, agreement: state, evidence },
          {},
        );
        return isRefusal(basis) ? basis : [{ type: 'MentoringRefused', data: { ...command.data, basis } }];
      }
      default:
        return unreachable(command);
    }
  },
};

const concludedAlready = (agreementId: Uuid): Refusal =>
  refuse(
    'agreement-concluded-once',
    fault(
      bilingual('Договор уже заключён', 'The agreement is concluded already'),
      bilingual('Оформите новый договор', 'Conclude another one'),
      { kind: 'agreement', subject: agreementId },
    ),
  );
const notInForce = (agreementId: Uuid): Refusal =>
  refuse(
    'agreement-in-force',
    fault(
      bilingual('Действующего договора нет', 'There is no agreement in force'),
      bilingual('Проверьте договор', 'Check the agreement'),
      { kind: 'agreement', subject: agreementId },
    ),
  );
