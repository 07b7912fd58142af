/** Consents of a participant: separate documents for participation and for personal data (S62-4.10, 4.11). */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ConsentAct } from '@nastavnik/commands';
import {
  CONSENT_GIVERS,
  CONSENT_PURPOSES,
  type ConsentGiver,
  type ConsentPurpose,
} from '@nastavnik/domain/vocabulary';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { CodeField, DateField, FlagField, PartField, PathUuid, TextField } from '@nastavnik/platform/http';
import { Accepted, Acting, plain } from './acting';
import { Creating, Dated } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

/** Who consents for a minor, and on what authority; kept in the vault. */
export class RepresentativeBody {
  @TextField({ max: 100, example: 'Соколова' })
  familyName!: string;
  @TextField({ max: 100, example: 'Марина' })
  givenName!: string;
  @TextField({ max: 100, optional: true, example: 'Олеговна' })
  patronymic?: string;
  @TextField({ max: 300, example: 'мать' })
  authority!: string;
}

export class GiveConsentBody extends Creating {
  @CodeField(CONSENT_PURPOSES)
  purpose!: ConsentPurpose;
  @CodeField(CONSENT_GIVERS, { example: 'LEGAL_REPRESENTATIVE' })
  by!: ConsentGiver;
  @FlagField()
  written!: boolean;
  @TextField({
    max: 64,
    pattern: /^[0-9a-f]{64}$/,
    example: '6f1b8c2c9b3a4d0f2f0e6a7c1d5b9e8a7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f',
    description: 'SHA-256 of the text that was shown, hex',
  })
  textHash!: string;
  @PartField(() => RepresentativeBody, { optional: true })
  representative?: RepresentativeBody;
  @DateField({ optional: true, example: '2021-12-31', description: 'Last day of validity; open when absent' })
  validUntil?: IsoDate;
}

export class WithdrawConsentBody extends Dated {
  @CodeField(CONSENT_GIVERS)
  by!: ConsentGiver;
}

export class RequestOwnConsentBody extends Dated {
  @DateField({ example: '2021-06-16', description: 'Day by which the own consent is waited for' })
  answerBy!: IsoDate;
}

@ApiTags('consents')
@Controller('v1/schools/:schoolId/participants/:participantId/consents')
export class ConsentController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({
    path: '',
    act: 'give-consent',
    summary: 'A consent was given',
    description: 'МОУ СОШ № 62, п. 4.10, 4.11. `effectiveOn` is the date on the document.',
  })
  giveConsent(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() { id, representative, ...facts }: GiveConsentBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    const consentId = this.acting.newId(stamp, id);
    const sealed =
      representative === undefined
        ? undefined
        : this.acting.text(stamp, 'representative', participantId, representative);
    return this.acting.carry(
      new ConsentAct(
        {
          type: 'GiveConsent',
          data: {
            consentId,
            participantId,
            schoolId,
            ...plain(facts),
            ...(sealed === undefined ? {} : { representative: sealed.ref }),
          },
          stamp,
        },
        { ...when, ...(sealed === undefined ? {} : { sealed: [sealed] }) },
      ),
      consentId,
      reply,
    );
  }

  @CommandRoute({
    path: 'own-requests',
    act: 'request-own-consent',
    summary: 'The participant has turned eighteen: the own consents are asked for',
    description:
      'What the representative consented to and the participant has not; from the eighteenth birthday on.',
  })
  requestOwnConsent(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() facts: RequestOwnConsentBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { participantId, schoolId, ...facts };
    return this.acting.send(ConsentAct, { type: 'RequestOwnConsent', data }, participantId, sent);
  }

  @CommandRoute({
    path: ':consentId/withdrawal',
    act: 'withdraw-consent',
    summary: 'A consent was withdrawn',
    description: 'From its day it covers nothing; pairs of the participant are suspended.',
  })
  withdrawConsent(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Param('consentId', PathUuid) consentId: Uuid,
    @Body() facts: WithdrawConsentBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    return this.acting.carry(
      new ConsentAct(
        { type: 'WithdrawConsent', data: { consentId, participantId, schoolId, ...facts }, stamp },
        when,
      ),
      consentId,
      reply,
    );
  }
}
