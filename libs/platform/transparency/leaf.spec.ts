import { leafOf, parseLeaf, sha256 } from '.';

const event = {
  stream: 'pair-7c9e6679-7425-40de-944b-e07fc1f90ae7',
  revision: 3n,
  id: '550e8400-e29b-41d4-a716-446655440000',
  type: 'pair.fixed.v1',
  raw: { data: Buffer.from('{"a": 1}'), metadata: Buffer.alloc(0) },
};

test('a leaf names the event and commits to its bytes as stored, white space and all', () => {
  const leaf = leafOf(event).toString('utf8');
  expect(leaf).toBe(
    '{"v":1,"stream":"pair-7c9e6679-7425-40de-944b-e07fc1f90ae7","revision":"3",' +
      '"id":"550e8400-e29b-41d4-a716-446655440000","type":"pair.fixed.v1",' +
      '"data":"f9d86028c6e0d64e225186f96acb69338b2c59764df79162107f5c4bb34d1310",' +
      '"metadata":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}',
  );
  expect(parseLeaf(leaf)).toEqual({
    ...{ stream: event.stream, revision: 3n, id: event.id, type: event.type },
    data: sha256(event.raw.data),
    metadata: sha256(Buffer.alloc(0)),
  });
  const compact = { ...event, raw: { ...event.raw, data: Buffer.from('{"a":1}') } };
  expect(leafOf(compact)).not.toEqual(leafOf(event));
});

test('only what would be written is read', () => {
  const leaf = leafOf(event).toString('utf8');
  for (const other of [
    leaf.replace('"v":1', '"v":2'),
    leaf.replace('{"v":1,', '{"v":1, '),
    leaf.replace('"revision":"3"', '"revision":3'),
    leaf.replace('"revision":"3"', '"revision":"03"'),
    leaf.replace('"type":', '"extra":"","type":'),
    leaf.replace('pair-7', 'p\\u0061ir-7'),
    '[]',
    'null',
    '',
  ]) {
    expect([other, parseLeaf(other)]).toEqual([other, undefined]);
  }
});
