/** Commands on the regulation of an organisation, a school or a municipality. */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow as AnyValue } from 'class-validator';
import { RegulationAct } from '@nastavnik/commands';
import { checkSetting, isParameterName, type OwnParameters } from '@nastavnik/domain';
import type { ClauseRef, IsoDate, Uuid } from '@nastavnik/kernel';
import {
  AnyObjectField,
  checked,
  DateField,
  type FieldError,
  PartListField,
  PathUuid,
  pointerTo,
  problems,
  TextField,
  UuidField,
} from '@nastavnik/platform/http';
import { Accepted, Acting, plain } from './acting';
import { Dated } from './fields';
import { EFFECTIVE } from './words';
import { CommandRoute, Sending, type Sent } from './route';

export class ClauseBody implements ClauseRef {
  @TextField({ max: 60, example: 'S62-4.13' })
  id!: string;
  @TextField({ max: 200, example: 'МОУ СОШ № 62' })
  document!: string;
  @TextField({ max: 60, example: '4.13' })
  clause!: string;
}

export class SettingBody {
  /** Its type depends on the parameter; checked against it. */
  @AnyValue()
  @ApiProperty({
    description: 'Value of the parameter',
    example: true,
    anyOf: ['boolean', 'number', 'string', 'array', 'object', 'null'].map((type) => ({ type })),
  })
  value!: unknown;
  @PartListField(() => ClauseBody, { min: 0, description: 'Clauses of the document that say so' })
  clauses!: ClauseBody[];
}

export class AdoptRegulationBody extends Dated {
  @TextField({ max: 200, example: 'МОУ СОШ № 62', description: 'Short name as quoted' })
  document!: string;
  @TextField({ max: 20, optional: true, example: 'S62', description: 'Built-in profile to start from' })
  basedOn?: string;
  @AnyObjectField({
    optional: true,
    description: 'Parameters by name, each a value with its clauses; they come over those of `basedOn`',
    example: {
      pairOrder: { value: true, clauses: [{ id: 'S62-4.13', document: 'МОУ СОШ № 62', clause: '4.13' }] },
    },
  })
  parameters?: { [name: string]: unknown };
  @UuidField({ optional: true, description: 'Order that adopted it' })
  orderId?: Uuid;
}

export class SetParameterBody extends SettingBody {
  @DateField({ description: EFFECTIVE })
  effectiveOn!: IsoDate;
}

/** Every setting against the type of its parameter. @throws Problem 400 */
const checkedSettings = async (
  stated: { [name: string]: unknown },
  root: readonly string[],
): Promise<OwnParameters> => {
  const errors: FieldError[] = [];
  const settings: { [name: string]: unknown } = {};
  for (const [name, value] of Object.entries(stated)) {
    const pointer = pointerTo([...root, name]);
    if (!isParameterName(name)) {
      errors.push({ pointer, detail: { ru: 'такого параметра нет', en: 'is not a known parameter' } });
      continue;
    }
    const setting = plain(await checked(SettingBody, value, [...root, name]));
    const wrong = checkSetting(name, setting);
    if (wrong.length > 0) {
      errors.push({
        pointer,
        detail: { ru: wrong.join('; '), en: `does not fit the parameter: ${wrong.join('; ')}` },
      });
    }
    settings[name] = setting;
  }
  if (errors.length > 0) throw problems.badRequest(errors);
  return settings as OwnParameters;
};

@ApiTags('regulations')
@Controller('v1/organisations/:organisationId/regulation')
export class RegulationController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({ path: '', act: 'adopt-regulation', summary: 'Adopts the regulation of an organisation' })
  async adoptRegulation(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { parameters, ...facts }: AdoptRegulationBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    const settings = await checkedSettings(parameters ?? {}, ['parameters']);
    return this.acting.carry(
      new RegulationAct(
        { type: 'AdoptRegulation', data: { organisationId, ...plain(facts), parameters: settings }, stamp },
        when,
      ),
      organisationId,
      reply,
      `/v1/organisations/${organisationId}/regulation`,
    );
  }

  @CommandRoute({
    path: 'parameters/:name',
    act: 'set-parameter',
    summary: 'Changes one parameter of the regulation',
    method: 'PUT',
  })
  async setParameter(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('name') name: string,
    @Body() { effectiveOn, ...stated }: SetParameterBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    if (!isParameterName(name))
      throw problems.notFound({ ru: 'Такого параметра нет.', en: 'No such parameter.' });
    const setting = plain(stated);
    const wrong = checkSetting(name, setting);
    if (wrong.length > 0) {
      throw problems.badRequest([
        {
          pointer: pointerTo(['value']),
          detail: { ru: wrong.join('; '), en: `does not fit the parameter: ${wrong.join('; ')}` },
        },
      ]);
    }
    return this.acting.carry(
      new RegulationAct(
        {
          type: 'SetParameter',
          data: { organisationId, effectiveOn, name, setting: setting as never },
          stamp,
        },
        when,
      ),
      organisationId,
      reply,
      `/v1/organisations/${organisationId}/regulation`,
    );
  }
}
