/**
 * What a school is asked to consider: complaints about a mentor (S62-8-02, 8-03), proposals to the administration (S62-8-01, 10-01,
 * 11-10), disputes in a pair (MR-MO-11, KIL-6.3.1-08).
 */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AppealAct } from '@nastavnik/commands';
import {
  DISPUTE_SUBJECTS,
  type DisputeSubject,
  PAIR_ROLES,
  type PairRole,
  PROPOSAL_TOPICS,
  type ProposalTopic,
} from '@nastavnik/domain/vocabulary';
import type { Uuid } from '@nastavnik/kernel';
import { CodeField, PartField, PathUuid, UuidField } from '@nastavnik/platform/http';
import { SchoolDirectory } from '../directory';
import { Accepted, Acting } from './acting';
import { Creating, Dated, Words } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

const DECISIONS = ['UPHELD', 'PARTLY_UPHELD', 'DISMISSED'] as const;
const CONSIDERED = ['ACCEPTED', 'PARTLY_ACCEPTED', 'DECLINED'] as const;
const OUTCOMES = ['SETTLED', 'NOT_SETTLED'] as const;

export class RegisterComplaintBody extends Creating {
  @UuidField({ description: 'Mentor complained about' })
  mentorId!: Uuid;
  @UuidField({ optional: true })
  pairId?: Uuid;
  @PartField(() => Words)
  complaint!: Words;
}
export class DiscloseComplaintBody extends Dated {}
export class RecordExplanationBody extends Dated {
  @PartField(() => Words, { optional: true, description: 'Absent: the mentor declined to explain' })
  explanation?: Words;
}
export class CloseComplaintBody extends Dated {
  @CodeField(DECISIONS)
  decision!: (typeof DECISIONS)[number];
  @PartField(() => Words, { optional: true })
  grounds?: Words;
}
export class SubmitProposalBody extends Creating {
  @CodeField(PAIR_ROLES, { description: 'Whose right is used' })
  role!: PairRole;
  @CodeField(PROPOSAL_TOPICS)
  topic!: ProposalTopic;
  @PartField(() => Words)
  proposal!: Words;
}
export class ConsiderProposalBody extends Dated {
  @CodeField(CONSIDERED)
  decision!: (typeof CONSIDERED)[number];
}
export class AnswerProposalBody extends Dated {
  @PartField(() => Words)
  answer!: Words;
}
export class RaiseDisputeBody extends Creating {
  @CodeField(PAIR_ROLES, { description: 'Role of who raises it' })
  role!: PairRole;
  @UuidField()
  pairId!: Uuid;
  @CodeField(DISPUTE_SUBJECTS)
  subject!: DisputeSubject;
  @PartField(() => Words)
  dispute!: Words;
}
export class ResolveDisputeBody extends Dated {
  @CodeField(OUTCOMES)
  outcome!: (typeof OUTCOMES)[number];
  @PartField(() => Words, { optional: true })
  terms?: Words;
}

@ApiTags('complaints')
@Controller('v1/schools/:schoolId')
export class AppealController {
  constructor(
    private readonly acting: Acting,
    private readonly directory: SchoolDirectory,
  ) {}

  @CommandRoute({
    path: 'complaints',
    act: 'register-complaint',
    summary: 'Registers a complaint about a mentor',
  })
  registerComplaint(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Body() { id, complaint, ...facts }: RegisterComplaintBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const appealId = this.acting.newId(sent.stamp, id);
    const sealed = this.acting.text(sent.stamp, 'complaint', facts.mentorId, complaint);
    const data = { appealId, schoolId, ...facts, text: sealed.ref };
    return this.acting.send(AppealAct, { type: 'RegisterComplaint', data }, appealId, sent, {
      sealed: [sealed],
    });
  }

  @CommandRoute({
    path: 'complaints/:appealId/disclosure',
    act: 'disclose-complaint',
    summary: 'Shows the complaint to the mentor',
  })
  discloseComplaint(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('appealId', PathUuid) appealId: Uuid,
    @Body() { effectiveOn }: DiscloseComplaintBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { appealId, schoolId, effectiveOn };
    return this.acting.send(AppealAct, { type: 'DiscloseComplaint', data }, appealId, sent);
  }

  @CommandRoute({
    path: 'complaints/:appealId/explanation',
    act: 'explain-complaint',
    summary: 'The mentor explained, or declined to',
  })
  async recordExplanation(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('appealId', PathUuid) appealId: Uuid,
    @Body() { effectiveOn, explanation }: RecordExplanationBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = await this.sealed(sent, 'explanation', appealId, explanation);
    const data = { appealId, schoolId, effectiveOn, text: sealed?.ref };
    return this.acting.send(AppealAct, { type: 'RecordExplanation', data }, appealId, sent, {
      sealed: [sealed],
    });
  }

  @CommandRoute({
    path: 'complaints/:appealId/closing',
    act: 'close-complaint',
    summary: 'Decides the complaint',
  })
  async closeComplaint(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('appealId', PathUuid) appealId: Uuid,
    @Body() { effectiveOn, decision, grounds }: CloseComplaintBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = await this.sealed(sent, 'grounds', appealId, grounds);
    const data = { appealId, schoolId, effectiveOn, decision, text: sealed?.ref };
    return this.acting.send(AppealAct, { type: 'CloseComplaint', data }, appealId, sent, {
      sealed: [sealed],
    });
  }

  @CommandRoute({
    path: 'participants/:participantId/proposals',
    act: 'submit-proposal',
    summary: 'A mentor or a mentee proposes something to the administration',
  })
  submitProposal(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) authorId: Uuid,
    @Body() { id, proposal, ...facts }: SubmitProposalBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const appealId = this.acting.newId(sent.stamp, id);
    const sealed = this.acting.text(sent.stamp, 'proposal', authorId, proposal);
    const data = { appealId, schoolId, authorId, ...facts, text: sealed.ref };
    return this.acting.send(AppealAct, { type: 'SubmitProposal', data }, appealId, sent, {
      sealed: [sealed],
    });
  }

  @CommandRoute({
    path: 'proposals/:appealId/consideration',
    act: 'consider-proposal',
    summary: 'The administration considers a proposal',
  })
  considerProposal(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('appealId', PathUuid) appealId: Uuid,
    @Body() facts: ConsiderProposalBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { appealId, schoolId, ...facts };
    return this.acting.send(AppealAct, { type: 'ConsiderProposal', data }, appealId, sent);
  }

  @CommandRoute({
    path: 'proposals/:appealId/answer',
    act: 'consider-proposal',
    summary: 'The author of a proposal is answered',
  })
  async answerProposal(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('appealId', PathUuid) appealId: Uuid,
    @Body() { effectiveOn, answer }: AnswerProposalBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = this.acting.text(sent.stamp, 'answer', await this.subjectOf(appealId), answer);
    const data = { appealId, schoolId, effectiveOn, text: sealed.ref };
    return this.acting.send(AppealAct, { type: 'AnswerProposal', data }, appealId, sent, {
      sealed: [sealed],
    });
  }

  @CommandRoute({
    path: 'participants/:participantId/disputes',
    act: 'raise-dispute',
    summary: 'Somebody in a pair raises a dispute',
  })
  raiseDispute(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) raisedById: Uuid,
    @Body() { id, dispute, ...facts }: RaiseDisputeBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const appealId = this.acting.newId(sent.stamp, id);
    const sealed = this.acting.text(sent.stamp, 'dispute', raisedById, dispute);
    const data = { appealId, schoolId, raisedById, ...facts, text: sealed.ref };
    return this.acting.send(AppealAct, { type: 'RaiseDispute', data }, appealId, sent, {
      sealed: [sealed],
    });
  }

  @CommandRoute({
    path: 'disputes/:appealId/resolution',
    act: 'resolve-dispute',
    summary: 'The dispute is resolved, arbitrated by the council where the regulation says so',
  })
  async resolveDispute(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('appealId', PathUuid) appealId: Uuid,
    @Body() { effectiveOn, outcome, terms }: ResolveDisputeBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = await this.sealed(sent, 'terms', appealId, terms);
    const data = { appealId, schoolId, effectiveOn, outcome, text: sealed?.ref };
    return this.acting.send(AppealAct, { type: 'ResolveDispute', data }, appealId, sent, {
      sealed: [sealed],
    });
  }

  /** Words, where there are any, kept under the person the appeal is about. */
  private async sealed({ stamp }: Sent, name: string, appealId: Uuid, words: Words | undefined) {
    return words === undefined
      ? undefined
      : this.acting.text(stamp, name, await this.subjectOf(appealId), words);
  }

  /** Whom the words are about: the mentor complained about, the author, who raised the dispute. */
  private async subjectOf(appealId: Uuid): Promise<Uuid> {
    const origin = await this.directory.originOf('appeal', appealId);
    return origin?.mentorId ?? origin?.authorId ?? origin?.raisedById ?? appealId;
  }
}
