import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Endpoint } from '../../contract/endpoint.ts';
import { endpoints } from '../../contract/endpoints.ts';
import { Problem } from '../../contract/errors.ts';

/** The OpenAPI 3.1 document, printed from the endpoint table. */
export function openApi(version: string): ReturnType<typeof createDocument> {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [name, endpoint] of Object.entries(endpoints) as [string, Endpoint][]) {
    const path = `/api${endpoint.path.replace(/:([A-Za-z]+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(name, endpoint) };
  }
  return createDocument({ openapi: '3.1.0', info: { title: 'Hexalign', version }, paths: paths as ZodOpenApiPathsObject });
}

function operation(name: string, endpoint: Endpoint): ZodOpenApiOperationObject {
  const { body, result, status, media } = endpoint;
  const content = result === null || result === 'redirect' ? undefined : { [media]: { schema: result instanceof z.ZodType ? result : binary } };
  return {
    operationId: name,
    summary: endpoint.summary,
    tags: [endpoint.action.split('.')[0]],
    requestParams: { path: endpoint.params as z.ZodObject, query: endpoint.query as z.ZodObject },
    ...(body === null ? {} : { requestBody: { required: body === 'file' || !body.safeParse(undefined).success, content: body === 'file' ? { 'application/octet-stream': { schema: binary } } : { 'application/json': { schema: body } } } }),
    responses: {
      [`${status}`]: { description: 'Done', ...(content === undefined ? {} : { content }) },
      '4XX': { description: 'Refused', content: { 'application/problem+json': { schema: Problem } } },
    },
  };
}

const binary = z.string().meta({ format: 'binary' });
