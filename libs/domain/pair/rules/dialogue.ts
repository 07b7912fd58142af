/** What mentor and mentee say to each other: who may speak, in whose name, and what is said before the pair closes. */
import { unreachable, type Uuid } from '@nastavnik/kernel';
import type { PairRole } from '../../vocabulary';
import type { CompletePair, DialogueCommand, GiveHelp, RequestHelp } from '../pair.commands';
import { type ActivePair, membersNow } from '../pair.state';
import { noClause, type PairRule, roleRu, text, unless, when } from './facts';

/** Who speaks in an act, and who is spoken to. */
export const partiesOf = (
  command: DialogueCommand,
): readonly { readonly id: Uuid; readonly role?: PairRole; readonly speaks: boolean }[] => {
  const { type, data } = command;
  switch (type) {
    case 'RecordReflection':
      return [{ id: data.participantId, speaks: true }];
    case 'GiveFeedback':
      return [
        { id: data.mentorId, role: 'MENTOR', speaks: true },
        { id: data.menteeId, role: 'MENTEE', speaks: false },
      ];
    case 'IssueRecommendation':
      return [
        ...data.mentorIds.map((id) => ({ id, role: 'MENTOR' as const, speaks: true })),
        { id: data.menteeId, role: 'MENTEE', speaks: false },
      ];
    case 'RequestHelp':
      return [{ id: data.menteeId, role: 'MENTEE', speaks: true }];
    case 'GiveHelp':
      return [{ id: data.mentorId, role: 'MENTOR', speaks: true }];
    default:
      return unreachable(type);
  }
};

/** A mentor speaks as mentor of this pair to a mentee of it. */
export const partiesOfPair: PairRule<DialogueCommand, ActivePair> = {
  name: 'speaker-of-this-pair',
  title: text('Говорят участники этой пары', 'Members of this pair speak'),
  demandedBy: noClause,
  violations: ({ command, people }) => {
    const strangers = partiesOf(command).filter(
      ({ id, role }) =>
        !people.some((one) => one.participantId === id && (role === undefined || one.role === role)),
    );
    const mute = !partiesOf(command).some(({ speaks }) => speaks);
    return unless(
      strangers.length === 0 && !mute,
      text(
        'Названы те, кто не состоит в паре в этой роли, или не назван никто.',
        'Someone named is not a member of the pair in this role, or nobody is named.',
      ),
      text('Проверьте участников.', 'Check the members.'),
      strangers.map(({ id, role }) => ({
        kind: 'member',
        subject: id,
        detail: role === undefined ? {} : { role },
      })),
    );
  },
};

/** A member speaks in the own name; a leader may write down what was said. */
export const speaksForOneself: PairRule<DialogueCommand, ActivePair> = {
  name: 'speaks-for-oneself',
  title: text('Участник говорит за себя', 'A member speaks for oneself'),
  demandedBy: noClause,
  violations: ({ command }) => {
    const { actor } = command.stamp;
    const member = actor.role === 'mentor' || actor.role === 'mentee';
    return unless(
      !member || partiesOf(command).some(({ id, speaks }) => speaks && id === actor.id),
      text('Участник говорит не от своего имени.', 'The member speaks in the name of another.'),
      text('Запишите слова того, кто их сказал.', 'Record the words of who said them.'),
    );
  },
};

/** SEV-F-6a: the mentee turns to the mentor of the own accord: nobody does it instead. */
export const ownInitiative: PairRule<RequestHelp, ActivePair> = {
  name: 'help-on-own-initiative',
  title: text('Наставляемый обращается сам', 'The mentee asks of the own accord'),
  demandedBy: noClause,
  violations: ({ command }) =>
    unless(
      command.stamp.actor.role === 'mentee' && command.stamp.actor.id === command.data.menteeId,
      text('К наставнику обращается сам наставляемый.', 'It is the mentee who turns to the mentor.'),
      text('Пусть обращение отправит наставляемый.', 'Let the mentee send the request.'),
    ),
};

export const requestOpen: PairRule<GiveHelp, ActivePair> = {
  name: 'help-was-asked-for',
  title: text('Ответ дан на открытое обращение', 'The answer is to an open request'),
  demandedBy: noClause,
  violations: ({ command: { data }, state }) => {
    const request = state.help[data.number - 1];
    return unless(
      request !== undefined && request.answeredOn === undefined && request.on <= data.effectiveOn,
      text(
        `Нет открытого обращения № ${data.number} на эту дату.`,
        `There is no open request number ${data.number} on this day.`,
      ),
      text('Проверьте номер обращения и дату.', 'Check the number and the date.'),
      [{ kind: 'help-request', detail: { number: data.number } }],
    );
  },
};

/** KIL-5.5-1: every mentee on experience and difficulties, every mentor on the own work. */
export const everyoneReflected: PairRule<CompletePair, ActivePair> = {
  name: 'completed-after-reflection',
  title: text('Наставник и наставляемый подвели итоги', 'Mentor and mentee have looked back'),
  demandedBy: when('closingReflection', (demanded) => demanded),
  violations: ({ state }) => {
    const silent = membersNow(state).filter(
      ({ participantId }) => state.reflections[participantId] === undefined,
    );
    const roles = [...new Set(silent.map(({ role }) => roleRu[role]))].join(', ');
    return unless(
      silent.length === 0,
      text(
        `Нет рефлексии наставляемого или самоанализа наставника (${roles}).`,
        `The reflection of a mentee or the self-analysis of a mentor is missing: ${silent.length}.`,
      ),
      text('Запишите рефлексию и самоанализ.', 'Record the reflection and the self-analysis.'),
      silent.map(({ participantId, role }) => ({
        kind: 'reflection',
        subject: participantId,
        detail: { role },
      })),
    );
  },
};
