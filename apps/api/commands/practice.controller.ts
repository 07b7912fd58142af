/** Banks of practices and programmes of schools and municipalities (S62-3.2-7, KIL-6.2-7, IZO-4.1-10, IZO-4.3-01). */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PracticeAct } from '@nastavnik/commands';
import {
  type Form,
  FORMS,
  PRACTICE_KINDS,
  PRACTICE_LEVELS,
  PRACTICE_REVIEWERS,
  type PracticeKind,
  type PracticeLevel,
  type PracticeReviewer,
  WITHDRAWALS,
} from '@nastavnik/domain';
import type { Uuid } from '@nastavnik/kernel';
import {
  CodeField,
  PartField,
  PathUuid,
  TextField,
  TextListField,
  UuidField,
  UuidListField,
} from '@nastavnik/platform/http';
import { Accepted, Acting } from './acting';
import { Creating, Dated, Words } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

const PLAIN =
  'Plain data, seen by everybody who reads the bank: name no person in it. Nobody can check that for you';

export class PracticeTextBody {
  @TextField({ max: 1000, optional: true, example: 'https://school62.example/circles.pdf' })
  link?: string;
  @TextField({ max: 64, optional: true, pattern: /^[0-9a-f]{64}$/, description: 'SHA-256 of the file, hex' })
  hash?: string;
}

export class SubmitPracticeBody extends Creating {
  @CodeField(PRACTICE_KINDS)
  kind!: PracticeKind;
  @TextField({ example: 'Круги наставничества', description: PLAIN })
  title!: string;
  @UuidListField({ min: 0, description: 'Participants; at least one for a practice' })
  authorIds!: Uuid[];
  @CodeField(FORMS, { optional: true })
  form?: Form;
  @CodeField(PRACTICE_LEVELS, { description: 'Where it has proved itself' })
  level!: PracticeLevel;
  @TextListField({ max: 20, example: ['Адаптация'], description: 'By what the bank is systematised' })
  topics!: string[];
  @PartField(() => PracticeTextBody, { description: 'A link, the hash of the file, or both' })
  text!: PracticeTextBody;
  @UuidListField({ optional: true, description: 'Of a collection: accepted practices it brings together' })
  partIds?: Uuid[];
}
export class IdentifyPracticeBody extends Creating {
  @UuidField({ description: 'Record of a bank of a school of this municipality' })
  sourceId!: Uuid;
  @CodeField(PRACTICE_LEVELS, { example: 'MUNICIPAL' })
  level!: PracticeLevel;
  @TextListField({ max: 20, example: ['Молодым педагогам'] })
  topics!: string[];
}
export class ReviewPracticeBody extends Dated {
  @CodeField(PRACTICE_REVIEWERS, { example: 'CURATOR' })
  reviewer!: PracticeReviewer;
  @PartField(() => Words, { optional: true, description: 'Why it is returned; absent: it is accepted' })
  reasons?: Words;
}
export class RevisePracticeBody extends Dated {
  @PartField(() => PracticeTextBody)
  text!: PracticeTextBody;
}
export class SelectPracticeBody extends Dated {}
export class PublishPracticeBody extends Dated {
  @UuidField({ description: 'Material of the site of this organisation or of its municipality' })
  materialId!: Uuid;
  @UuidListField({
    min: 0,
    description:
      'Authors named there: each with a consent to distribution (152-FZ art. 10.1); others are not named',
  })
  namedIds!: Uuid[];
}
export class WithdrawPracticeBody extends Dated {
  @CodeField(WITHDRAWALS)
  reason!: (typeof WITHDRAWALS)[number];
}

@ApiTags('practices')
@Controller('v1/organisations/:organisationId/practices')
export class PracticeController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({ path: '', act: 'submit-practice', summary: 'Submits a practice or programme to the bank' })
  submitPractice(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { id, ...facts }: SubmitPracticeBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const practiceId = this.acting.newId(sent.stamp, id);
    const data = { practiceId, organisationId, ...facts };
    return this.acting.send(PracticeAct, { type: 'SubmitPractice', data }, practiceId, sent, {
      location: registerOf(organisationId),
    });
  }

  @CommandRoute({
    path: 'identified',
    act: 'identify-practice',
    summary: 'Takes a practice that a school has accepted into the bank of its municipality',
    description:
      'Положение Изобильненского округа, п. 4.3: выявляет, систематизирует, отбирает и распространяет',
  })
  identifyPractice(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { id, ...facts }: IdentifyPracticeBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const practiceId = this.acting.newId(sent.stamp, id);
    const data = { practiceId, organisationId, ...facts };
    return this.acting.send(PracticeAct, { type: 'IdentifyPractice', data }, practiceId, sent, {
      location: registerOf(organisationId),
    });
  }

  @CommandRoute({
    path: ':practiceId/review',
    act: 'review-practice',
    summary: 'Accepts a submitted practice, or returns it with reasons',
  })
  reviewPractice(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('practiceId', PathUuid) practiceId: Uuid,
    @Body() { reasons, ...facts }: ReviewPracticeBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = reasons && this.acting.text(sent.stamp, 'reasons', practiceId, reasons);
    const data = { practiceId, organisationId, ...facts, reasons: sealed?.ref };
    return this.acting.send(PracticeAct, { type: 'ReviewPractice', data }, practiceId, sent, {
      sealed: [sealed],
    });
  }

  @CommandRoute({
    path: ':practiceId/revision',
    act: 'submit-practice',
    summary: 'Hands in a returned practice, improved',
  })
  revisePractice(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('practiceId', PathUuid) practiceId: Uuid,
    @Body() facts: RevisePracticeBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { practiceId, organisationId, ...facts };
    return this.acting.send(PracticeAct, { type: 'RevisePractice', data }, practiceId, sent);
  }

  @CommandRoute({
    path: ':practiceId/selection',
    act: 'review-practice',
    summary: 'Selects an accepted practice to be spread',
  })
  selectPractice(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('practiceId', PathUuid) practiceId: Uuid,
    @Body() facts: SelectPracticeBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { practiceId, organisationId, ...facts };
    return this.acting.send(PracticeAct, { type: 'SelectPractice', data }, practiceId, sent);
  }

  @CommandRoute({
    path: ':practiceId/publication',
    act: 'publish-practice',
    summary: 'A selected practice was published on the site',
    description:
      'Cites a material that stands on the site. Authors who gave no consent to distribution are not named.',
  })
  publishPractice(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('practiceId', PathUuid) practiceId: Uuid,
    @Body() facts: PublishPracticeBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { practiceId, organisationId, ...facts };
    return this.acting.send(PracticeAct, { type: 'PublishPractice', data }, practiceId, sent);
  }

  @CommandRoute({
    path: ':practiceId/withdrawal',
    act: 'withdraw-practice',
    summary: 'Withdraws a practice from the bank',
  })
  withdrawPractice(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('practiceId', PathUuid) practiceId: Uuid,
    @Body() facts: WithdrawPracticeBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { practiceId, organisationId, ...facts };
    return this.acting.send(PracticeAct, { type: 'WithdrawPractice', data }, practiceId, sent);
  }
}

const registerOf = (organisationId: Uuid): string =>
  `/v1/organisations/${organisationId}/registers/practices`;
