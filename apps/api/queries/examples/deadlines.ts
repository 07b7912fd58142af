/** Examples of the answers about deadlines, for the documentation of the API. */

const SCHOOL = '5b0c4f0e-6a55-4c3e-9d7e-2f4f6a0f6201';

export const RADAR_EXAMPLE = {
  asOf: '1234',
  organisationId: SCHOOL,
  on: '2021-12-06',
  within: 30,
  totals: { OVERDUE: 1, DUE: 0, UPCOMING: 1, SETTLED: 4 },
  items: [
    {
      id: `interim-report.${SCHOOL}.2021`,
      cadence: 'interim-report',
      level: 'SCHOOL',
      title: 'Провести промежуточный мониторинг и представить отчёт',
      organisationId: SCHOOL,
      organisation: 'МОУ СОШ № 62',
      due: '2021-11-30',
      status: 'OVERDUE',
      daysLeft: -6,
      clauses: [
        {
          id: 'SEV-RM-M4b',
          citation: 'Приказ УО ЗАТО Северск № 279, 4 основного этапа дорожной карты',
        },
      ],
      settleWith: [
        { act: 'MonitoringSubmitted', route: `POST /v1/organisations/${SCHOOL}/campaign-submissions` },
      ],
    },
    {
      id: `mentee-base-refreshed.${SCHOOL}.2021-12-31`,
      cadence: 'mentee-base-refreshed',
      level: 'SCHOOL',
      title: 'Обновить базу наставляемых',
      note: 'Обновлено записей: 3 из 10',
      organisationId: SCHOOL,
      organisation: 'МОУ СОШ № 62',
      due: '2021-12-31',
      status: 'UPCOMING',
      daysLeft: 25,
      clauses: [
        { id: 'SEV-RM-M1', citation: 'Приказ УО ЗАТО Северск № 279, 1 основного этапа дорожной карты' },
      ],
      settleWith: [
        {
          act: 'EntryConfirmed',
          route: `POST /v1/schools/${SCHOOL}/participants/{participantId}/base-confirmations`,
        },
      ],
    },
  ],
  next: null,
};

export const SUBSCRIPTION_EXAMPLE = {
  id: '0b7d8d0e-64a7-4c0f-9f3d-6b1c5b2f6e62',
  token: 'q3TzLq0aY7J2vPj0hH8m2cR1dXw9uKf4sEoB5nGi6ZQ',
  path: `/v1/organisations/${SCHOOL}/deadlines.ics?token=q3TzLq0aY7J2vPj0hH8m2cR1dXw9uKf4sEoB5nGi6ZQ`,
};

export const CALENDAR_EXAMPLE = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Nastavnik//Deadlines//RU',
  'BEGIN:VEVENT',
  `UID:interim-report.${SCHOOL}.2021@nastavnik`,
  'DTSTAMP:20211115T060000Z',
  'DTSTART;VALUE=DATE:20211130',
  'DTEND;VALUE=DATE:20211201',
  'SUMMARY:Провести промежуточный мониторинг и представить отчёт',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

const RECORDED = {
  at: '2021-02-01T06:00:00.000Z',
  by: { id: 'b7a1d7be-2f0e-4c58-9b11-0d4a5f0f7c11', role: 'curator' },
};

export const LEDGER_EXAMPLE = {
  participantId: 'c2d8a9f0-3b1e-4e55-8a77-6f1f0b9c2d01',
  schoolId: SCHOOL,
  on: '2021-03-20',
  consents: [
    {
      consentId: '6d0c2f1e-9a55-4f3e-8c7e-1f4f6a0f6202',
      purpose: 'PERSONAL_DATA',
      by: 'LEGAL_REPRESENTATIVE',
      written: true,
      textHash: '6f1b8c2c9b3a4d0f2f0e6a7c1d5b9e8a7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f',
      givenOn: '2021-02-01',
      validUntil: null,
      recorded: RECORDED,
      withdrawal: {
        on: '2021-03-01',
        by: 'LEGAL_REPRESENTATIVE',
        recorded: { ...RECORDED, at: '2021-03-01T06:00:00.000Z' },
        clocks: [
          {
            ...{ duty: 'STOP_PROCESSING', by: '2021-03-16', source: 'ч. 5.1 ст. 21 152-ФЗ' },
            ...{ postponedOn: null, dischargedOn: '2021-03-02' },
          },
          {
            ...{ duty: 'DESTROY', by: '2021-03-31', source: 'ч. 5 ст. 21 152-ФЗ' },
            ...{ postponedOn: null, dischargedOn: null },
          },
        ],
      },
      representative: { familyName: 'Соколова', givenName: 'Марина', authority: 'мать' },
    },
  ],
  demands: [],
  retention: [
    {
      ...{ groundId: '0a7d8d0e-64a7-4c0f-9f3d-6b1c5b2f6e63', law: 'ст. 22.1 125-ФЗ' },
      ...{ since: '2021-03-10', until: '2026-03-10', inForce: true, recorded: RECORDED },
    },
  ],
};
