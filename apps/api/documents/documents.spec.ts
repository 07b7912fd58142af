/** Papers over HTTP under two regulations: their words, numbers, dates and names; what is left empty; who gets them; how they look in LibreOffice. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { domainCodec, type DomainEvents, streamOf } from '@nastavnik/domain';
import { DOCX } from '@nastavnik/platform/documents';
import { Vault } from '@nastavnik/platform/vault';
import { itInOffice, openedInOffice } from '../../../test/support/office';
import { people } from '../../standalone/sample/people';
import { idOf } from '../../standalone/sample/sender';
import { type Client, startTestApi, type TestApi } from '../api.testing';
import { kilmez, print, type PrintedPaper, school62 } from './documents.testing';

jest.setTimeout(180_000);

let api: TestApi;
let s62: Awaited<ReturnType<typeof school62>>;
let kil: Awaited<ReturnType<typeof kilmez>>;
/** Every paper printed here, by a name of ours. */
const printed = new Map<string, PrintedPaper>();

beforeAll(async () => {
  api = await startTestApi();
  s62 = await school62(api);
  kil = await kilmez(api);
});
afterAll(() => api?.stop());

const paper = async (name: string, client: Client, at: string): Promise<PrintedPaper> => {
  const got = await print(api, client, at);
  if (got.status !== 200) throw new Error(`${name}: ${got.status} ${got.text}`);
  printed.set(name, got);
  return got;
};
const missing = ({ headers }: PrintedPaper): readonly string[] =>
  (headers.get('document-missing') ?? '').split(', ').filter(Boolean);
/** Every one of these stands on the paper. */
const says = ({ text }: PrintedPaper, ...lines: readonly string[]): void => {
  for (const line of lines) expect(text).toContain(line);
};

describe('orders', () => {
  const ofS62 = (name: string, number: string, on: string) =>
    paper(`s62-${name}`, s62.director, s62.orderPath(number, on));
  const ofKil = (name: keyof typeof kil.orders) =>
    paper(`kil-${name}`, kil.director, kil.orderPath(kil.orders[name]));

  it('S62-12-07, S62-4.13: the order that fixes pairs has them in its annex, with the consents they rest on', async () => {
    const order = await ofS62('pairs', '15-Д', '2021-01-25');
    says(
      order,
      'Муниципальное общеобразовательное учреждение средняя общеобразовательная школа № 62',
      ...['ПРИКАЗ', '«25» января 2021 г.', '№ 15-Д', 'ПРИКАЗЫВАЮ:'],
      'Об утверждении наставников и наставнических пар/групп',
      '273-ФЗ; Р-145; МОУ СОШ № 62, п. 4.13, 4.10',
      '1. Утвердить наставников и закрепить наставнические пары (группы) согласно приложению № 1',
      ...['Приложение № 1', 'к приказу', 'от 25.01.2021 № 15-Д'],
      'Орлова Наталья Фёдоровна, педагог согласие от 20.01.2021',
      ...['«Ученик – ученик»', '01.02.2021 – 24.12.2021', 'Лист ознакомления'],
    );
    // Nobody said who signed: a line for the hand, and no invented head of the school.
    expect(missing(order)).toEqual(['signatory-name']);
    expect(order.text).not.toContain('Закрепить в качестве наставника');
  });

  it('KIL-2.1.6: the same order of another school cites its own clauses; an acting director signs it under a number of its own kind', async () => {
    const order = await ofKil('pairs');
    says(
      order,
      ...['№ 39/3', '«26» сентября 2022 г.', 'приказ № 113-ОД от 01.09.2022; МБОУ Кильмезская СОШ, п. 2.1.6'],
      ...['И.о. директора', 'Т. И. Быкова', '«опытный педагог – молодой специалист»'],
      'Закрепить в качестве наставника Иванову Анну Петровну за наставляемым: Петровым Ильёй Фёдоровичем.',
    );
    expect(order.text).not.toContain('МОУ СОШ № 62');
    expect(missing(order)).toEqual([]);
  });

  it('a name is declined as its owner stored it, and stands in the nominative where nobody did', async () => {
    says(
      await ofKil('appointment'),
      'Назначить куратором внедрения целевой модели наставничества Широбокову Елену Юрьевну.',
    );
    says(
      await ofS62('appointment', '3-Д', '2021-01-14'),
      'Назначить: координатор внедрения целевой модели наставничества – Лебедева Ольга Сергеевна, заместитель директора по учебно-воспитательной работе.',
    );
    says(
      await ofS62('change', '47-Д', '2021-05-17'),
      'выбывает наставник – Ершова Тамара Глебовна; вступает наставник – Рябов Семён Олегович.',
    );
  });

  it('KIL-2.1.1-01, KIL-2.1.1-02, KIL-2.1.1-03, KIL-2.1.1-04, KIL-2.1.1-05: the act of introduction has its five parts', async () => {
    says(
      await ofKil('introduction'),
      ...['приказ № 113-ОД от 01.09.2022', 'МБОУ Кильмезская СОШ, п. 2.1.1'],
      '1. Внедрить целевую модель наставничества с 12.09.2022 по 31.12.2024.',
      'Широбокова Елена Юрьевна, заместитель директора: ведёт базы наставников и наставляемых',
      'Установить сроки проведения мониторинга эффективности программ наставничества: 20.12.2022, 22.05.2023.',
      'Закрепление молодых педагогов',
    );
  });

  it('orders that end a pair, change and cancel an order', async () => {
    says(
      await ofS62('end', '41-Д', '2021-04-26'),
      ...['Прекратить', 'в связи с отзывом согласия', 'наставник – Дроздов Кирилл Андреевич'],
    );
    const about = async (number: string, content: object): Promise<string> => {
      const { status, body } = await kil.director.post(`${kil.school}/orders`, {
        ...{ number, register: 'MAIN', issuedOn: '2022-10-17', legalBasis: ['113-ОД'], content },
      });
      expect([status, body]).toEqual([201, expect.anything()]);
      return body.id as string;
    };
    const first = await about('41-од', { kind: 'MENTOR_SCHOOL', programmes: ['Введение в наставничество'] });
    const changed = await about('42-од', { kind: 'AMENDMENT', orderId: first, changes: 'пункт 2 исключить' });
    const ended = await about('43-од', { kind: 'CANCELLATION', orderId: first, reason: 'издан ошибочно' });
    says(
      await paper('kil-amendment', kil.director, kil.orderPath(changed)),
      'О внесении изменений в приказ',
      'Внести в приказ № 41-од от 17.10.2022 следующие изменения: пункт 2 исключить.',
    );
    says(
      await paper('kil-cancellation', kil.director, kil.orderPath(ended)),
      'издан ошибочно',
      'Приказ № 41-од от 17.10.2022 отменить с 17.10.2022.',
    );
  });
});

describe('consents', () => {
  const minor = people.tenthGrader;
  const given = (purpose: string) =>
    paper(
      `s62-consent-${purpose}`,
      s62.director,
      `${s62.school}/participants/${minor.id}/consents/${idOf(`consent ${purpose} ${minor.id}`)}/document`,
    );
  const blank = (form: string, query = '') =>
    paper(
      `kil-blank-${form}`,
      kil.director,
      `${kil.school}/participants/${kil.ids.teacher}/consent-blanks/${form}/document${query}`,
    );

  it('S62-4.10, School 62, 4.11: a representative consents for a minor, to each thing on a paper of its own', async () => {
    const participation = await given('PARTICIPATION');
    says(
      participation,
      ...['Я, Соколова Марина Олеговна,', 'на участие в программе наставничества', '«20» января 2021 г.'],
      'законный представитель (мать) несовершеннолетнего участника: Соколов Артём Игоревич,',
      'МОУ СОШ № 62, п. 4.10',
    );
    expect(missing(participation)).toEqual([]);
    expect(participation.text).not.toContain('152-ФЗ');
    expect(missing(await given('PERSONAL_DATA'))).toEqual([
      ...['address', 'identity-document', 'representative', 'operator-address'],
    ]);
  });

  it('KIL-2.1.2: a blank to be signed has no date, and everything that art. 9 p. 4 of 152-FZ asks for', async () => {
    const consent = await blank('PERSONAL_DATA');
    says(
      consent,
      ...['Я, Иванова Анна Петровна,', 'Зарегистрирован(а) по адресу', 'Документ, удостоверяющий личность'],
      ...[
        'Оператор: Муниципальное бюджетное',
        'Адрес оператора',
        'Цель обработки',
        'Перечень персональных данных',
      ],
      ...[
        'Лицо, обрабатывающее данные по поручению',
        'Перечень действий',
        'Срок действия согласия',
        'Способ отзыва',
      ],
      ...['«____» ______________ 20__ г.', 'А. П. Иванова'],
    );
    expect(missing(consent)).toEqual(['date', 'address', 'identity-document', 'operator-address']);
  });

  it('KIL-2.1.6: an employee consents to the duties; publication is consented to apart', async () => {
    says(await blank('DUTIES'), 'на возложение на меня дополнительных обязанностей', 'статья 351.8');
    says(await blank('DISTRIBUTION'), 'статьёй 10.1', 'Условия и запреты');
    says(await blank('PARTICIPATION', '?by=LEGAL_REPRESENTATIVE'), 'несовершеннолетнего участника: Иванова');
  });
});

describe('agreements', () => {
  it('S62-4.14: cooperation with a mentor from outside, without pay', async () => {
    const agreement = await paper(
      's62-agreement',
      s62.director,
      `${s62.school}/agreements/${idOf('agreement with the graduate')}/document`,
    );
    says(
      agreement,
      ...['СОГЛАШЕНИЕ О СОТРУДНИЧЕСТВЕ', '№ 1/2021', 'наставник: Дроздов Кирилл Андреевич'],
      'на безвозмездной основе (МОУ СОШ № 62, п. 4.14)',
      ...['с 20.01.2021 по 31.12.2021', 'Конструкторское бюро'],
    );
    expect(missing(agreement)).toEqual(['signatory-position', 'signatory-name', 'requisites']);
  });

  it('KIL-2.1.4: the addendum says content, form, term and pay, which the vault gives back', async () => {
    const addendum = await paper(
      'kil-addendum',
      kil.director,
      `${kil.school}/agreements/${kil.addendum}/document`,
    );
    says(
      addendum,
      ...['ДОПОЛНИТЕЛЬНОЕ СОГЛАШЕНИЕ', '№ 12', 'работник: Иванова Анна Петровна'],
      'письменного согласия работника от 21.09.2022',
      'Содержание наставничества: помощь молодому учителю в ведении уроков.',
      ...['Форма наставничества: педагог – педагог.', 'с 23.09.2022 по 31.05.2023'],
      'Размер и условия оплаты: доплата 2 000 рублей в месяц.',
    );
    // Art. 351.8 was not in force yet.
    expect(addendum.text).not.toContain('351.8');
    expect(missing(addendum)).toEqual(['contract-reference', 'signatory-position', 'signatory-name']);
  });
});

describe('papers of a pair', () => {
  const ofPair = (name: string, client: Client, at: string) =>
    paper(name, client, `/v1/pairs/${at}/document`);

  it('S62-7-02, School 62, 5.3, Kilmez, 5.3: a programme has the meetings or the parts that its own regulation asks for', async () => {
    const s62Programme = await ofPair('s62-programme', s62.director, `${s62.pairId}/programme`);
    says(
      s62Programme,
      ...['УТВЕРЖДАЮ', 'Координатор наставничества', 'План встреч (МОУ СОШ № 62, п. 5.3)'],
      ...[
        'организационная встреча',
        'встреча-планирование',
        'Орлова Наталья Фёдоровна',
        'Пчёлкина Дарья Ильинична',
      ],
    );
    const kilProgramme = await ofPair('kil-programme', kil.director, `${kil.ids.pair}/programme`);
    says(
      kilProgramme,
      ...['СОГЛАСОВАНО', 'Совет наставников', 'Личностно значимая цель', 'Провести открытый урок'],
      ...['Самоанализ наставляемого', 'Октябрь – разбор уроков; март – открытый урок', 'п. 7.4, 7.5'],
      ...['№ 39/3 от 26.09.2022', 'с 03.10.2022 по 31.05.2023'],
    );
    expect(kilProgramme.text).not.toContain('организационная встреча');
    // Not approved yet: the day is written by hand.
    expect(missing(kilProgramme)).toEqual(['signatory-name', 'approval']);
  });

  it('S62-7-10: the report of the mentor has the work done, proposals and conclusions', async () => {
    const report = await ofPair('s62-report', s62.director, `${s62.pairId}/reports/${people.experienced.id}`);
    says(
      report,
      ...['ОТЧЁТ НАСТАВНИКА', 'Проведены все намеченные встречи', 'Продолжить в следующем году'],
      ...['Цели плана достигнуты', 'Дата отчёта: 13.12.2021', 'Н. Ф. Орлова', 'Проведено встреч: 7'],
    );
    expect(missing(report)).toEqual([]);
  });

  it('S62-6.2-1, S62-6.2-2, S62-6.3, S62-6.5: the note on monitoring has process and impact, entry and exit, and no marks', async () => {
    says(
      await ofPair('s62-monitoring', s62.director, `${s62.pairId}/monitoring/FINAL`),
      ...[
        'АНАЛИТИЧЕСКАЯ СПРАВКА',
        'дата мониторинга: 10.12.2021',
        'без выставления отметок (МОУ СОШ № 62, п. 6.5)',
      ],
      ...['Качество процесса реализации программы', 'Влияние программы на её участников', 'уровень: высокий'],
      ...['На входе', 'На выходе', 'базовый', 'достаточный'],
    );
  });
});

it('SEV-IV-6: the note on a campaign says who sent figures, what they come to and what follows', async () => {
  const campaignId = randomUUID();
  const said = { campaignId, organisationId: s62.schoolId, basis: { rules: [], evidence: {} } };
  const indicator = { code: 'PAIRS', aspect: 'PROCESS', title: 'Доля педагогов с наставником' };
  const events = [
    {
      type: 'CampaignOpened',
      data: {
        ...{ ...said, effectiveOn: '2021-11-01', kind: 'ANNUAL', year: 2021, snapshotOn: '2021-10-31' },
        window: { from: '2021-11-01', until: '2021-11-20' },
        ...{ indicatorSet: { version: 1, indicators: [indicator] }, onRequest: false },
        schoolIds: [s62.schoolId, kil.schoolId],
      },
    },
    {
      type: 'CampaignConsolidated',
      data: {
        ...{ ...said, effectiveOn: '2021-11-22', year: 2021, missing: [kil.schoolId] },
        accepted: [{ schoolId: s62.schoolId, version: 1 }],
        totals: [
          {
            ...{ indicator: 'PAIRS', schools: 1, target: { atLeastPercent: 70, met: true } },
            value: { kind: 'SHARE', numerator: 7, denominator: 9 },
          },
        ],
      },
    },
    {
      type: 'CampaignAnalysed',
      data: {
        ...{ ...said, effectiveOn: '2021-11-25', year: 2021, deficits: [{ type: 'METHODICAL', found: 3 }] },
        ...{
          needs: ['Курсы'],
          problemZones: ['Отчёты'],
          bestPractices: ['Открытые уроки'],
          contributors: [],
        },
        recommendations: [{ organisationId: s62.schoolId, measure: 'провести семинар', answers: [] }],
      },
    },
  ] as unknown as DomainEvents[];
  await api.store.append(
    streamOf.campaign(campaignId),
    'no_stream',
    events.map((event) => ({
      ...domainCodec.encode(event),
      id: randomUUID(),
      metadata: {
        recordedAt: '2021-11-25T09:00:00.000Z',
        actor: { id: randomUUID(), role: 'director' },
        commandId: randomUUID(),
      },
    })),
  );
  says(
    await paper(
      's62-campaign',
      s62.director,
      `/v1/organisations/${s62.schoolId}/campaigns/${campaignId}/document`,
    ),
    ...[
      'ежегодный мониторинг системы наставничества, 2021 год',
      'Не представили сведений: МБОУ Кильмезская СОШ.',
    ],
    ...['Доля педагогов с наставником', '7 из 9 (77,8 %)', 'цель: не менее 70 % – достигнута'],
    ...['методические: 3', 'МОУ СОШ № 62: провести семинар', 'Открытые уроки'],
  );
});

describe('the file', () => {
  it('is the same bytes for the same facts, under its own hash and a name that names nobody', async () => {
    const [first, second] = [
      await print(api, kil.director, kil.orderPath(kil.orders.pairs)),
      printed.get('kil-pairs')!,
    ];
    expect(first.bytes.equals(second.bytes)).toBe(true);
    expect(first.headers.get('etag')).toBe(`"${createHash('sha256').update(first.bytes).digest('hex')}"`);
    expect(first.headers.get('content-type')).toBe(DOCX);
    const disposition = first.headers.get('content-disposition') ?? '';
    expect(decodeURIComponent(disposition)).toContain(
      "filename*=UTF-8''Приказ об утверждении наставников и наставнических пар и групп.docx",
    );
    for (const one of printed.values()) {
      const outside = `${decodeURIComponent(one.headers.get('content-disposition') ?? '')} ${one.parts['docProps/core.xml']}`;
      expect(outside).not.toMatch(/Иванов|Петров|Соколов|Орлов|Дроздов/);
    }
  });

  it('is well-formed, every part of it', () => {
    expect(printed.size).toBeGreaterThan(15);
    for (const { parts } of printed.values()) {
      expect(Object.keys(parts)).toEqual(
        expect.arrayContaining([
          '[Content_Types].xml',
          '_rels/.rels',
          'word/document.xml',
          'word/styles.xml',
        ]),
      );
      for (const [name, xml] of Object.entries(parts)) expect([name, unbalanced(xml)]).toEqual([name, []]);
    }
    expect(unbalanced('<a><b></a>')).not.toEqual([]);
  });

  itInOffice('opens in LibreOffice on as many pages as it should, with its words', async () => {
    // Set to a directory to look at the papers.
    const dir = process.env['KEEP_PAPERS'] || mkdtempSync(path.join(tmpdir(), 'nastavnik-papers-'));
    try {
      for (const [name, { bytes }] of printed) writeFileSync(path.join(dir, `${name}.docx`), bytes);
      const opened = await openedInOffice(dir, 'docx');
      expect([...opened.keys()].sort()).toEqual([...printed.keys()].sort());
      expect(opened.get('kil-pairs')?.pages).toBe(3);
      for (const [name, { pages, text }] of opened) {
        expect([name, pages]).toEqual([name, expect.any(Number)]);
        expect(pages).toBeLessThanOrEqual(3);
        expect(text).toMatch(/Муниципальное|СОГЛАШЕНИЕ/);
      }
      expect(opened.get('kil-pairs')?.text).toContain('Иванову Анну Петровну');
      expect(opened.get('s62-pairs')?.text).toContain('(расшифровка подписи)');
    } finally {
      if (!process.env['KEEP_PAPERS']) rmSync(dir, { recursive: true });
    }
  });
});

/** Tags of an XML text that do not close each other. */
const unbalanced = (xml: string): readonly string[] => {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, closing, name, single] of xml.matchAll(/<(\/?)([\w:]+)(?:\s[^>]*?)?(\/?)>/g)) {
    if (single === '/') continue;
    if (closing !== '/') open.push(name as string);
    else if (open.pop() !== name) wrong.push(name as string);
  }
  return [...wrong, ...open];
};

describe('who gets it', () => {
  it('a mentor prints the programme of the own pair, and not what somebody is paid', async () => {
    const programme = await print(api, kil.mentor, `/v1/pairs/${kil.ids.pair}/programme/document`);
    expect([programme.status, programme.text.includes('Петров Илья Фёдорович')]).toEqual([200, true]);
    const pay = await print(api, kil.mentor, `${kil.school}/agreements/${kil.addendum}/document`);
    expect(pay.status).toBe(403);
    const strange = await print(api, kil.mentor, `/v1/pairs/${s62.pairId}/programme/document`);
    expect(strange.status).toBe(404);
  });

  it('what was never recorded is no paper, and the answer says whether it can become one', async () => {
    const nowhere: readonly (readonly [string, number])[] = [
      [kil.orderPath(randomUUID()), 404],
      [`/v1/pairs/${kil.ids.pair}/monitoring/FINAL/document`, 409],
      [`/v1/pairs/${kil.ids.pair}/monitoring/OTHER/document`, 400],
      [`${kil.school}/participants/${kil.ids.teacher}/consent-blanks/OTHER/document`, 400],
    ];
    for (const [at, expected] of nowhere) {
      const { status, headers } = await print(api, kil.director, at);
      expect([at, status]).toEqual([at, expected]);
      expect(headers.get('content-type')).toContain('problem+json');
    }
  });

  it('the vault writes down who read it and for which kind of paper', async () => {
    const { rows } = await api.postgres.query<{ purpose: string }>(
      `SELECT DISTINCT purpose FROM vault_access WHERE purpose LIKE 'document:%' ORDER BY 1`,
    );
    expect(rows.map(({ purpose }) => purpose)).toEqual(
      ['agreement', 'consent', 'monitoring', 'order', 'programme', 'report'].map(
        (kind) => `document:${kind}`,
      ),
    );
  });

  it('what was erased is empty on the paper, and said to be', async () => {
    await api.app.get(Vault).erase([people.experienced.id], { actorId: randomUUID(), purpose: 'spec' });
    const at = `/v1/pairs/${s62.pairId}/reports/${people.experienced.id}/document`;
    const report = await print(api, s62.director, at);
    expect(report.text).not.toMatch(/Орлова|намеченные/);
    expect(missing(report)).toEqual(['person-name', 'words']);
  });
});
