/** Words of incentives that one person gets: what they are, where they come from, on which grounds. */

/** Incentives of `incentiveKinds` that one participant is nominated to; events, contests and rubrics of the site are acts of their own. */
export const AWARD_KINDS = [
  'CONTEST_NOMINATION',
  'JURY',
  'SCHOOL_CERTIFICATE',
  'DIPLOMA',
  'THANKS_LETTER',
  'PARENT_THANKS_LETTER',
  'SOCIAL_PROGRAMME',
  'MUNICIPAL_MEASURES',
  'ATTESTATION_CREDIT',
  'VACANCY_CONTEST',
  'TALENT_RESERVE',
  'DEPARTMENTAL_AWARD',
  'HONOURED_MENTOR',
  'YOUTH_AND_PROFESSIONALISM',
  'STATE_BADGE_FOR_MENTORING',
] as const;
export type AwardKind = (typeof AWARD_KINDS)[number];
export const AWARD_KIND_RU: { readonly [K in AwardKind]: string } = {
  CONTEST_NOMINATION: 'выдвижение на конкурс',
  JURY: 'участие в жюри конкурса',
  SCHOOL_CERTIFICATE: 'школьная грамота «Лучший наставник»',
  DIPLOMA: 'диплом',
  THANKS_LETTER: 'благодарственное письмо',
  PARENT_THANKS_LETTER: 'благодарственное письмо родителям',
  SOCIAL_PROGRAMME: 'поощрение в социальной программе',
  MUNICIPAL_MEASURES: 'муниципальная мера стимулирования',
  ATTESTATION_CREDIT: 'учёт наставничества при аттестации',
  VACANCY_CONTEST: 'учёт наставничества в конкурсе на вакантную должность',
  TALENT_RESERVE: 'рекомендация в резерв управленческих кадров',
  DEPARTMENTAL_AWARD: 'ведомственная награда',
  HONOURED_MENTOR: 'знак «Почётный наставник»',
  YOUTH_AND_PROFESSIONALISM: 'знак «Молодость и Профессионализм»',
  STATE_BADGE_FOR_MENTORING: 'знак отличия «За наставничество»',
};

/**
 * Who decides: OWN, the organisation itself, by its order; COUNTED, a commission that takes mentoring into account; PRESENTED, somebody
 * above, to whom the organisation presents the person.
 */
export type AwardPath = 'OWN' | 'COUNTED' | 'PRESENTED';
export const AWARD_PATHS: { readonly [K in AwardKind]: AwardPath } = {
  CONTEST_NOMINATION: 'PRESENTED',
  JURY: 'PRESENTED',
  SCHOOL_CERTIFICATE: 'OWN',
  DIPLOMA: 'OWN',
  THANKS_LETTER: 'OWN',
  PARENT_THANKS_LETTER: 'OWN',
  SOCIAL_PROGRAMME: 'OWN',
  MUNICIPAL_MEASURES: 'OWN',
  ATTESTATION_CREDIT: 'COUNTED',
  VACANCY_CONTEST: 'COUNTED',
  TALENT_RESERVE: 'PRESENTED',
  DEPARTMENTAL_AWARD: 'PRESENTED',
  HONOURED_MENTOR: 'PRESENTED',
  YOUTH_AND_PROFESSIONALISM: 'PRESENTED',
  STATE_BADGE_FOR_MENTORING: 'PRESENTED',
};

/** Levels of a contest or an award (S62-11-03). */
export const AWARD_LEVELS = ['SCHOOL', 'MUNICIPAL', 'REGIONAL', 'FEDERAL'] as const;
export type AwardLevel = (typeof AWARD_LEVELS)[number];
export const AWARD_LEVEL_RU: { readonly [L in AwardLevel]: string } = {
  SCHOOL: 'школьный',
  MUNICIPAL: 'муниципальный',
  REGIONAL: 'региональный',
  FEDERAL: 'федеральный',
};

/** SEV-I-2a: the four merits that the state badge is given for. */
export const BADGE_GROUNDS = [
  'MASTERY_AND_FORMATION',
  'PRACTICAL_EXPERIENCE',
  'CONSTANT_EFFECTIVE_HELP',
  'UPBRINGING_AND_CIVIC_ACTIVITY',
] as const;
export type BadgeGround = (typeof BADGE_GROUNDS)[number];
