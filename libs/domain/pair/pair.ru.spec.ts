/** The life of a pair as a reader in the school sees it. */
import { codecOf } from '@nastavnik/kernel';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pairStoredTypes } from './pair.codec';
import type { PairEvent, PairProposed } from './pair.events';
import { ACTS, command, lifeOf, live, MENTEE, ON, SECOND_MENTEE } from './pair.fixtures.testing';
import { describePair } from './pair.ru';

const sampled = (): readonly PairEvent[] => {
  const codec = codecOf(pairStoredTypes);
  const samples = join(__dirname, 'samples');
  return codec.storedTypes.map((type) =>
    codec.decode(type, JSON.parse(readFileSync(join(samples, `${type}.json`), 'utf8'))),
  );
};

describe('the life of a pair in Russian', () => {
  it('reads as a story', () => {
    expect(lifeOf('followUp').map(describePair)).toMatchInlineSnapshot(`
     [
       "Предложена пара по форме «Учитель – ученик»: 1 наставляемый, задачи личные.",
       "Наставляемому предложено: 2 кандидатуры наставников.",
       "Наставляемый сам выбрал наставника.",
       "С программами наставничества ознакомлено: 3 участника (на ученической конференции).",
       "Приказом директора закреплена пара по форме «Учитель – ученик» на срок с 01.02.2021 по 24.12.2021.",
       "Проведена оценка на входе: 1 наставляемый; мотивационно-личностный рост, динамика образовательных результатов.",
       "Проведена организационная встреча (№ 1).",
       "Проведена пробная рабочая встреча (№ 2).",
       "Проведена встреча-планирование (№ 3); намечено: 2 регулярные встречи.",
       "Наставник и наставляемый вместе составили план наставничества.",
       "План наставничества утверждён.",
       "Проведена регулярная встреча (№ 4).",
       "Проведена регулярная встреча (№ 5).",
       "Проведён промежуточный мониторинг: качество процесса, рост участников.",
       "Проведена заключительная встреча (№ 6).",
       "Проведена оценка на выходе: 1 наставляемый; мотивационно-личностный рост, динамика образовательных результатов.",
       "Проведён итоговый мониторинг: качество процесса, рост участников.",
       "Наставник сдал отчёт о проделанной работе.",
       "Программа наставничества завершена; регулярных встреч проведено 2, намечалось 2.",
       "Открыта поддержка после завершения пары.",
     ]
    `);
  });
  it('tells every kind of event, without codes, ids or dates in ISO form', () => {
    const told = sampled();
    expect(new Set(told.map(({ type }) => type)).size).toBe(Object.keys(pairStoredTypes).length);
    for (const event of told) {
      expect(describePair(event)).toMatch(/^[А-ЯЁ][^A-Za-z_]*\.$/);
      expect(describePair(event)).not.toMatch(/undefined|\d{4}-\d\d/);
    }
  });
  it('counts as Russian counts', () => {
    const planned = (n: number) =>
      describePair(
        live(
          [command('HoldMeeting', ON.planning, { ...ACTS.planning.data, plannedRegularMeetings: n })],
          {},
          lifeOf('trial'),
        ).at(-1) as PairEvent,
      );
    expect(planned(1)).toContain('1 регулярная встреча');
    expect(planned(3)).toContain('3 регулярные встречи');
    expect(planned(5)).toContain('5 регулярных встреч');
    expect(planned(11)).toContain('11 регулярных встреч');
    expect(planned(22)).toContain('22 регулярные встречи');
  });
  it('names the role model where there is one', () => {
    const [event] = lifeOf('proposed') as [PairProposed];
    expect(describePair({ ...event, data: { ...event.data, roleModel: 'EQUAL_EQUAL' } })).toContain(
      'ролевая модель «равный – равному»',
    );
    expect(describePair(event)).not.toContain('ролевая модель');
  });
  it('shows a form outside our list as the school wrote it', () => {
    const [event] = lifeOf('proposed') as [PairProposed];
    const data = {
      ...event.data,
      kind: 'GROUP' as const,
      menteeIds: [MENTEE, SECOND_MENTEE],
      form: 'Шеф – класс' as never,
    };
    expect(describePair({ ...event, data })).toBe(
      'Предложена группа по форме «Шеф – класс»: 2 наставляемых, задачи личные.',
    );
  });
});
