/** An application that serves the API: HTTP of the house, documentation, metrics. What main, standalone and specs start. */
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  createHttpApplication,
  createOpenApi,
  type HttpOptions,
  serveDocumentation,
} from '@nastavnik/platform/http';
import { SHEET_FORMATS } from '@nastavnik/platform/sheets';
import { measureHttp, METRICS } from '@nastavnik/platform/observability';

/** Registers that are imported. */
const IMPORT_FILES = {
  types: Object.values(SHEET_FORMATS).map((type) => type.split(';')[0]!),
  limit: 5 * 1024 * 1024,
  at: /^\/v1\/schools\/[^/]+\/imports$/,
};

/** The OpenAPI 3.1 document of an application that has the API in it. */
export const apiDocument = (app: NestFastifyApplication) =>
  createOpenApi(app, {
    title: 'Nastavnik',
    description:
      'Keeps the legal life of mentoring in schools. Every act is sent as a command and judged by the regulation in force; a refusal names the rule, the clause and what is missing. Send `Accept-Language: en` for English problems. A command answers with a position; a query that gets it as `?after=` has seen the act.',
    version: '1.0.0',
  });

/**
 * Creates the application, not yet listening.
 * @param root a module that imports `ApiModule.register(parts)`, or that itself
 * @param options `requestHashKey` must be the same after a restart: `requestHashKeyFrom(masterKey)`
 */
export const createApi = async (
  root: Type | DynamicModule,
  options: HttpOptions & { readonly requestHashKey: Buffer },
): Promise<NestFastifyApplication> => {
  const app = await createHttpApplication(root, { files: IMPORT_FILES, ...options });
  measureHttp(app.get(METRICS, { strict: false }), app.getHttpAdapter().getInstance() as never);
  serveDocumentation(app, apiDocument(app));
  return app;
};
