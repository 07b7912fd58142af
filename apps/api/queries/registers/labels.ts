/** Russian names of the statuses and kinds that registers alone speak of. */
import type {
  DisputeSubject,
  EducationStage,
  OrganisationType,
  ProposalTopic,
  RoadmapOwner,
  SupportScope,
} from '@nastavnik/domain/vocabulary';
import { BODY_RU, CONSENT_PURPOSE_RU } from '@nastavnik/domain/vocabulary';
import type {
  ActivityEntry,
  AppealKind,
  AppealStatus,
  AwardStatus,
  ConsentKind,
  ContractEnd,
  ContractKind,
  MenteeStatus,
  MentorStatus,
  OrderStatus,
  PairStage,
  PairStatus,
  PracticeStatus,
} from '@nastavnik/read-models';

type Labels<Code extends string> = { readonly [C in Code]: string };

export const MENTEE_STATUS_RU: Labels<MenteeStatus> = {
  WAITING: 'ожидает пары',
  PROPOSED: 'пара предложена',
  ACTIVE: 'в паре',
  SUSPENDED: 'пара приостановлена',
  LEFT: 'исключён из базы',
};
export const MENTOR_STATUS_RU: Labels<MentorStatus> = {
  FREE: 'свободен',
  PAIRED: 'в паре',
  LEFT: 'исключён из базы',
};
export const PAIR_STATUS_RU: Labels<PairStatus> = {
  PROPOSED: 'предложена',
  ACTIVE: 'действует',
  SUSPENDED: 'приостановлена',
  COMPLETED: 'завершена',
  ENDED: 'прекращена',
};
export const PAIR_STAGE_RU: Labels<PairStage> = {
  PROPOSED: 'предложена',
  CANDIDATES_OFFERED: 'предложены кандидатуры',
  MENTOR_CHOSEN: 'наставник выбран',
  FAMILIARISED: 'участники ознакомлены',
  FIXED: 'закреплена приказом',
  MEETINGS: 'идут встречи',
  CLOSING: 'заключительная встреча проведена',
  CLOSED: 'закрыта',
};
export const EDUCATION_STAGE_RU: Labels<EducationStage> = {
  PRIMARY: 'начальное общее',
  BASIC: 'основное общее',
  SECONDARY: 'среднее общее',
};
export const CONSENT_KIND_RU: Labels<ConsentKind> = {
  ...CONSENT_PURPOSE_RU,
  DUTIES: 'на возложение дополнительных обязанностей',
};
export const CONTRACT_KIND_RU: Labels<ContractKind> = {
  COOPERATION: 'соглашение о сотрудничестве',
  CONTRACT_ADDENDUM: 'дополнительное соглашение к трудовому договору',
  OTHER_PAY_BASIS: 'иное основание оплаты',
  PARTNERSHIP: 'договор с организацией-партнёром',
};
export const CONTRACT_END_RU: Labels<ContractEnd> = {
  MUTUAL: 'по взаимному согласию',
  MENTOR_INITIATIVE: 'по инициативе наставника',
  SCHOOL_INITIATIVE: 'по инициативе школы',
  REFUSED: 'отказ от наставничества (ст. 351.8 ТК РФ)',
};
export const ORDER_STATUS_RU: Labels<OrderStatus> = {
  IN_FORCE: 'действует',
  AMENDED: 'действует с изменениями',
  CANCELLED: 'отменён',
};
/** Who signs an order, as the letterhead names the post. */
export const SIGNER_RU: { readonly [role: string]: string } = {
  director: 'директор',
  'municipal-specialist': 'орган управления образованием',
};
export const ORGANISATION_TYPE_RU: Labels<OrganisationType> = {
  GENERAL: 'общеобразовательная организация',
  PRESCHOOL: 'дошкольная организация',
  ADDITIONAL: 'организация дополнительного образования',
  VOCATIONAL: 'профессиональная организация',
};
export const OWNER_RU: Labels<RoadmapOwner> = {
  ...BODY_RU,
  ...ORGANISATION_TYPE_RU,
  OWN: 'сама организация',
};
export const PRACTICE_STATUS_RU: Labels<PracticeStatus> = {
  SUBMITTED: 'представлена',
  RETURNED: 'возвращена на доработку',
  ACCEPTED: 'принята',
  SELECTED: 'отобрана',
  PUBLISHED: 'опубликована',
  WITHDRAWN: 'отозвана',
};
export const SUPPORT_SCOPE_RU: Labels<SupportScope> = {
  MUNICIPAL: 'муниципальный',
  REGIONAL: 'региональный',
  NATIONAL: 'федеральный',
};
export const AWARD_STATUS_RU: Labels<AwardStatus> = {
  NOMINATED: 'выдвинут',
  PRESENTED: 'представлен',
  GRANTED: 'награждён',
  DECLINED: 'отклонено',
};
export const APPEAL_KIND_RU: Labels<AppealKind> = {
  COMPLAINT: 'жалоба',
  PROPOSAL: 'предложение',
  DISPUTE: 'спор',
};
export const APPEAL_STATUS_RU: Labels<AppealStatus> = {
  OPEN: 'на рассмотрении',
  DECIDED: 'решено',
  ANSWERED: 'дан ответ',
};
export const APPEAL_SUBJECT_RU: Labels<ProposalTopic | DisputeSubject> = {
  MENTORING: 'работа, связанная с наставничеством',
  SCHOOL_DEVELOPMENT: 'развитие школы',
  PAIR_WORK: 'работа пары',
  PROFESSIONAL_RIGHTS: 'профессиональные права',
};
export const DECISION_RU: { readonly [decision: string]: string } = {
  UPHELD: 'удовлетворена',
  PARTLY_UPHELD: 'удовлетворена частично',
  DISMISSED: 'отклонена',
  ACCEPTED: 'принято',
  PARTLY_ACCEPTED: 'принято частично',
  DECLINED: 'отклонено',
  SETTLED: 'урегулирован',
  NOT_SETTLED: 'не урегулирован',
};
export const ACTIVITY_STATUS_RU: Labels<ActivityEntry['status']> = {
  PLANNED: 'запланировано',
  HELD: 'проведено',
  CLOSED: 'итоги подведены',
  CANCELLED: 'отменено',
};
