/** The invented people of School 62's sample year. Any likeness to a real person is chance. */
import { idOf } from './sender';

type Kind = 'STUDENT' | 'PEDAGOGUE' | 'GRADUATE';

export interface SamplePerson {
  readonly id: string;
  readonly kind: Kind;
  readonly employed: boolean;
  readonly position?: string;
  readonly person: {
    readonly familyName: string;
    readonly givenName: string;
    readonly patronymic: string;
    readonly birthDate: string;
    readonly workplace?: string;
  };
  /** Legal representative of a minor. */
  readonly representative?: {
    readonly familyName: string;
    readonly givenName: string;
    readonly patronymic: string;
    readonly authority: string;
  };
}

const person = (
  name: string,
  kind: Kind,
  fullName: string,
  birthDate: string,
  more: { employed?: boolean; position?: string; workplace?: string; representative?: string } = {},
): SamplePerson => {
  const [familyName = '', givenName = '', patronymic = ''] = fullName.split(' ');
  const [family = '', given = '', middle = '', authority = ''] = more.representative?.split(' ') ?? [];
  return {
    id: idOf(`person ${name}`),
    kind,
    employed: more.employed ?? false,
    ...(more.position === undefined ? {} : { position: more.position }),
    person: {
      familyName,
      givenName,
      patronymic,
      birthDate,
      ...(more.workplace === undefined ? {} : { workplace: more.workplace }),
    },
    ...(more.representative === undefined
      ? {}
      : { representative: { familyName: family, givenName: given, patronymic: middle, authority } }),
  };
};
const staff = (name: string, position: string, fullName: string, birthDate: string): SamplePerson =>
  person(name, 'PEDAGOGUE', fullName, birthDate, { employed: true, position });

export const people = {
  director: staff('director', 'HEAD', 'Ветрова Людмила Аркадьевна', '1969-04-02'),
  coordinator: staff('coordinator', 'DEPUTY_HEAD_UVR', 'Лебедева Ольга Сергеевна', '1978-09-17'),
  curatorTeachers: staff('curator of teachers', 'PEDAGOGUE', 'Громова Ирина Викторовна', '1980-02-11'),
  curatorStudents: staff('curator of students', 'PEDAGOGUE', 'Климов Андрей Петрович', '1985-06-23'),
  experienced: staff('experienced teacher', 'PEDAGOGUE', 'Орлова Наталья Фёдоровна', '1972-11-30'),
  young: staff('young specialist', 'PEDAGOGUE', 'Пчёлкина Дарья Ильинична', '1997-07-08'),
  biologist: staff('biology teacher', 'PEDAGOGUE', 'Ершова Тамара Глебовна', '1976-01-19'),
  geographer: staff('geography teacher', 'PEDAGOGUE', 'Рябов Семён Олегович', '1988-12-05'),
  tenthGrader: person('tenth grader', 'STUDENT', 'Соколов Артём Игоревич', '2004-05-14', {
    representative: 'Соколова Марина Олеговна мать',
  }),
  seventhGrader: person('seventh grader', 'STUDENT', 'Иволгин Пётр Денисович', '2007-10-02', {
    representative: 'Иволгин Денис Юрьевич отец',
  }),
  gifted: person('gifted student', 'STUDENT', 'Зайцева Ева Максимовна', '2005-03-21', {
    representative: 'Зайцева Инна Павловна мать',
  }),
  naturalist: person('young naturalist', 'STUDENT', 'Сычёв Глеб Романович', '2006-08-27', {
    representative: 'Сычёва Алла Игоревна мать',
  }),
  detached: person('detached student', 'STUDENT', 'Уткин Лев Вадимович', '2006-12-13', {
    representative: 'Уткина Вера Львовна мать',
  }),
  graduate: person('graduate', 'GRADUATE', 'Дроздов Кирилл Андреевич', '1995-02-03', {
    workplace: 'Конструкторское бюро',
  }),
} as const;
