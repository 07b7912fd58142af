/** Rules of every act: mentoring is introduced, who leads it is appointed, nothing is still to come, people are known. */
import { unreachable, type Missing } from '@nastavnik/kernel';
import { introducedFirst, notInFuture } from '../../vocabulary';
import { lastMeetingOn } from '../pair.state';
import { formOf, noClause, type PairFacts, type PairRule, ru, text, unless } from './facts';

const leads = ({ stamp }: PairFacts['command']): boolean =>
  stamp.actor.role === 'curator' || stamp.actor.role === 'coordinator';

/** Invariant 3, S62-4.3, S62-2.7: a curator forms pairs "in own form". */
export const leaderAppointed: PairRule = {
  name: 'leader-appointed',
  invariant: 3,
  title: text('Куратор или координатор назначен', 'The curator or coordinator has been appointed'),
  demandedBy: (profile, { command }) =>
    leads(command) ? profile.parameters.appointmentAct.clauses : undefined,
  violations: (facts) => {
    const { actor } = facts.command.stamp;
    const { school } = facts.evidence;
    const next = text(
      'Издайте приказ о назначении координатора и кураторов или поручите действие назначенному лицу.',
      'Issue an appointment order, or let the appointed person act.',
    );
    const missing: readonly Missing[] = [
      { kind: 'order', subject: actor.id, detail: { kind: 'APPOINTMENT', role: actor.role } },
    ];
    if (actor.role === 'coordinator') {
      return unless(
        school.coordinatorId === actor.id,
        text(
          'Действует координатор, который не назначен приказом директора.',
          'The acting coordinator has not been appointed by order.',
        ),
        next,
        missing,
      );
    }
    const appointments = school.curators.filter((curator) => curator.personId === actor.id);
    const form = formOf(facts);
    return appointments.length === 0
      ? unless(
          false,
          text(
            'Действует куратор, который не назначен приказом директора.',
            'The acting curator has not been appointed by order.',
          ),
          next,
          missing,
        )
      : unless(
          form === undefined ||
            appointments.some((curator) => curator.form === 'ALL' || curator.form === form),
          text(
            'Куратор назначен для другой формы наставничества.',
            'The curator has been appointed for another form of mentoring.',
          ),
          next,
          missing,
        );
  },
};

export const ofThisSchool: PairRule = {
  name: 'pair-of-this-school',
  title: text('Пара относится к этой школе', 'The pair belongs to this school'),
  demandedBy: noClause,
  violations: ({ command, state, evidence }) =>
    unless(
      command.data.schoolId === evidence.school.schoolId &&
        (state.stage === 'none' || state.schoolId === command.data.schoolId),
      text('Пара относится к другой школе.', 'The pair belongs to another school.'),
      text('Действуйте от имени школы, к которой относится пара.', 'Act for the school the pair belongs to.'),
    ),
};

/** S62-3.2-5: personified accounting; a participant is registered in the school before anything else. */
export const peopleKnown: PairRule = {
  name: 'people-known',
  title: text('Участники учтены в школе', 'The participants are registered in the school'),
  demandedBy: noClause,
  violations: ({ people, evidence }) => {
    const strangers = people.filter(
      ({ participantId }) => evidence.people[participantId]?.schoolId !== evidence.school.schoolId,
    );
    return unless(
      strangers.length === 0,
      text(
        `Не учтены в этой школе участники: ${strangers.length}.`,
        `Participants not registered in this school: ${strangers.length}.`,
      ),
      text('Сначала учтите этих участников в школе.', 'Register these participants in the school first.'),
      strangers.map(({ participantId }) => ({ kind: 'participant', subject: participantId })),
    );
  },
};

/** Nothing before what it rests on: dates run with the life of the pair, whenever they are recorded. */
export const notBeforeItsGround: PairRule = {
  name: 'not-before-its-ground',
  title: text('Даты идут по порядку', 'Dates run in order'),
  demandedBy: noClause,
  violations: (facts) => {
    const ground = groundOf(facts);
    return unless(
      ground === undefined || ground.on <= facts.command.data.effectiveOn,
      text(
        `Действие датировано ${ru(facts.command.data.effectiveOn)}, раньше, чем ${ground?.ru} (${ru(ground?.on ?? '')}).`,
        `The act is dated ${facts.command.data.effectiveOn}, before ${ground?.en} (${ground?.on}).`,
      ),
      text('Проверьте дату действия.', 'Check the date of the act.'),
    );
  },
};

const groundOf = ({ state, command }: PairFacts) => {
  switch (state.stage) {
    case 'none':
      return undefined;
    case 'proposed':
      return { on: state.proposedOn, ru: 'была предложена пара', en: 'the pair was proposed' };
    case 'fixed':
    case 'suspended':
      if (command.type === 'FamiliariseParticipants') return undefined;
      if (command.type === 'CompletePair' || command.type === 'MovePairToRegulation') {
        return { on: state.lastActOn, ru: 'последнее действие пары', en: 'the last act of the pair' };
      }
      if (command.type === 'EndPair') {
        const last = lastMeetingOn(state.meetings);
        if (last !== undefined) return { on: last, ru: 'последняя встреча', en: 'the last meeting' };
      }
      return { on: state.fixedOn, ru: 'приказ о закреплении пары', en: 'the order that fixed the pair' };
    case 'completed':
      return command.type === 'CloseFollowUp' && state.followUp.state !== 'none'
        ? { on: state.followUp.since, ru: 'открыта поддержка', en: 'the follow-up was opened' }
        : { on: state.completedOn, ru: 'завершение пары', en: 'the completion of the pair' };
    case 'ended':
      return { on: state.endedOn, ru: 'прекращение пары', en: 'the end of the pair' };
    default:
      return unreachable(state);
  }
};

/** What every act is judged by, whatever the stage of the pair. */
export const everyAct = [introducedFirst, leaderAppointed, notInFuture, ofThisSchool] as const;
