/** Commands on a school. Introduction and appointments come by order. */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SchoolAct } from '@nastavnik/commands';
import {
  type Form,
  type Forum,
  FORMS,
  FORUMS,
  ORGANISATION_TYPES,
  type OrganisationType,
} from '@nastavnik/domain/vocabulary';
import type { Uuid } from '@nastavnik/kernel';
import {
  CodeField,
  PathUuid,
  TextField,
  TextListField,
  UuidField,
  WholeField,
} from '@nastavnik/platform/http';
import { Accepted, Acting } from './acting';
import { Creating, Dated } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

export class RegisterSchoolBody extends Creating {
  @UuidField({ description: 'Municipality the school belongs to' })
  municipalityId!: Uuid;
  @TextField({
    example: 'Муниципальное общеобразовательное учреждение средняя общеобразовательная школа № 62',
  })
  name!: string;
  @TextField({ max: 100, example: 'МОУ СОШ № 62', description: 'As quoted in documents' })
  shortName!: string;
  @WholeField({ min: -720, max: 840, example: 180, description: 'Minutes east of UTC' })
  utcOffsetMinutes!: number;
  @CodeField(ORGANISATION_TYPES, { optional: true, description: 'General education when absent' })
  organisationType?: OrganisationType;
}

export class PresentProgrammesBody extends Dated {
  @CodeField(FORUMS)
  forum!: Forum;
  @CodeField(FORMS)
  form!: Form;
  @TextListField({ min: 1, example: ['Учимся вместе'] })
  programmes!: string[];
}

@ApiTags('schools')
@Controller('v1/schools')
export class SchoolController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({ path: '', act: 'register-school', summary: 'Registers a school' })
  registerSchool(
    @Body() { id, ...facts }: RegisterSchoolBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    const schoolId = this.acting.newId(stamp, id);
    return this.acting.send(
      SchoolAct,
      { type: 'RegisterSchool', data: { schoolId, ...facts } },
      schoolId,
      { stamp, when, reply },
      { location: `/v1/organisations/${schoolId}/regulation` },
    );
  }

  @CommandRoute({
    path: ':schoolId/programme-presentations',
    act: 'present-programmes',
    summary: 'Programmes of a form were presented at a conference or council',
    description: 'МОУ СОШ № 62, п. 5.2',
  })
  presentProgrammes(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Body() facts: PresentProgrammesBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    return this.acting.carry(
      new SchoolAct({ type: 'PresentProgrammes', data: { schoolId, ...facts }, stamp }, when),
      schoolId,
      reply,
    );
  }
}
