/** The public contract as an AsyncAPI 3.0 document, made from the same schemas that the events are checked by. */
import { CONTENT_TYPE, dataSchemas, type PublicType } from './public-events';

/** An AsyncAPI document; plain JSON. */
export type AsyncApiDocument = { readonly asyncapi: '3.0.0' } & { readonly [member: string]: unknown };

const TYPES = Object.keys(dataSchemas) as readonly PublicType[];

/** `ru.nastavnik.pair.fixed.v1` as a key that AsyncAPI allows: `pair-fixed-v1`. */
const keyOf = (type: PublicType): string => type.replace(/^ru\.nastavnik\./, '').replace(/\./g, '-');

/** What a message is: a CloudEvent in structured JSON with the data of its type. */
const message = (type: PublicType) => {
  const { $schema: _dialect, $id: _id, ...data } = dataSchemas[type];
  return {
    name: type,
    title: dataSchemas[type].title,
    contentType: CONTENT_TYPE,
    payload: {
      type: 'object',
      required: [
        'specversion',
        'id',
        'source',
        'type',
        'subject',
        'time',
        'datacontenttype',
        'dataschema',
        'data',
      ],
      properties: {
        specversion: { const: '1.0' },
        id: { type: 'string', format: 'uuid', description: 'Stable: with source it tells a repetition' },
        source: { type: 'string', description: 'URI of the installation' },
        type: { const: type },
        subject: { type: 'string', format: 'uuid' },
        time: { type: 'string', format: 'date-time', description: 'When the fact was recorded' },
        datacontenttype: { const: 'application/json' },
        dataschema: { const: dataSchemas[type].$id },
        data,
      },
    },
  };
};

/**
 * Every type of the contract: a channel, a message and what this installation does with it.
 * @param version of the HTTP API that serves the feed
 */
export const asyncApi = (version: string): AsyncApiDocument => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Nastavnik: public events',
    version,
    description:
      'Facts of mentoring that leave the installation, as CloudEvents 1.0.2, without personal data and without ids of people. Delivered at least once, by webhook to registered receivers, signed by Standard Webhooks 1.0.0, the events of one subject in order, or read in order at GET /v1/feed. A released type never changes; a new shape is a new type.',
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  },
  defaultContentType: CONTENT_TYPE,
  channels: Object.fromEntries(
    TYPES.map((type) => [
      keyOf(type),
      {
        address: type,
        title: dataSchemas[type].title,
        messages: { [keyOf(type)]: { $ref: `#/components/messages/${keyOf(type)}` } },
      },
    ]),
  ),
  operations: Object.fromEntries(
    TYPES.map((type) => [
      `send-${keyOf(type)}`,
      {
        action: 'send',
        channel: { $ref: `#/channels/${keyOf(type)}` },
        messages: [{ $ref: `#/channels/${keyOf(type)}/messages/${keyOf(type)}` }],
      },
    ]),
  ),
  components: { messages: Object.fromEntries(TYPES.map((type) => [keyOf(type), message(type)])) },
});
