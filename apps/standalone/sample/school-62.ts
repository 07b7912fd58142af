/**
 * A year of mentoring in School 62, 2021, told in the order of its regulation: documents, bases, consents, pairs, work,
 * monitoring, results. Four pairs: one completed with a follow-up, one of students, one suspended by a withdrawn consent and
 * ended, one group whose mentor was replaced.
 */
import { createHash } from 'node:crypto';
import { people, type SamplePerson } from './people';
import { type ActSender, idOf, type Sender } from './sender';

/** Ids of the sample that a newcomer will want to look at. */
export const sample = {
  municipalityId: idOf('municipality'),
  schoolId: idOf('school'),
  /** The pair of two teachers: its whole life, from the proposal to the follow-up. */
  pairId: idOf('pair of teachers'),
  studentPairId: idOf('pair of students'),
  suspendedPairId: idOf('pair with a graduate'),
  groupId: idOf('group of naturalists'),
} as const;

const { municipalityId, schoolId } = sample;
const school = `/v1/schools/${schoolId}`;

const inSchool = (role: string, { id }: SamplePerson): Sender => ({
  role,
  sub: id,
  organisationId: schoolId,
});
const region: Sender = { role: 'region-operator', sub: idOf('region operator') };
const authority: Sender = {
  role: 'municipal-specialist',
  sub: idOf('municipal specialist'),
  organisationId: municipalityId,
};
const director = inSchool('director', people.director);
const coordinator = inSchool('coordinator', people.coordinator);

const LEGAL_BASIS = ['273-ФЗ', 'Р-145'];
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const CONSENT_TEXTS = {
  PARTICIPATION: hashOf('Согласие на участие в целевой модели наставничества МОУ СОШ № 62, редакция 1'),
  PERSONAL_DATA: hashOf('Согласие на обработку персональных данных, редакция 1'),
};

interface Couple {
  readonly name: string;
  readonly pairId: string;
  readonly kind: 'PAIR' | 'GROUP';
  readonly form: string;
  readonly task: 'LIFE' | 'PERSONAL' | 'PROFESSIONAL';
  readonly curator: Sender;
  readonly mentor: SamplePerson;
  readonly mentees: readonly SamplePerson[];
  readonly forum: string;
}

const teachers: Couple = {
  name: 'учитель — учитель',
  pairId: sample.pairId,
  kind: 'PAIR',
  form: 'TEACHER_TEACHER',
  task: 'PROFESSIONAL',
  curator: inSchool('curator', people.curatorTeachers),
  mentor: people.experienced,
  mentees: [people.young],
  forum: 'PEDAGOGICAL_COUNCIL',
};
const students: Couple = {
  name: 'ученик — ученик',
  pairId: sample.studentPairId,
  kind: 'PAIR',
  form: 'STUDENT_STUDENT',
  task: 'PERSONAL',
  curator: inSchool('curator', people.curatorStudents),
  mentor: people.tenthGrader,
  mentees: [people.seventhGrader],
  forum: 'STUDENT_CONFERENCE',
};
const withGraduate: Couple = {
  name: 'выпускник — ученик',
  pairId: sample.suspendedPairId,
  kind: 'PAIR',
  form: 'EMPLOYER_STUDENT',
  task: 'PROFESSIONAL',
  curator: coordinator,
  mentor: people.graduate,
  mentees: [people.gifted],
  forum: 'STUDENT_CONFERENCE',
};
const naturalists: Couple = {
  name: 'учитель — группа учеников',
  pairId: sample.groupId,
  kind: 'GROUP',
  form: 'TEACHER_STUDENT',
  task: 'PERSONAL',
  curator: inSchool('curator', people.curatorStudents),
  mentor: people.biologist,
  mentees: [people.naturalist, people.detached],
  forum: 'STUDENT_CONFERENCE',
};
const couples = [teachers, students, withGraduate, naturalists];

/** Sends the whole year. Sent again, in part or in whole, it changes nothing. */
export const school62Year = async (api: ActSender): Promise<void> => {
  await documents(api);
  await bases(api);
  for (const couple of couples) await formed(api, couple);
  await fixedByOrder(api);
  await firstHalf(api);
  await complaint(api);
  await withdrawnConsent(api);
  await replacedMentor(api);
  await secondHalf(api);
  await results(api);
};

const order = (api: ActSender, number: string, issuedOn: string, what: string, content: object) =>
  api.act(`Приказ № ${number}: ${what}`, director, `${school}/orders`, {
    number,
    register: 'MAIN',
    issuedOn,
    legalBasis: LEGAL_BASIS,
    content,
  });

/** Sections 1, 4.1–4.3, 12. */
const documents = async (api: ActSender): Promise<void> => {
  await api.act('Учтён муниципалитет', region, '/v1/municipalities', {
    id: municipalityId,
    name: 'Городской округ, для примера',
    utcOffsetMinutes: 180,
    effectiveOn: '2021-01-11',
  });
  await api.act('Учтена школа', authority, '/v1/schools', {
    id: schoolId,
    municipalityId,
    name: 'Муниципальное общеобразовательное учреждение средняя общеобразовательная школа № 62',
    shortName: 'МОУ СОШ № 62',
    utcOffsetMinutes: 180,
    effectiveOn: '2021-01-11',
  });
  await api.act(
    'Принято Положение о наставничестве (п. 12)',
    director,
    `/v1/organisations/${schoolId}/regulation`,
    {
      document: 'МОУ СОШ № 62',
      basedOn: 'S62',
      effectiveOn: '2021-01-12',
    },
  );
  await api.refused('Программы до приказа о внедрении', director, `${school}/programme-presentations`, {
    forum: 'PEDAGOGICAL_COUNCIL',
    form: 'TEACHER_TEACHER',
    programmes: ['Учимся вместе'],
    effectiveOn: '2021-01-12',
  });
  await order(api, '2-Д', '2021-01-13', 'внедрение целевой модели (п. 4.1)', {
    kind: 'INTRODUCTION',
    from: '2021-01-13',
  });
  for (const [name, one] of Object.entries(people)) {
    await api.act(`Учтён участник: ${name}`, director, `${school}/participants`, {
      id: one.id,
      kind: one.kind,
      employed: one.employed,
      ...(one.position === undefined ? {} : { position: one.position }),
      person: one.person,
      effectiveOn: '2021-01-13',
    });
  }
  await order(api, '3-Д', '2021-01-14', 'назначены координатор и кураторы (п. 4.3)', {
    kind: 'APPOINTMENT',
    coordinatorId: people.coordinator.id,
    curators: [
      { personId: people.curatorTeachers.id, form: 'TEACHER_TEACHER' },
      { personId: people.curatorStudents.id, form: 'STUDENT_STUDENT' },
      { personId: people.curatorStudents.id, form: 'TEACHER_STUDENT' },
    ],
  });
  await order(api, '4-Д', '2021-01-14', '«Школа наставников» (п. 12)', {
    kind: 'MENTOR_SCHOOL',
    programmes: ['Школа наставников: введение'],
  });
  for (const [forum, form] of [
    ['STUDENT_CONFERENCE', 'STUDENT_STUDENT'],
    ['STUDENT_CONFERENCE', 'TEACHER_STUDENT'],
    ['PEDAGOGICAL_COUNCIL', 'TEACHER_TEACHER'],
    ['PARENT_COUNCIL', 'STUDENT_STUDENT'],
  ]) {
    await api.act(
      `Программы представлены (п. 5.2): ${forum}, ${form}`,
      coordinator,
      `${school}/programme-presentations`,
      {
        forum,
        form,
        programmes: ['Учимся вместе'],
        effectiveOn: '2021-01-15',
      },
    );
  }
};

/** Sections 4.4–4.11, 4.14, 7. */
const bases = async (api: ActSender): Promise<void> => {
  const base = (what: string, one: SamplePerson, which: 'mentor-base' | 'mentee-base', body: object) =>
    api.act(what, coordinator, `${school}/participants/${one.id}/${which}`, {
      ...body,
      effectiveOn: '2021-01-18',
    });
  for (const couple of couples) {
    await base(`База наставников: ${couple.name} (п. 4.8)`, couple.mentor, 'mentor-base', {
      category: couple.mentor.kind,
      experience: [couple.task],
      evidenceNote: { text: 'Успешный опыт подтверждён портфолио' },
    });
  }
  await base('База наставников: ещё один учитель (п. 4.8)', people.geographer, 'mentor-base', {
    category: 'PEDAGOGUE',
    experience: ['PERSONAL'],
  });
  const categories: readonly (readonly [SamplePerson, string, Couple])[] = [
    [people.young, 'YOUNG_SPECIALIST', teachers],
    [people.seventhGrader, 'LOW_RESULTS', students],
    [people.gifted, 'GIFTED', withGraduate],
    [people.naturalist, 'GIFTED', naturalists],
    [people.detached, 'DETACHED', naturalists],
  ];
  for (const [one, category, { task }] of categories) {
    await base(`База наставляемых: ${category} (п. 4.6, 4.7)`, one, 'mentee-base', {
      categories: [category],
      tasks: [task],
    });
    await api.act(
      `Выявлены потребности: ${category} (п. 7)`,
      coordinator,
      `${school}/participants/${one.id}/needs`,
      {
        tasks: [task],
        findings: {
          strengths: 'Настойчивость',
          weaknesses: 'Мало опыта самостоятельной работы',
          vectors: 'Планирование',
        },
        effectiveOn: '2021-01-19',
      },
    );
  }
  const members = [...couples.flatMap(({ mentor, mentees }) => [mentor, ...mentees]), people.geographer];
  for (const [index, one] of members.entries()) await consents(api, index + 1, one);
  await api.act(
    'Договор о сотрудничестве с выпускником, безвозмездный (п. 4.14)',
    coordinator,
    `${school}/agreements`,
    {
      id: idOf('agreement with the graduate'),
      number: '1/2021',
      mentorIds: [people.graduate.id],
      gratuitous: true,
      from: '2021-01-20',
      until: '2021-12-31',
      effectiveOn: '2021-01-20',
    },
  );
};

const consents = async (api: ActSender, number: number, one: SamplePerson): Promise<void> => {
  for (const purpose of ['PARTICIPATION', 'PERSONAL_DATA'] as const) {
    await api.act(
      `Согласие ${number}, ${purpose} (п. 4.10, 4.11)`,
      coordinator,
      `${school}/participants/${one.id}/consents`,
      {
        id: idOf(`consent ${purpose} ${one.id}`),
        purpose,
        by: one.representative === undefined ? 'SELF' : 'LEGAL_REPRESENTATIVE',
        written: true,
        textHash: CONSENT_TEXTS[purpose],
        ...(one.representative === undefined ? {} : { representative: one.representative }),
        effectiveOn: '2021-01-20',
      },
    );
  }
};

const onPair = (api: ActSender, couple: Couple, as: Sender, what: string, path: string, body: object) =>
  api.act(`${couple.name}: ${what}`, as, `${school}/pairs/${couple.pairId}${path}`, body);

/** Sections 4.12, 4.13, 10. */
const formed = async (api: ActSender, couple: Couple): Promise<void> => {
  const { curator, mentor, mentees } = couple;
  await api.act(`${couple.name}: предложена пара`, curator, `${school}/pairs`, {
    id: couple.pairId,
    kind: couple.kind,
    form: couple.form,
    menteeIds: mentees.map(({ id }) => id),
    tasks: [couple.task],
    effectiveOn: '2021-01-21',
  });
  await onPair(api, couple, curator, 'предложены кандидатуры (п. 10)', '/candidates', {
    mentorIds: couple === naturalists ? [mentor.id, people.geographer.id] : [mentor.id],
    effectiveOn: '2021-01-21',
  });
  await onPair(api, couple, curator, 'участники познакомились с программами (п. 4.12)', '/familiarisation', {
    participantIds: [mentor, ...mentees].map(({ id }) => id),
    forum: couple.forum,
    effectiveOn: '2021-01-21',
  });
  for (const [index, mentee] of mentees.entries()) {
    await onPair(
      api,
      couple,
      inSchool('mentee', mentee),
      `наставник выбран, ${index + 1} (п. 10)`,
      '/choice',
      {
        mentorId: mentor.id,
        menteeId: mentee.id,
        through: 'SELF',
        effectiveOn: '2021-01-22',
      },
    );
  }
};

/** Section 4.13: one order fixes all pairs. */
const fixedByOrder = async (api: ActSender): Promise<void> => {
  const pairs = (until: string) => couples.map(({ pairId }) => ({ pairId, from: '2021-02-01', until }));
  await api.refused('Приказ на срок дольше календарного года', director, `${school}/orders`, {
    number: '15-Д',
    register: 'MAIN',
    issuedOn: '2021-01-25',
    legalBasis: LEGAL_BASIS,
    content: { kind: 'PAIRS', pairs: pairs('2022-05-31') },
  });
  await order(api, '15-Д', '2021-01-25', 'закреплены наставнические пары и группа (п. 4.13)', {
    kind: 'PAIRS',
    pairs: pairs('2021-12-24'),
  });
};

const levels = (couple: Couple, level: string) => ({
  assessments: couple.mentees.map(({ id }) => ({
    menteeId: id,
    levels: { COMPETENCE: level, MOTIVATION_PERSONAL: level },
  })),
});

const meeting = (
  api: ActSender,
  couple: Couple,
  kind: string,
  effectiveOn: string,
  more: { mentor?: SamplePerson; planned?: number } = {},
) =>
  onPair(api, couple, couple.curator, `встреча ${kind} ${effectiveOn} (п. 5.3)`, '/meetings', {
    kind,
    attendeeIds: [more.mentor ?? couple.mentor, ...couple.mentees].map(({ id }) => id),
    ...(more.planned === undefined ? {} : { plannedRegularMeetings: more.planned }),
    effectiveOn,
  });

const monitoring = (
  api: ActSender,
  couple: Couple,
  kind: 'INTERIM' | 'FINAL',
  level: string,
  effectiveOn: string,
) =>
  onPair(
    api,
    couple,
    couple === withGraduate ? director : couple.curator,
    `мониторинг ${kind} (п. 6.4)`,
    '/monitoring',
    {
      kind,
      findings: [
        { indicator: 'PROCESS_QUALITY', aspect: 'PROCESS', level },
        { indicator: 'COMPETENCE', aspect: 'IMPACT', level },
      ],
      effectiveOn,
    },
  );

/** Sections 5.3, 5.5, 6.3, 7, 9. */
const firstHalf = async (api: ActSender): Promise<void> => {
  for (const couple of couples) {
    await onPair(api, couple, couple.curator, 'оценка на входе (п. 6.3)', '/entry-assessment', {
      ...levels(couple, 'BASIC'),
      effectiveOn: '2021-02-01',
    });
    await meeting(api, couple, 'ORGANISATIONAL', '2021-02-01');
    await meeting(api, couple, 'TRIAL', '2021-02-08');
    await meeting(api, couple, 'PLANNING', '2021-02-15', { planned: 3 });
    await onPair(api, couple, couple.curator, 'план составлен вместе (п. 7, 9)', '/plan', {
      authorIds: [couple.mentor, ...couple.mentees].map(({ id }) => id),
      plan: { text: 'Цели, встречи и ожидаемые результаты на 2021 год' },
      effectiveOn: '2021-02-16',
    });
    await onPair(api, couple, couple.curator, 'план утверждён', '/plan/approval', {
      effectiveOn: '2021-02-17',
    });
    await meeting(api, couple, 'REGULAR', '2021-03-10');
  }
  await api.refused(
    'Мониторинг с отметкой',
    teachers.curator,
    `${school}/pairs/${teachers.pairId}/monitoring`,
    {
      kind: 'INTERIM',
      findings: [
        { indicator: 'PROCESS_QUALITY', aspect: 'PROCESS', level: 'SUFFICIENT' },
        { indicator: 'COMPETENCE', aspect: 'IMPACT', level: 'SUFFICIENT' },
      ],
      grade: '5',
      effectiveOn: '2021-06-01',
    },
  );
};

/** Section 8: the mentor sees the complaint and explains before it is decided. */
const complaint = async (api: ActSender): Promise<void> => {
  const appealId = idOf('complaint');
  await api.act('Жалоба зарегистрирована (п. 8)', coordinator, `${school}/complaints`, {
    id: appealId,
    mentorId: people.biologist.id,
    pairId: naturalists.pairId,
    complaint: { text: 'Встреча перенесена без предупреждения' },
    effectiveOn: '2021-04-05',
  });
  await api.refused(
    'Решение по жалобе, которую наставник не видел',
    director,
    `${school}/complaints/${appealId}/closing`,
    {
      decision: 'UPHELD',
      effectiveOn: '2021-04-05',
    },
  );
  await api.act(
    'Наставник познакомился с жалобой (п. 8)',
    coordinator,
    `${school}/complaints/${appealId}/disclosure`,
    {
      effectiveOn: '2021-04-06',
    },
  );
  await api.act(
    'Наставник дал объяснения (п. 8)',
    inSchool('mentor', people.biologist),
    `${school}/complaints/${appealId}/explanation`,
    {
      explanation: { text: 'В этот день был объявлен карантин' },
      effectiveOn: '2021-04-08',
    },
  );
  await api.act('Решение по жалобе', director, `${school}/complaints/${appealId}/closing`, {
    decision: 'DISMISSED',
    effectiveOn: '2021-04-12',
  });
};

/** Sections 4.10, 4.13: a consent withdrawn suspends the pair; the order ends it. */
const withdrawnConsent = async (api: ActSender): Promise<void> => {
  const consentId = idOf(`consent PARTICIPATION ${people.gifted.id}`);
  await api.act(
    'Согласие отозвано: пара приостановлена (п. 4.10)',
    coordinator,
    `${school}/participants/${people.gifted.id}/consents/${consentId}/withdrawal`,
    {
      by: 'LEGAL_REPRESENTATIVE',
      effectiveOn: '2021-04-19',
    },
  );
  await api.refused(
    'Встреча без согласия',
    withGraduate.curator,
    `${school}/pairs/${withGraduate.pairId}/meetings`,
    {
      kind: 'REGULAR',
      attendeeIds: [people.graduate.id, people.gifted.id],
      effectiveOn: '2021-04-21',
    },
  );
  await order(api, '41-Д', '2021-04-26', 'пара прекращена', {
    kind: 'PAIR_END',
    pairs: [{ pairId: withGraduate.pairId, reason: 'CONSENT_WITHDRAWN', on: '2021-04-26' }],
  });
};

/** Section 4.9: the needs of the school change; a same-day hand-over. */
const replacedMentor = async (api: ActSender): Promise<void> => {
  await onPair(
    api,
    naturalists,
    naturalists.curator,
    'новый наставник познакомился с программами (п. 4.12)',
    '/familiarisation',
    {
      participantIds: [people.geographer.id],
      forum: 'PEDAGOGICAL_COUNCIL',
      effectiveOn: '2021-05-12',
    },
  );
  await order(api, '47-Д', '2021-05-17', 'замена наставника группы', {
    kind: 'PAIR_CHANGE',
    pairs: [
      {
        pairId: naturalists.pairId,
        role: 'MENTOR',
        leavingId: people.biologist.id,
        joiningId: people.geographer.id,
        on: '2021-05-17',
      },
    ],
  });
};

const mentorNow = (couple: Couple): SamplePerson =>
  couple === naturalists ? people.geographer : couple.mentor;
const yearLong = [teachers, students, naturalists];

const secondHalf = async (api: ActSender): Promise<void> => {
  for (const couple of yearLong) {
    await monitoring(api, couple, 'INTERIM', 'SUFFICIENT', '2021-06-01');
    await meeting(api, couple, 'REGULAR', '2021-09-15', { mentor: mentorNow(couple) });
    await meeting(api, couple, 'REGULAR', '2021-11-10', { mentor: mentorNow(couple) });
  }
};

/** Sections 6.2–6.5, 7. The group's year is left one step before its end, for the newcomer to finish. */
const results = async (api: ActSender): Promise<void> => {
  for (const couple of yearLong) {
    const mentor = mentorNow(couple);
    await meeting(api, couple, 'FINAL', '2021-12-08', { mentor });
    await onPair(api, couple, couple.curator, 'оценка на выходе (п. 6.3)', '/exit-assessment', {
      ...levels(couple, 'SUFFICIENT'),
      effectiveOn: '2021-12-09',
    });
    await monitoring(api, couple, 'FINAL', 'HIGH', '2021-12-10');
    await onPair(api, couple, inSchool('mentor', mentor), 'отчёт наставника (п. 7)', '/report', {
      mentorId: mentor.id,
      report: {
        work: 'Проведены все намеченные встречи',
        proposals: 'Продолжить в следующем году',
        conclusions: 'Цели плана достигнуты',
      },
      effectiveOn: '2021-12-13',
    });
    if (couple === naturalists) continue;
    await onPair(api, couple, couple.curator, 'программа завершена', '/completion', {
      effectiveOn: '2021-12-15',
    });
  }
  await order(api, '98-Д', '2021-12-16', 'итоговое мероприятие (п. 12)', {
    kind: 'FINAL_EVENT',
    on: '2021-12-22',
  });
  await onPair(api, teachers, teachers.curator, 'поддержка после завершения', '/follow-up', {
    effectiveOn: '2022-01-17',
  });
};
