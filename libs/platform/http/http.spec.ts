/** Languages, stamps, conditions: what the door itself decides. */
import { languageOf } from './language';
import { requestHash, expectedRevisionOf, positionOf, requestHashKeyFrom } from './stamp';
import { refusalProblem } from './problem.filter';
import { renderProblem } from './problem.filter';
import { unstorable } from './guards';

it.each([
  [undefined, 'ru'],
  ['', 'ru'],
  ['en', 'en'],
  ['en-GB,ru;q=0.9', 'en'],
  ['ru,en;q=0.9', 'ru'],
  ['de, en;q=0.5', 'en'],
  ['en;q=0.5, ru;q=0.5', 'ru'],
  ['en;q=0', 'ru'],
  ['*', 'ru'],
  ['en;q=nonsense', 'ru'],
])('Accept-Language %s: %s', (header, language) => expect(languageOf(header)).toBe(language));

it('a body in another order of members has the same hash; another body or key has not', () => {
  const key = requestHashKeyFrom('secret');
  const body = { a: 1, b: { c: [1, { d: 2 }], e: null } };
  expect(requestHash({ b: { e: null, c: [1, { d: 2 }] }, a: 1 }, key)).toBe(requestHash(body, key));
  expect(requestHash({ ...body, a: 2 }, key)).not.toBe(requestHash(body, key));
  expect(requestHash({ ...body, a: '1' }, key)).not.toBe(requestHash(body, key));
  expect(requestHash(body, requestHashKeyFrom('other'))).not.toBe(requestHash(body, key));
});

it('If-Match is a quoted revision, `*` or nothing', () => {
  const ask = (header?: string) => expectedRevisionOf({ headers: { 'if-match': header } } as never);
  expect([ask(), ask('*'), ask('"0"'), ask('"15"')]).toEqual([undefined, undefined, 0n, 15n]);
  for (const wrong of ['5', '"05"', 'W/"5"', '"-1"', '"5", "6"']) expect(() => ask(wrong)).toThrow('400');
});

it('?after= is a position', () => {
  expect([positionOf(undefined), positionOf('0'), positionOf('9007199254740993')]).toEqual([
    undefined,
    0n,
    9007199254740993n,
  ]);
  for (const wrong of ['-1', '1.5', '', '01', '99999999999999999999'])
    expect(() => positionOf(wrong)).toThrow('400');
});

it('a refusal names rule, clause as quoted, what is missing and what to do, in the reader’s language', () => {
  const problem = refusalProblem(
    {
      kind: 'refusal',
      reasons: [
        {
          rule: 'pair-order',
          invariant: 4,
          clauses: [{ id: 'S62-4.13', document: 'МОУ СОШ № 62', clause: '4.13' }],
          message: { ru: 'Нужен приказ.', en: 'An order is needed.' },
          missing: [{ kind: 'order' }],
          next: { ru: 'Издайте приказ.', en: 'Issue an order.' },
        },
      ],
    },
    'en',
  );
  expect(renderProblem(problem, 'en', 'x')).toMatchObject({
    status: 422,
    detail: 'An order is needed.',
    reasons: [
      {
        rule: 'pair-order',
        invariant: 4,
        clauses: [{ id: 'S62-4.13', citation: 'МОУ СОШ № 62, п. 4.13' }],
        message: 'An order is needed.',
        missing: [{ kind: 'order' }],
        next: 'Issue an order.',
      },
    ],
  });
});

it('what cannot be stored is found wherever it stands', () => {
  expect(unstorable({ a: ['x', { b: 'y\u0000' }] })).toEqual([
    expect.objectContaining({ pointer: '#/a/1/b' }),
  ]);
  expect(unstorable({ text: 'строка\nс переводом\tи 😀' })).toEqual([]);
});
