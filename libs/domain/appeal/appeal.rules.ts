/** Rules of complaints, proposals and disputes. */
import type { Rule } from '@nastavnik/kernel';
import { bilingual, demanded, fault, houseRule, russianDate, type PairRole } from '../vocabulary';
import type {
  AppealCommand,
  AppealEvidence,
  AppealProfile,
  CloseComplaint,
  OpenAppeal,
  OpenComplaint,
  RaiseDispute,
  RecordExplanation,
  RegisterComplaint,
  ResolveDispute,
  SubmitProposal,
} from './appeal';

export interface Facts<Cmd extends AppealCommand> {
  readonly command: Cmd;
  readonly evidence: AppealEvidence;
}
export interface OpenFacts<Cmd extends AppealCommand, State extends OpenAppeal> extends Facts<Cmd> {
  readonly state: State;
}

// Every appeal

export const ofThisSchool = houseRule<Facts<AppealCommand>>(
  'appeal-of-this-school',
  bilingual('Обращение рассматривается в этой школе', 'The appeal is of this school'),
  ({ command, evidence }) =>
    command.data.schoolId === evidence.school.schoolId
      ? []
      : [
          fault(
            bilingual('Обращение относится к другой школе', 'The appeal belongs to another school'),
            bilingual('Проверьте школу', 'Check the school'),
            { kind: 'school', subject: command.data.schoolId },
          ),
        ],
);

export const notBeforeLast = houseRule<OpenFacts<AppealCommand, OpenAppeal>>(
  'appeal-acts-in-order-of-time',
  bilingual('Действия по обращению идут по порядку дат', 'Acts on an appeal follow in time'),
  ({ command, state }) =>
    command.data.effectiveOn >= state.lastOn
      ? []
      : [
          fault(
            bilingual(
              `Предыдущее действие по обращению совершено ${russianDate(state.lastOn)}`,
              `The previous act on the appeal is of ${state.lastOn}`,
            ),
            bilingual('Укажите дату не раньше', 'Give a date not before it'),
          ),
        ],
);

// Complaints

export const mentorKnown = houseRule<Facts<RegisterComplaint>>(
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

/** Invariant 31, S62-8-03: the mentor sees the complaint and explains, or declines to, before it is decided. */
export const disclosedAndExplained: Rule<AppealProfile, OpenFacts<CloseComplaint, OpenComplaint>> = {
  name: 'complaint-disclosed-and-explained',
  invariant: 31,
  title: bilingual(
    'Наставник ознакомлен с жалобой и мог дать объяснения',
    'The mentor has seen the complaint and could explain',
  ),
  demandedBy: ({ parameters: { complaintDisclosure } }) =>
    demanded(complaintDisclosure, complaintDisclosure.value),
  violations: ({ state: complaint }) => {
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
export const shownBeforeExplained = houseRule<OpenFacts<RecordExplanation, OpenComplaint>>(
  'complaint-shown-before-explanation',
  bilingual('Объясняют то, что показано', 'What is explained was shown'),
  ({ state: complaint }) =>
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

// Proposals

/** S62-8-01, S62-10-01, S62-11-10: who proposes what. */
export const proposedByRight: Rule<AppealProfile, Facts<SubmitProposal>> = {
  name: 'proposal-by-right',
  title: bilingual('Предложение вносят по своему праву', 'A proposal is made by right'),
  demandedBy: ({ parameters }) => parameters.proposals.clauses,
  violations: ({ command: { data } }, { parameters: { proposals } }) =>
    proposals.value[data.role].includes(data.topic)
      ? []
      : [
          fault(
            bilingual(
              'Положение не даёт участнику в этой роли вносить такие предложения',
              'The regulation lets nobody in this role propose on this topic',
            ),
            bilingual('Выберите тему', 'Choose the topic'),
            { kind: 'topic', detail: { allowed: proposals.value[data.role], got: data.topic } },
          ),
        ],
};

const inRole = (who: string | undefined, role: PairRole, { author }: AppealEvidence) =>
  author?.roles.includes(role) === true
    ? []
    : [
        fault(
          bilingual(
            'В этой роли человек в наставничестве школы не участвует',
            'The person takes no part at the school in this role',
          ),
          bilingual('Проверьте, от кого обращение', 'Check whom it comes from'),
          { kind: 'participant', ...(who === undefined ? {} : { subject: who }), detail: { role } },
        ),
      ];

/** A right of mentors and mentees is theirs alone. */
export const proposedByParticipant = houseRule<Facts<SubmitProposal>>(
  'proposal-by-participant',
  bilingual('Предложение вносит наставник или наставляемый', 'A mentor or a mentee proposes'),
  ({ command, evidence }) => inRole(command.data.authorId, command.data.role, evidence),
);

// Disputes

export const raisedByParticipant = houseRule<Facts<RaiseDispute>>(
  'dispute-by-participant',
  bilingual('Спор заявляет участник пары', 'A dispute is raised by who takes part'),
  ({ command, evidence }) => inRole(command.data.raisedById, command.data.role, evidence),
);
export const disputedPairKnown = houseRule<Facts<RaiseDispute>>(
  'disputed-pair-known',
  bilingual('Спор возник в паре этой школы', 'The dispute is in a pair of this school'),
  ({ command, evidence }) =>
    evidence.pairKnown
      ? []
      : [
          fault(
            bilingual('Такой пары в школе нет', 'The school has no such pair'),
            bilingual('Проверьте, о какой паре спор', 'Check which pair it is'),
            { kind: 'pair', subject: command.data.pairId },
          ),
        ],
);

/** MR-MO-11, KIL-6.3.1-08: where the council arbitrates, it has done so before the dispute is closed. */
export const arbitratedByCouncil: Rule<AppealProfile, OpenFacts<ResolveDispute, OpenAppeal>> = {
  name: 'dispute-arbitrated-by-council',
  title: bilingual('Спор рассмотрен советом наставников', 'The council has arbitrated the dispute'),
  demandedBy: ({ parameters: { councilFunctions } }) =>
    demanded(councilFunctions, councilFunctions.value.includes('ARBITRATION')),
  violations: ({ command, evidence }) =>
    evidence.arbitration !== undefined
      ? []
      : [
          fault(
            bilingual(
              'Совет наставников не рассматривал этот спор',
              'No session of the council arbitrated it',
            ),
            bilingual(
              'Рассмотрите спор на заседании совета и запишите заседание',
              'Arbitrate it at a session of the council and record the session',
            ),
            { kind: 'council-session', subject: command.data.appealId },
          ),
        ],
};
