/** Acts that the stage of a pair does not know: why not, and what comes first. */
import { type Reason, unreachable } from '@nastavnik/kernel';
import type { PairCommand, PairEvidence } from '../pair.commands';
import type { PairState } from '../pair.state';
import { text } from './facts';

/** The one reason why this act does not exist at this stage. */
export const stageReason = (command: PairCommand, state: PairState, { profile }: PairEvidence): Reason => {
  const { pairOrder, followUp } = profile.parameters;
  switch (state.stage) {
    case 'none':
      return {
        rule: 'pair-proposed-first',
        clauses: [],
        message: text(
          'Такой пары нет: она ещё не предложена.',
          'There is no such pair: it has not been proposed.',
        ),
        missing: [{ kind: 'pair', subject: command.data.pairId }],
        next: text('Сначала предложите пару.', 'Propose the pair first.'),
      };
    case 'proposed':
      return command.type === 'ProposePair'
        ? {
            rule: 'pair-proposed-once',
            clauses: [],
            message: text('Эта пара уже предложена.', 'This pair has been proposed already.'),
            missing: [],
            next: text(
              'Предложите новую пару под другим идентификатором.',
              'Propose a new pair under another id.',
            ),
          }
        : {
            rule: 'pair-fixed-by-order',
            invariant: 14,
            clauses: pairOrder.clauses,
            message: text(
              'Пара ещё не закреплена приказом директора.',
              "The pair has not yet been fixed by the director's order.",
            ),
            missing: [{ kind: 'order', detail: { kind: 'PAIRS' } }],
            next: text('Издайте приказ о закреплении пары.', 'Issue the order that fixes the pair.'),
          };
    case 'fixed':
    case 'suspended':
      return command.type === 'OpenFollowUp' || command.type === 'CloseFollowUp'
        ? {
            rule: 'follow-up-after-completion',
            invariant: 35,
            clauses: followUp.clauses,
            message: text(
              'Поддержка оказывается после завершения пары, а пара ещё работает.',
              'Follow-up comes after completion; the pair is still at work.',
            ),
            missing: [{ kind: 'completion' }],
            next: text('Сначала завершите пару.', 'Complete the pair first.'),
          }
        : {
            rule: 'pair-not-yet-fixed',
            clauses: pairOrder.clauses,
            message: text(
              'Пара уже закреплена приказом; её состав меняется приказом о замене.',
              'The pair has been fixed by order; its members change by an order of replacement.',
            ),
            missing: [],
            next: text(
              'Издайте приказ об изменении или прекращении пары.',
              'Issue an order that changes or ends the pair.',
            ),
          };
    case 'completed':
    case 'ended': {
      const followsUp = command.type === 'OpenFollowUp' || command.type === 'CloseFollowUp';
      const over = state.stage === 'completed' ? 'завершена' : 'прекращена приказом';
      return followsUp
        ? {
            rule: 'follow-up-after-completion',
            invariant: 35,
            clauses: followUp.clauses,
            message:
              state.stage === 'ended'
                ? text(
                    'Пара прекращена досрочно, а не завершена.',
                    'The pair was ended early, not completed.',
                  )
                : text('Поддержка не открыта.', 'No follow-up is open.'),
            missing: [{ kind: state.stage === 'ended' ? 'completion' : 'follow-up' }],
            next: text('Проверьте, о какой паре идёт речь.', 'Check which pair is meant.'),
          }
        : {
            rule: 'pair-still-open',
            clauses: pairOrder.clauses,
            message: text(`Пара уже ${over}.`, `The pair is over: ${state.stage}.`),
            missing: [],
            next: text('Предложите новую пару.', 'Propose a new pair.'),
          };
    }
    default:
      return unreachable(state);
  }
};
