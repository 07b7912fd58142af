/** What has to be in place around a pair: a curator, fresh entries in the bases, a psychologist's word, a second mentor of the network. */
import { addMonths } from '@nastavnik/kernel';
import type {
  AssessCompatibility,
  CompletePair,
  FixPair,
  OfferCandidates,
  ProposePair,
  ReplaceMember,
} from '../pair.commands';
import { type ActivePair, mentorsToFix, type ProposedPair } from '../pair.state';
import { type Known, knownPeople, missingOf, noClause, type PairRule, ru, text, unless, when } from './facts';

/** MR-K-02: the organisation has a curator of its programmes. */
export const curatorInPlace: PairRule<FixPair, ProposedPair> = {
  name: 'curator-in-place',
  invariant: 3,
  title: text('Куратор назначен', 'There is a curator'),
  demandedBy: when('curatorRequired', (demanded) => demanded),
  violations: ({ evidence, state }) =>
    unless(
      evidence.school.curators.some(({ form }) => form === 'ALL' || form === state.form),
      text(
        'В организации нет куратора программ этой формы.',
        'The organisation has no curator of programmes of this form.',
      ),
      text('Назначьте куратора.', 'Appoint a curator.'),
      [{ kind: 'curator', detail: { form: state.form } }],
    ),
};

/** Whose entries the regulation has refreshed: candidates are the pedagogues who may become mentees. */
const inScope = ({ role, person }: Known, scope: readonly string[]): boolean =>
  role === 'MENTOR'
    ? scope.includes('MENTORS')
    : scope.includes('MENTEES') || (scope.includes('CANDIDATES') && person.kind === 'PEDAGOGUE');

/** MR-CUR-01, KIL-6.4.1-05, SEV-RM-M1: so many times a year; who is put into a pair is known as of now, not of years ago. */
export const entriesRefreshed: PairRule<ProposePair | OfferCandidates | FixPair | ReplaceMember> = {
  name: 'base-entry-refreshed',
  invariant: 7,
  title: text('Сведения в базе обновлены', 'The entry in the base is fresh'),
  demandedBy: ({ parameters: { registerRefreshPerYear: times, registerRefreshScope: scope } }, facts) =>
    times.value !== 'AS_NEEDED' &&
    times.source !== 'DEFAULT' &&
    knownPeople(facts).some((one) => inScope(one, scope.value))
      ? times.clauses
      : undefined,
  violations: (facts, { parameters }) => {
    const times = parameters.registerRefreshPerYear.value;
    const months = times === 'AS_NEEDED' ? 12 : Math.floor(12 / times);
    const since = addMonths(facts.command.data.effectiveOn, -months);
    const stale = knownPeople(facts).filter((one) => {
      const on = one.person.refreshedOn?.[one.role];
      return inScope(one, parameters.registerRefreshScope.value) && on !== undefined && on < since;
    });
    return unless(
      stale.length === 0,
      text(
        `Сведения в базе не обновлялись с ${ru(since)}: участников ${stale.length}.`,
        `Entries in the base not refreshed since ${since}: ${stale.length}.`,
      ),
      text(
        'Обновите сведения участника или подтвердите, что они прежние.',
        'Renew the entry, or confirm that it is still right.',
      ),
      missingOf('fresh-entry', stale, { since }),
    );
  },
};

/** MR-P-03: it is a psychologist who takes part in determining compatibility. */
export const byPsychologist: PairRule<AssessCompatibility, ProposedPair> = {
  name: 'compatibility-by-psychologist',
  title: text('Совместимость оценивает педагог-психолог', 'A psychologist assesses compatibility'),
  demandedBy: when('compatibilityAssessment', (value) => value !== 'NONE'),
  violations: ({ command, evidence }) => {
    const { psychologistId } = command.data;
    return unless(
      evidence.people[psychologistId]?.position === 'PSYCHOLOGIST',
      text(
        'Совместимость пары оценивает педагог-психолог.',
        'The compatibility of a pair is assessed by a psychologist.',
      ),
      text('Назовите педагога-психолога.', 'Name a psychologist.'),
      [{ kind: 'psychologist', subject: psychologistId }],
    );
  },
};

export const candidatesConsidered: PairRule<AssessCompatibility, ProposedPair> = {
  name: 'compatibility-of-candidates',
  title: text('Оцениваются предложенные кандидатуры', 'It is the candidates who are considered'),
  demandedBy: noClause,
  violations: ({ command, state }) => {
    const others = command.data.mentorIds.filter((id) => !state.candidateIds.includes(id));
    return unless(
      command.data.mentorIds.length > 0 && others.length === 0,
      text('Оценка относится не к предложенным кандидатурам.', 'The assessment is not of the candidates.'),
      text('Назовите предложенных наставников.', 'Name mentors who were offered.'),
      others.map((id) => ({ kind: 'candidate', subject: id })),
    );
  },
};

/** MR-P-03, where a regulation demands it: every mentor of the pair, before the order. */
export const compatibleBeforeOrder: PairRule<FixPair, ProposedPair> = {
  name: 'compatibility-assessed-before-order',
  title: text('Совместимость оценена до приказа', 'Compatibility is assessed before the order'),
  demandedBy: when('compatibilityAssessment', (value) => value === 'REQUIRED'),
  violations: ({ command, state }) => {
    const lacking = mentorsToFix(state).filter((id) => {
      const concluded = state.compatibility[id];
      return concluded === undefined || !concluded.compatible || concluded.on > command.data.effectiveOn;
    });
    return unless(
      lacking.length === 0,
      text(
        `Нет заключения о совместимости пары: наставников ${lacking.length}.`,
        `No conclusion that the pair is compatible: mentors ${lacking.length}.`,
      ),
      text(
        'Получите заключение педагога-психолога или выберите другого наставника.',
        'Obtain the conclusion of the psychologist, or choose another mentor.',
      ),
      lacking.map((id) => ({ kind: 'compatibility', subject: id })),
    );
  },
};

/** Invariant 19, KIL-4.3.6: "наставничество осуществляется также и в сетевой форме". */
export const networkMentored: PairRule<CompletePair, ActivePair> = {
  name: 'young-specialist-network-mentored',
  invariant: 19,
  title: text('У молодого специалиста есть сетевой наставник', 'A young specialist has a network mentor too'),
  demandedBy: ({ parameters: { networkMentorForYoungSpecialist: network } }, facts) =>
    network.value &&
    facts.state.form !== 'NETWORK' &&
    knownPeople(facts, 'MENTEE').some(({ person }) => person.categories.includes('YOUNG_SPECIALIST'))
      ? network.clauses
      : undefined,
  violations: (facts) => {
    const without = knownPeople(facts, 'MENTEE').filter(
      ({ person }) => person.categories.includes('YOUNG_SPECIALIST') && person.networkMentored !== true,
    );
    return unless(
      without.length === 0,
      text(
        `У молодых специалистов не было сетевого наставника: ${without.length}.`,
        `Young specialists who have had no network mentor: ${without.length}.`,
      ),
      text(
        'Закрепите приказом пару в сетевой форме.',
        'Fix a pair of the network form by order for the young specialist.',
      ),
      missingOf('network-mentor', without),
    );
  },
};
