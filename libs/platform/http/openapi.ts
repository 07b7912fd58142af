/** OpenAPI 3.1 of an application, and its pages served from this machine. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { exemplify, type Schemas } from './examples';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
interface Bodies {
  readonly content?: Record<string, object>;
}

export interface OpenApiOptions {
  readonly title: string;
  readonly description: string;
  readonly version: string;
}

const problemSchema = {
  type: 'object',
  description: 'Problem details, RFC 9457',
  required: ['type', 'title', 'status', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri', examples: ['urn:problem:nastavnik:refused'] },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', format: 'uri', description: 'This very occurrence, also in the log' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['detail'],
        properties: {
          pointer: { type: 'string', examples: ['#/person/birthDate'] },
          header: { type: 'string' },
          parameter: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
    reasons: {
      type: 'array',
      items: {
        type: 'object',
        required: ['rule', 'clauses', 'message', 'missing', 'next'],
        properties: {
          rule: { type: 'string', examples: ['consents-before-pair-order'] },
          invariant: { type: 'integer' },
          clauses: {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'document', 'clause', 'citation'],
              properties: {
                id: { type: 'string', examples: ['S62-4.13'] },
                document: { type: 'string', examples: ['МОУ СОШ № 62'] },
                clause: { type: 'string', examples: ['4.13'] },
                citation: { type: 'string', examples: ['МОУ СОШ № 62, п. 4.13'] },
              },
            },
          },
          message: { type: 'string' },
          missing: { type: 'array', items: { type: 'object', additionalProperties: true } },
          next: { type: 'string' },
        },
      },
    },
    revision: { type: ['string', 'null'], description: 'Current revision of the stream, after a conflict' },
  },
};

const problemResponse = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** OpenAPI 3.1 says "or null" by a list of types; the generator still speaks 3.0. */
const nullableAsType = (node: unknown): void => {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as { nullable?: boolean; type?: string | string[] };
  if (schema.nullable === true && typeof schema.type === 'string') {
    schema.type = [schema.type, 'null'];
    delete schema.nullable;
  }
  Object.values(node).forEach(nullableAsType);
};

/** Gives each of several shapes the codes that mean it, so that a body is of one shape and not of two. */
const tellShapesApart = (node: unknown, schemas: Schemas): void => {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as {
    discriminator?: { propertyName: string; mapping?: Record<string, string> };
    allOf?: unknown;
  };
  const { discriminator } = schema;
  // The generator adds the declared class, which is one of the shapes, as a demand on all of them.
  if (discriminator !== undefined) delete schema.allOf;
  const shapes = new Map<string, string[]>();
  for (const [code, ref] of Object.entries(discriminator?.mapping ?? {})) {
    shapes.set(ref, [...(shapes.get(ref) ?? []), code]);
  }
  for (const [ref, codes] of shapes) {
    const shape = schemas[ref.slice(ref.lastIndexOf('/') + 1)];
    if (shape === undefined || discriminator === undefined) continue;
    const { propertyName } = discriminator;
    const { example: _, ...told } = shape.properties?.[propertyName] ?? {};
    Object.assign(shape, {
      properties: { ...shape.properties, [propertyName]: { ...told, type: 'string', enum: codes } },
      required: [...new Set([...(shape.required ?? []), propertyName])],
    });
  }
  for (const child of Object.values(node)) tellShapesApart(child, schemas);
};

/** Drops the classes that only stood for one of several shapes. */
const forgetUnused = (document: OpenAPIObject): void => {
  const text = JSON.stringify(document);
  const schemas = document.components?.schemas ?? {};
  for (const name of Object.keys(schemas)) {
    if (name !== 'Problem' && !text.includes(`"#/components/schemas/${name}"`)) delete schemas[name];
  }
};

/** Ids in a path are UUIDs; whatever the generator did not see is added. */
const pathParameters = (path: string): object[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: name.endsWith('Id')
      ? { type: 'string', format: 'uuid' }
      : name === 'number'
        ? { type: 'integer', minimum: 1 }
        : { type: 'string' },
  }));

/** What a request carries and what answers it, before the problems that all share are added. */
const bodiesOf = ({ requestBody, responses }: Operation): readonly Bodies[] =>
  [requestBody, ...Object.values(responses)].filter((body) => body !== undefined) as readonly Bodies[];

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/**
 * Builds the document. Every operation gets the problems it can answer with: a command (POST, PUT) those of bodies,
 * refusals and conflicts, a query those of `?after=`; a public operation (security `[]`) no 401 or 403. Bodies and answers get
 * examples out of those of their fields.
 */
export const createOpenApi = (app: NestFastifyApplication, options: OpenApiOptions): OpenAPIObject => {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(options.title)
    .setDescription(options.description)
    .setVersion(options.version)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'token')
    .addSecurityRequirements('token')
    .build();
  const document = SwaggerModule.createDocument(app, base, {
    operationIdFactory: (_controller, method) => method,
  });
  document.components = { ...document.components };
  document.components.schemas = {
    ...document.components.schemas,
    Problem: problemSchema as never,
  };
  nullableAsType(document.components.schemas);
  tellShapesApart(document.components.schemas, document.components.schemas as Schemas);
  forgetUnused(document);
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation === undefined) continue;
      operation.parameters = [
        ...(pathParameters(path) as never[]),
        ...(operation.parameters ?? []).filter(
          (parameter) => !('in' in parameter) || parameter.in !== 'path',
        ),
      ];
      const open = operation.security?.length === 0;
      const command = method !== 'get';
      const answers: Record<string, object> = {
        ...(command || operation.parameters?.length ? { '400': problemResponse('Not well formed') } : {}),
        ...(open
          ? {}
          : {
              '401': problemResponse('No valid token'),
              '403': problemResponse('The role does not allow it here'),
            }),
        ...(open ? {} : { '404': problemResponse('Not found') }),
        ...(command
          ? {
              '409': problemResponse('Another act came first'),
              '412': problemResponse('`If-Match` is stale'),
              '413': problemResponse('The body is larger than 256 KiB'),
              '415': problemResponse('Not JSON'),
              '422': problemResponse('Refused by a rule of the regulation'),
              '503': problemResponse('The event store does not answer'),
            }
          : open
            ? {}
            : { '504': problemResponse('The position of `after` is not visible yet') }),
      };
      for (const { content } of bodiesOf(operation)) {
        for (const media of Object.values(content ?? {})) {
          exemplify(media as never, document.components.schemas as Schemas);
        }
      }
      operation.responses = { ...answers, ...operation.responses } as never;
    }
  }
  return document;
};

/** `/openapi.json` and, readable, `/docs`; assets come from this machine. Call before the application listens. */
export const serveDocumentation = (app: NestFastifyApplication, document: OpenAPIObject): void =>
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: '/openapi.json',
    raw: ['json'],
    customSiteTitle: document.info.title,
    swaggerOptions: { persistAuthorization: false, validatorUrl: null },
  });
