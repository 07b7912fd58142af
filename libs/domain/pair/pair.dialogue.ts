/** What mentor and mentee say to each other on record: reflection, feedback, recommendations, requests for help and their answers. */
import { type Basis, unreachable } from '@nastavnik/kernel';
import type { DialogueCommand, PairEvidence } from './pair.commands';
import { act, atWork, type PairDecision } from './pair.judging';
import type { ActivePair } from './pair.state';
import { rules } from './rules';
import { partiesOf } from './rules/dialogue';
import { known } from './rules/facts';

/** Decides an act of the dialogue. Judged by all who are at work that day. */
export const decideDialogue = (
  command: DialogueCommand,
  state: ActivePair,
  evidence: PairEvidence,
): PairDecision => {
  const { pairId, schoolId, effectiveOn } = command.data;
  const of = (basis: Basis) => ({ pairId, schoolId, effectiveOn, basis });
  const named = partiesOf(command).map(({ id }) => id);
  const people = atWork(state, effectiveOn, named);
  switch (command.type) {
    case 'RecordReflection': {
      const { participantId, reflection } = command.data;
      const role = people.find((one) => one.participantId === participantId)?.role ?? 'MENTEE';
      return act(rules.dialogue, { command, state, evidence, people }, (basis) => ({
        type: 'ReflectionRecorded',
        data: { ...of(basis), participantId, role, reflection },
      }));
    }
    case 'GiveFeedback': {
      const { mentorId, menteeId, capability, feedback } = command.data;
      return act(rules.dialogue, { command, state, evidence, people }, (basis) => ({
        type: 'FeedbackGiven',
        data: { ...of(basis), mentorId, menteeId, ...known('capability', capability), feedback },
      }));
    }
    case 'IssueRecommendation': {
      const { mentorIds, menteeId, kind, recommendation } = command.data;
      return act(rules.dialogue, { command, state, evidence, people }, (basis) => ({
        type: 'RecommendationIssued',
        data: { ...of(basis), mentorIds, menteeId, kind, recommendation },
      }));
    }
    case 'RequestHelp': {
      const { menteeId, kind, request } = command.data;
      return act(rules.requestHelp, { command, state, evidence, people }, (basis) => ({
        type: 'HelpRequested',
        data: { ...of(basis), number: state.help.length + 1, menteeId, kind, request },
      }));
    }
    case 'GiveHelp': {
      const { number, mentorId, answer } = command.data;
      return act(rules.giveHelp, { command, state, evidence, people }, (basis) => ({
        type: 'HelpGiven',
        data: { ...of(basis), number, mentorId, answer },
      }));
    }
    default:
      return unreachable(command);
  }
};
