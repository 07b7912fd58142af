/** The section of a site about mentoring, its materials, and other places of open information (S62-11-05, SEV-IV-5, MR-CUR-05, MR-T-02). */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SiteAct } from '@nastavnik/commands';
import {
  INFO_RESOURCE_KINDS,
  type InfoResourceKind,
  MATERIAL_KINDS,
  MATERIAL_WITHDRAWALS,
  type MaterialKind,
  SITE_RUBRICS,
  type SiteRubric,
} from '@nastavnik/domain';
import type { Uuid } from '@nastavnik/kernel';
import { CodeField, FlagField, PathUuid, TextField, UuidListField } from '@nastavnik/platform/http';
import { Accepted, Acting } from './acting';
import { Creating, Dated } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

const PLAIN =
  'Plain data: name no person in it; people are named by id, with their consent. Nobody can check the words for you';

export class SectionBody extends Dated {
  @TextField({
    example: 'Наши наставники',
    description: 'As the regulation names the section, where it does',
  })
  title!: string;
  @TextField({ max: 1000, example: 'https://school62.example/mentors' })
  url!: string;
}
export class MaterialTextBody extends Creating {
  @TextField({ example: 'Как прошла неделя наставника', description: PLAIN })
  title!: string;
  @TextField({ max: 1000, example: 'https://school62.example/mentors/week' })
  url!: string;
  @FlagField({ description: 'Anybody may read it' })
  freeAccess!: boolean;
}
export class PublishMaterialBody extends MaterialTextBody {
  @CodeField(SITE_RUBRICS, { description: 'SECTION, or a rubric the regulation names' })
  rubric!: SiteRubric;
  @CodeField(MATERIAL_KINDS)
  kind!: MaterialKind;
  @UuidListField({
    min: 0,
    description: 'Participants the material names: each with a consent to distribution (152-FZ art. 10.1)',
  })
  namedIds!: Uuid[];
}
export class UpdateMaterialBody extends Dated {
  @TextField({ example: 'Как прошла неделя наставника', description: PLAIN })
  title!: string;
  @TextField({ max: 1000, example: 'https://school62.example/mentors/week' })
  url!: string;
  @FlagField()
  freeAccess!: boolean;
}
export class WithdrawMaterialBody extends Dated {
  @CodeField(MATERIAL_WITHDRAWALS)
  reason!: (typeof MATERIAL_WITHDRAWALS)[number];
}
export class OpenInfoResourceBody extends Creating {
  @CodeField(INFO_RESOURCE_KINDS, { example: 'SOCIAL_COMMUNITY' })
  kind!: InfoResourceKind;
  @TextField({ example: 'Наставники школы', description: PLAIN })
  title!: string;
  @TextField({
    max: 1000,
    example: 'https://vk.example/mentors62',
    description: 'Web address; of a notice board on a wall, where it hangs',
  })
  place!: string;
}
export class InfoResourceActBody extends Dated {}

@ApiTags('sites')
@Controller('v1/organisations/:organisationId')
export class SiteController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({
    path: 'site-section',
    act: 'open-site-section',
    summary: 'A section was opened on the site',
  })
  openSection(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() facts: SectionBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts };
    return this.acting.send(SiteAct, { type: 'OpenSiteSection', data }, organisationId, sent, {
      location: `/v1/organisations/${organisationId}/registers/sites`,
    });
  }

  @CommandRoute({
    path: 'site-section',
    act: 'open-site-section',
    method: 'PUT',
    summary: 'The section is called otherwise, or has moved',
  })
  changeSection(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() facts: SectionBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts };
    return this.acting.send(SiteAct, { type: 'ChangeSiteSection', data }, organisationId, sent);
  }

  @CommandRoute({
    path: 'site-materials',
    act: 'fill-site',
    summary: 'A material was published in the section or in a rubric',
  })
  publishMaterial(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { id, ...facts }: PublishMaterialBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const materialId = this.acting.newId(sent.stamp, id);
    const data = { organisationId, materialId, ...facts };
    return this.acting.send(SiteAct, { type: 'PublishMaterial', data }, materialId, sent, {
      location: `/v1/organisations/${organisationId}/registers/site-materials`,
    });
  }

  @CommandRoute({
    path: 'site-materials/:materialId/update',
    act: 'fill-site',
    summary: 'A material was updated',
  })
  updateMaterial(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('materialId', PathUuid) materialId: Uuid,
    @Body() facts: UpdateMaterialBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, materialId, ...facts };
    return this.acting.send(SiteAct, { type: 'UpdateMaterial', data }, materialId, sent);
  }

  @CommandRoute({
    path: 'site-materials/:materialId/withdrawal',
    act: 'fill-site',
    summary: 'A material was taken off the site',
  })
  withdrawMaterial(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('materialId', PathUuid) materialId: Uuid,
    @Body() facts: WithdrawMaterialBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, materialId, ...facts };
    return this.acting.send(SiteAct, { type: 'WithdrawMaterial', data }, materialId, sent);
  }

  @CommandRoute({
    path: 'info-resources',
    act: 'fill-site',
    summary: 'A place of open information was created: a site, a community, a chat, a notice board',
  })
  openResource(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { id, ...facts }: OpenInfoResourceBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const resourceId = this.acting.newId(sent.stamp, id);
    const data = { organisationId, resourceId, ...facts };
    return this.acting.send(SiteAct, { type: 'OpenInfoResource', data }, resourceId, sent);
  }

  @CommandRoute({
    path: 'info-resources/:resourceId/update',
    act: 'fill-site',
    summary: 'A place of open information was brought up to date',
  })
  updateResource(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('resourceId', PathUuid) resourceId: Uuid,
    @Body() facts: InfoResourceActBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, resourceId, ...facts };
    return this.acting.send(SiteAct, { type: 'UpdateInfoResource', data }, resourceId, sent);
  }

  @CommandRoute({
    path: 'info-resources/:resourceId/closing',
    act: 'fill-site',
    summary: 'A place of open information was closed',
  })
  closeResource(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('resourceId', PathUuid) resourceId: Uuid,
    @Body() facts: InfoResourceActBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, resourceId, ...facts };
    return this.acting.send(SiteAct, { type: 'CloseInfoResource', data }, resourceId, sent);
  }
}
