/** Commands on a municipality. */
import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MunicipalityAct } from '@nastavnik/commands';
import { TextField, WholeField } from '@nastavnik/platform/http';
import { Accepted, Acting, plain } from './acting';
import { Creating } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

export class RegisterMunicipalityBody extends Creating {
  @TextField({ example: 'Городской округ Ярославль' })
  name!: string;
  @TextField({
    optional: true,
    pattern: /^\d{2}$/,
    example: '70',
    description: 'Code of the region it belongs to; registers of a region are put together by it',
  })
  regionCode?: string;
  @WholeField({ min: -720, max: 840, example: 180, description: 'Minutes east of UTC; Moscow is 180' })
  utcOffsetMinutes!: number;
}

@ApiTags('municipalities')
@Controller('v1/municipalities')
export class MunicipalityController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({ path: '', act: 'register-municipality', summary: 'Registers a municipality' })
  registerMunicipality(
    @Body() { id, ...facts }: RegisterMunicipalityBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    const municipalityId = this.acting.newId(stamp, id);
    return this.acting.carry(
      new MunicipalityAct(
        { type: 'RegisterMunicipality', data: { municipalityId, ...plain(facts) }, stamp },
        when,
      ),
      municipalityId,
      reply,
      `/v1/municipalities/${municipalityId}/summary`,
    );
  }
}
